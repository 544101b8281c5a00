import { callbackTransition, exactLastResult } from '../domain/callback.ts';
import type { Capture } from '../domain/capture.ts';
import { whyGivenUp } from '../domain/why-given-up.ts';
import type { CallbackLetters } from '../ports/callback-letters.ts';
import type { Captures } from '../ports/captures.ts';
import type { Log } from '../ports/log.ts';

export interface BuryCallbackDependencies {
  readonly captures: Pick<Captures, 'move'>;
  readonly letters: CallbackLetters;
  readonly log: Log;
}

/** Writes the dead letter of a callback that was given up, then that there is one: once at least. */
export const buryCallback = async (
  { captures, letters, log }: BuryCallbackDependencies,
  one: Capture,
): Promise<void> => {
  const { callback, token, jobId } = one;
  const buried = callback && callbackTransition(callback, { type: 'buried' });
  if (callback === undefined || buried === undefined) return;
  await letters.bury({ token, reason: whyGivenUp(callback) });
  await captures.move([{ from: one, to: { ...one, callback: buried } }]);
  log('callback_given_up', {
    jobId,
    attempt: callback.attempts,
    code: exactLastResult(callback),
  });
};
