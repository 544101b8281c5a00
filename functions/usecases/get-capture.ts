import type { Capture } from '../domain/capture.ts';
import { captureTokenPattern } from '../domain/capture-token.ts';
import { ApiError } from '../domain/errors.ts';
import type { Captures } from '../ports.ts';

/** The capture of a token. Throws ApiError `not_found`, alike for unknown and malformed tokens. */
export const getCapture = async (
  deps: { readonly captures: Pick<Captures, 'get'> },
  token: string,
): Promise<Capture> => {
  const found = captureTokenPattern.test(token) ? await deps.captures.get(token) : undefined;
  if (found === undefined)
    throw new ApiError('not_found', { detail: 'There is no capture with this token.' });
  return found;
};
