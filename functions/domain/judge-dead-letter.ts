import { type Capture, hasEnded } from './capture.ts';

/** What is to be done with a dead letter: it is sent again, it is of no use any more, or it is not ours to touch. */
export type DeadLetterFate = 'send' | 'drop' | 'keep';

/** A message of a dead-letter queue: the token in it, if it is one of ours, and how often it was received so far. */
interface Letter {
  readonly token?: string | undefined;
  readonly receives: number;
}

/** What the capture of a letter waits for. */
const waiting = (one: Exclude<Capture, { status: 'done' | 'failed' }>): string => {
  switch (one.status) {
    case 'waitlisted':
      return 'still on the wait list';
    case 'parked':
      return 'still parked, until its account has a free render slot';
    case 'queued':
      return 'still queued';
    case 'processing':
      return `still processing, in attempt ${one.attempt}`;
  }
};

/** Why a message lies in the dead-letter queue, as a sentence, and what is to be done with it. */
export const judgeDeadLetter = (
  { token, receives }: Letter,
  found: Capture | undefined,
): { readonly reason: string; readonly fate: DeadLetterFate } => {
  if (token === undefined) return { reason: 'Not a message of this service.', fate: 'keep' };
  if (found === undefined) return { reason: 'No such capture.', fate: 'drop' };
  if (hasEnded(found)) {
    const end = found.status === 'failed' ? `failed: ${found.failure}` : found.status;
    return { reason: `The capture has ended (${end}).`, fate: 'drop' };
  }
  const times = receives === 1 ? 'once' : `${receives} times`;
  // One that was put there by hand never came back.
  const back = receives === 0 ? '' : `: its message came back ${times}`;
  return { reason: `The capture is ${waiting(found)}${back}.`, fate: 'send' };
};
