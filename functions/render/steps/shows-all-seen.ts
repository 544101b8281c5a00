import type { CaptureOptions } from '../../domain/capture-options.ts';

/** Whether the picture is of all that a page, or an element, shows while it is scrolled through, wherever that is then. */
export const showsAllSeen = ({
  scroll_before_capture,
  fullpage,
  selector,
  scroll_to,
  scroll_offset_px,
  nojs,
}: CaptureOptions): boolean =>
  ((scroll_before_capture && fullpage) || selector !== '') &&
  scroll_to === '' &&
  scroll_offset_px === 0 &&
  !nojs;
