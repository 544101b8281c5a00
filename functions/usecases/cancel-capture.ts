import type { Capture, CaptureIn } from '../domain/capture.ts';
import { keptTimes, type Retention } from '../domain/kept-times.ts';
import { OperatorRefusal } from '../domain/operator-refusal.ts';
import { transition } from '../domain/transition.ts';
import type { Captures } from '../ports/captures.ts';
import { showCapture } from './show-capture.ts';
import type { TakeUpDependencies } from './take-up.ts';
import { tryTakeUp } from './try-take-up.ts';

export interface CancelCaptureDependencies extends TakeUpDependencies {
  readonly captures: TakeUpDependencies['captures'] & Pick<Captures, 'get'>;
  readonly retention: Retention;
}

/** What is to be canceled; a dry run changes nothing. */
interface Cancellation {
  readonly token: string;
  readonly dryRun: boolean;
}

/** A capture before and after it was canceled, or would be. */
export interface CanceledCapture {
  readonly before: Capture;
  readonly after: CaptureIn<'failed'>;
}

/** How often this is tried while the capture goes on at the same moment. */
const TRIES = 5;

const canceled = ({ now, retention }: CancelCaptureDependencies, before: Capture): CanceledCapture => {
  const at = now();
  const after = transition(before, { type: 'canceled', at });
  if (after?.status !== 'failed') {
    const end = before.status === 'failed' ? `failed: ${before.failure}` : before.status;
    throw new OperatorRefusal(
      'has_ended',
      `Capture ${before.token} has ended already (${end}): there is nothing to cancel.`,
    );
  }
  return { before, after: { ...after, ...keptTimes(after, retention, at) } };
};

/**
 * Ends a capture that has not ended, gives back what it cost, and lets the account's next ones go on; or says what that
 * would do. Callers see that it failed, with a warning that says why. Throws OperatorRefusal when there is no such
 * capture or when it has ended.
 */
export const cancelCapture = async (
  deps: CancelCaptureDependencies,
  { token, dryRun }: Cancellation,
): Promise<CanceledCapture> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = await showCapture(deps, token);
    const ended = canceled(deps, found);
    if (dryRun) return ended;
    if ((await deps.captures.move([{ from: found, to: ended.after }])) !== 'written') continue;
    await tryTakeUp(deps, found.accountId);
    return ended;
  }
  throw new OperatorRefusal('raced', `Capture ${token} goes on at this very moment. Try again.`);
};
