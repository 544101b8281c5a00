import type { CaptureOptions } from '../../domain/capture-options.ts';
import { asksForPicture } from '../picture/picture-format.ts';

/** Whether the picture is of all that a page, or an element, shows while it is scrolled through, wherever that is then. */
export const showsAllSeen = (options: CaptureOptions): boolean => {
  const { scroll_before_capture, fullpage, selector, scroll_to, scroll_offset_px, nojs } = options;
  const isOfAll = fullpage || !asksForPicture(options);
  const staysAtStart = scroll_to === '' && scroll_offset_px === 0;
  return ((scroll_before_capture && isOfAll) || selector !== '') && staysAtStart && !nojs;
};
