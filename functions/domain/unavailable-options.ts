/**
 * Options of the contract that this version cannot render yet, with the values that ask for nothing. A call that asks
 * for more is refused by name instead of getting a picture without it.
 */
const neutralValues: Readonly<Record<string, readonly unknown[]>> = {
  autoplay_videos: [false],
  block_ads: [false],
  callback_secret: [''],
  callback_url: [''],
  color_scheme: [],
  cookies: [],
  crop_height: [],
  dismiss_cookies: [''],
  emulate_print_media: [false],
  frame: [''],
  hidpi: [false],
  http_auth: [],
  nojs: [false],
  omit_background: [false],
  prefers_reduced_motion: [false],
  preset: [''],
  private: [false],
  render_region: ['fr-paris'],
  scroll_before_capture: [false],
  scroll_offset_px: [0],
  scroll_to: [''],
  selector: [''],
};

/** PDF settings mean something for pdf only, so they are accepted and have no effect on a picture. */
const pdfSettings = ['pdf_page_size', 'pdf_margin_mm', 'pdf_scale', 'pdf_landscape'];

/** Fields that the contract knows and that need no warning, beside the options themselves. */
export const knownFields: ReadonlySet<string> = new Set([
  'key',
  ...Object.keys(neutralValues),
  ...pdfSettings,
]);

const asksForNothing = (value: unknown, neutral: readonly unknown[]): boolean =>
  value === null || neutral.includes(value) || (Array.isArray(value) && value.length === 0);

/** The fields of a request that ask for what this version cannot do yet. */
export const unavailableFields = (body: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(neutralValues)
    .filter(([field, neutral]) => Object.hasOwn(body, field) && !asksForNothing(body[field], neutral))
    .map(([field]) => field);
