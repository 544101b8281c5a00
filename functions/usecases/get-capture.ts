import { type Capture, hasEnded } from '../domain/capture.ts';
import { captureTokenPattern } from '../domain/capture-token.ts';
import { ApiError } from '../domain/errors.ts';
import type { Captures } from '../ports/captures.ts';
import type { Clock } from '../ports/clock.ts';

/** The capture of a token. Throws ApiError `not_found`, alike for unknown and malformed tokens. */
export const getCapture = async (
  deps: { readonly captures: Pick<Captures, 'get'>; readonly now: Clock },
  token: string,
): Promise<Capture> => {
  const found = captureTokenPattern.test(token) ? await deps.captures.get(token) : undefined;
  // What is past its time is gone from the first moment, also while the sweeper has not deleted it yet.
  if (found === undefined || (hasEnded(found) && (found.keptUntil ?? Number.POSITIVE_INFINITY) <= deps.now()))
    throw new ApiError('not_found', { detail: 'There is no capture with this token.' });
  return found;
};
