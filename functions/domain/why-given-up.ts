import { type Callback, exactLastResult } from './callback.ts';
import { times } from './times.ts';

/** Why a callback was given up, for the operator: what its last attempt met. */
export const whyGivenUp = (callback: Callback): string => {
  return `Tried ${times(callback.attempts)}, the last time: ${exactLastResult(callback)}.`;
};
