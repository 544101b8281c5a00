import type { Pixels } from '../pixels.ts';

/**
 * Gives back the memory of pixels that nobody reads any more; there are none in them afterwards. Node would keep half a
 * gigabyte until after the next capture, since to its collector that is one small object. Not while sharp reads them.
 */
export const releasePixels = ({ data: { buffer, byteLength } }: Pick<Pixels, 'data'>): void => {
  // A small one may lie in memory that others have a part of.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
};
