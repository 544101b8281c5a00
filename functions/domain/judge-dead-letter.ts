import { type Capture, hasEnded } from './capture.ts';
import type { QueueKind } from './queue-kind.ts';
import { times } from './times.ts';
import { whyGivenUp } from './why-given-up.ts';

/** What is to be done with a dead letter: it is sent again, it is of no use any more, or it is not ours to touch. */
export type DeadLetterFate = 'send' | 'drop' | 'keep';

/**
 * A message of a dead-letter queue of this kind: the token in it, if it is one of ours, how often it was received so far,
 * and why it was put there, if whoever did so said it.
 */
interface Letter {
  readonly kind: QueueKind;
  readonly token?: string | undefined;
  readonly receives: number;
  readonly reason?: string | undefined;
}

interface Judgement {
  readonly reason: string;
  readonly fate: DeadLetterFate;
}

// One that was put there by hand, or by whoever gave it up, never came back.
const cameBack = ({ receives }: Letter): string =>
  receives === 0 ? '' : `: its message came back ${times(receives)}`;

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

const judgeRenderLetter = (letter: Letter, found: Capture): Judgement => {
  if (hasEnded(found)) {
    const end = found.status === 'failed' ? `failed: ${found.failure}` : found.status;
    return { reason: `The capture has ended (${end}).`, fate: 'drop' };
  }
  return { reason: `The capture is ${waiting(found)}${cameBack(letter)}.`, fate: 'send' };
};

const judgeCallbackLetter = (letter: Letter, found: Capture, now: number): Judgement => {
  const { callback } = found;
  if (callback === undefined) return { reason: 'The capture has no callback.', fate: 'drop' };
  if (!hasEnded(found)) {
    return { reason: 'The capture has not ended, and is sent on by itself when it has.', fate: 'drop' };
  }
  const { state, attempts, forgiven } = callback;
  if (state === 'delivered') {
    return { reason: `The callback was delivered, tried ${times(attempts)}.`, fate: 'drop' };
  }
  const isPending = state === 'pending';
  const why = isPending ? '' : (letter.reason ?? whyGivenUp(callback));
  if (found.isExpired === true || (found.heldUntil ?? Number.POSITIVE_INFINITY) <= now) {
    return { reason: `${why} The time in which it could be sent is over.`.trimStart(), fate: 'drop' };
  }
  if (!isPending) return { reason: why, fate: 'send' };
  const stands =
    forgiven > 0
      ? 'pending again, since it was replayed'
      : `still pending, tried ${times(attempts)}${cameBack(letter)}`;
  return { reason: `The callback is ${stands}.`, fate: 'send' };
};

/**
 * Why a message lies in a dead-letter queue, as a sentence, and what is to be done with it at `now` (Unix ms). `found` is
 * its capture.
 */
export const judgeDeadLetter = (letter: Letter, found: Capture | undefined, now: number): Judgement => {
  if (letter.kind === 'stream') {
    // It names a part of the stream and no captures.
    return {
      reason:
        "Changes of the table that the stream's reader could not hand on; the sweeper has sent their captures on.",
      fate: 'drop',
    };
  }
  if (letter.token === undefined) return { reason: 'Not a message of this service.', fate: 'keep' };
  if (found === undefined) return { reason: 'No such capture.', fate: 'drop' };
  return letter.kind === 'callbacks'
    ? judgeCallbackLetter(letter, found, now)
    : judgeRenderLetter(letter, found);
};
