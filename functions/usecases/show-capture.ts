import type { Capture } from '../domain/capture.ts';
import { unknownCapture } from '../domain/unknown-capture.ts';
import type { Captures } from '../ports/captures.ts';

/** A capture as it is stored. Throws OperatorRefusal when there is none with this token. */
export const showCapture = async (
  { captures }: { readonly captures: Pick<Captures, 'get'> },
  token: string,
): Promise<Capture> => {
  const found = await captures.get(token);
  if (found === undefined) throw unknownCapture(token);
  return found;
};
