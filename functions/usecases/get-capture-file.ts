import { isHeld } from '../domain/capture.ts';
import { ApiError } from '../domain/errors.ts';
import type { Captures } from '../ports/captures.ts';
import type { Clock } from '../ports/clock.ts';
import { getCapture } from './get-capture.ts';

/**
 * The file of a capture that is not published on the static host. Throws ApiError: `not_found` for
 * tokens that are unknown, malformed, or of a published result or a failure; `not_ready` before it is done, `gone` once it has expired,
 * and `unavailable`, since this version stores no such files yet.
 */
export const getCaptureFile = async (
  deps: { readonly captures: Pick<Captures, 'get'>; readonly now: Clock },
  token: string,
): Promise<never> => {
  const found = await getCapture(deps, token);
  if (!isHeld(found) || found.status === 'failed') {
    throw new ApiError('not_found', { detail: 'There is no private file with this token.' });
  }
  if (found.status !== 'done') {
    throw new ApiError('not_ready', { detail: 'The capture is not done yet. Ask for its status first.' });
  }
  if ((found.result.heldUntil ?? 0) <= deps.now()) {
    throw new ApiError('gone', { detail: 'The file has expired. Submit the capture again.' });
  }
  throw new ApiError('unavailable', { detail: 'This version of the service cannot give files yet.' });
};
