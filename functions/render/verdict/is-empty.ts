import type { Inventory } from '../in-page/inventory.ts';
import { filledShare } from '../picture/filled-share.ts';
import type { Pixels } from '../pixels.ts';

/** Less than this of a picture is nothing: a caret, a speck. */
const NOTHING = 0.000_02;
/** Less than this is something only when it is text: a word on a wide page, but no spinning wheel. */
export const LITTLE = 0.000_7;

/** Whether there is nothing to be seen of a page in these pixels. */
export const isEmpty = (pixels: Pixels, { hasText }: Inventory): boolean =>
  filledShare(pixels) <= (hasText ? NOTHING : LITTLE);
