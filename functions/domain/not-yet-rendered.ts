import { type AskedOptions, renderRegionNames } from './asked-options.ts';
import { ApiError } from './errors.ts';

/** What the contract promises and this version cannot do yet: the field, and when it is asked for. */
const missing: readonly (readonly [field: keyof AskedOptions, asks: (asked: AskedOptions) => boolean])[] = [
  ['color_scheme', ({ color_scheme }) => color_scheme !== null],
  ['render_region', ({ render_region }) => render_region !== renderRegionNames[0]],
  ['nojs', ({ nojs }) => nojs],
  ['autoplay_videos', ({ autoplay_videos }) => autoplay_videos],
  ['prefers_reduced_motion', ({ prefers_reduced_motion }) => prefers_reduced_motion],
  ['emulate_print_media', ({ emulate_print_media }) => emulate_print_media],
  ['scroll_before_capture', ({ scroll_before_capture }) => scroll_before_capture],
  ['scroll_offset_px', ({ scroll_offset_px }) => scroll_offset_px !== 0],
  ['scroll_to', ({ scroll_to }) => scroll_to !== ''],
  ['selector', ({ selector }) => selector !== ''],
];

/** The options of which a value is asked for in vain. */
export const optionsNotYet: readonly string[] = missing.map(([field]) => field);

/** ApiError `unavailable` that names what this version cannot do. */
const notYet = (fields: readonly string[]): ApiError =>
  new ApiError('unavailable', {
    detail: `This version of the service cannot do this yet: ${fields.join(', ')}. Nothing was charged; send the request without it.`,
  });

/**
 * Throws ApiError `unavailable` that names every option which this version cannot render, so that nobody gets a picture
 * that leaves out what was asked for.
 */
export const requireRendered = (asked: AskedOptions): void => {
  const fields = missing.filter(([, asks]) => asks(asked)).map(([field]) => field);
  if (fields.length > 0) throw notYet(fields);
};
