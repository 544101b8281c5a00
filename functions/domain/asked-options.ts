import * as z from 'zod';
import { cookie } from './cookie.ts';
import { formatNames } from './formats.ts';
import { frameNames } from './frame-names.ts';
import { httpAuth } from './http-auth.ts';
import { outputSizes } from './output-sizes.ts';
import { paperNames } from './paper-sizes.ts';
import { presetNames, presets } from './presets.ts';
import { ratios } from './ratios.ts';
import { renderRegionNames } from './render-region-names.ts';
import { selectorText } from './selector-text.ts';

// Each schema says once what is valid, so that every way to get it wrong has the same, complete answer.
const integer = (min: number, max: number) => {
  const valid = `must be an integer from ${min} to ${max}`;
  return z.int(valid).min(min, valid).max(max, valid);
};
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `must be one of ${values.join(', ')}`);
const oneOfOrNone = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(['', ...values], `must be empty or one of ${values.join(', ')}`).default('');
const flag = () => z.boolean('must be true or false').default(false);
const presetSizes = (isPro: boolean): string =>
  presetNames
    .filter((name) => presets[name].isPro === isPro)
    .map((name) => `${name} ${presets[name].width}x${presets[name].height}`)
    .join(', ');

const MAX_COOKIES = 50;
const cookieList = `must be an array of at most ${MAX_COOKIES} cookies`;

/**
 * What a caller may ask of one capture, as sent; what was left out has its default after parsing. Whether `url` may be
 * captured is judged by domain/outbound-policy.ts, what a plan may ask for by domain/entitlement.ts.
 */
export const askedOptions = z.object({
  url: z.string('must be a string with an http or https URL').meta({
    description:
      'The page to capture: an absolute http or https URL of at most 2,048 characters, with a public host. International host names and non-ASCII paths may be written as they are. User names and passwords in the URL are refused (use `http_auth`). A fragment is kept, so that the page scrolls to it or routes by it. Ports other than 80 and 443 are for Pro accounts.',
    maxLength: 2_048,
    examples: ['https://example.com/'],
  }),
  preset: oneOfOrNone(presetNames).meta({
    description: `A named size. It fills \`viewport_width\`, \`output_size\` and the height of the output where they were left out; what you send yourself wins: a \`ratio\`, \`crop_height\`, \`fullpage\` or \`selector\` of yours replaces the height of the preset, an \`output_size\` of yours keeps its aspect. For everyone: ${presetSizes(false)}. For Pro accounts: ${presetSizes(true)}.`,
    examples: ['og'],
  }),
  viewport_width: integer(280, 3840)
    .default(1280)
    .meta({
      description:
        'Width of the layout viewport in CSS pixels: what the page believes to be the width of the window. Free accounts: 390, 768 or 1280; Pro accounts: anything from 280 to 3840. Left out beside a `preset`, it is that of the preset.',
      examples: [1280],
    }),
  output_size: z
    .literal(outputSizes, `must be one of ${outputSizes.join(', ')}`)
    .optional()
    .meta({
      type: 'integer',
      description:
        'Width of the file in pixels; defaults to `viewport_width`. A wider file than the viewport is drawn as finely as it needs, up to 4 device pixels a CSS pixel, so that text stays sharp; a narrower one is scaled down.',
      examples: [640],
    }),
  ratio: oneOf(ratios).default('16:9').meta({
    description:
      'Width to height of the file, cropped from the top of the page. Ignored with `fullpage`, `crop_height`, `selector` and pdf. Left out beside a `preset`, the height is that of the preset.',
  }),
  crop_height: integer(10, 30_000)
    .optional()
    .meta({
      description:
        'Pro. Exact height of the file in pixels, cropped from the top of the page; takes the place of `ratio`. Ignored with `fullpage`, `selector` and pdf.',
      examples: [900],
    }),
  fullpage: flag().meta({
    description:
      'The whole document, at most 30,000 CSS pixels of it; `ratio` and `crop_height` are ignored. Alias: `full_page`.',
  }),
  format: oneOf(formatNames).default('jpg').meta({
    description:
      'Format of the file. Free accounts: jpg. A WebP ends at 16,383 pixels a side, an AVIF at 16,384, a JPEG at 65,500: what is taller is scaled down to fit, and `warnings` says so.',
  }),
  hidpi: flag().meta({
    description:
      'Rendered at two device pixels a CSS pixel: the file has twice the pixels in each direction, and `output_width` and `output_height` report them. A page that shows frames of other sites is visited twice then, for these to be as sharp.',
  }),
  color_scheme: z.enum(['dark', 'light'], 'must be dark, light or null').nullable().default(null).meta({
    description: 'What `prefers-color-scheme` tells the page; null leaves the page alone.',
  }),
  render_region: oneOf(renderRegionNames).default('fr-paris').meta({
    description:
      'Where the page is looked at from: the exit to the web, language, time zone and position of that place. Regions other than the default are for Pro accounts.',
  }),
  nojs: flag().meta({ description: 'Scripts of the page do not run.' }),
  autoplay_videos: flag().meta({
    description: 'Pro. Videos play without a click. Without effect on pdf and on pages without video.',
  }),
  prefers_reduced_motion: flag().meta({
    description: 'Tells the page that its visitor wants little motion.',
  }),
  omit_background: flag().meta({
    description:
      'Pro. Where the page paints no background the picture is transparent: in png, webp, webp_lossless and avif; jpg turns black there.',
  }),
  emulate_print_media: flag().meta({
    description:
      'Pro. The page is laid out as for print. Without it a pdf looks as the page does on a screen, too, with its backgrounds.',
  }),
  wait_time: integer(0, 30)
    .default(5)
    .meta({
      description:
        'Seconds to wait after the page has loaded; 0 captures at once. Free accounts: 0 to 5. Alias: `wait`.',
      examples: [0],
    }),
  dismiss_cookies: oneOfOrNone(['accept', 'reject']).meta({
    description:
      'Pro. Answers cookie consent banners, as well as that can be done: a capture never fails by it. `consent` in the status tells what happened.',
  }),
  frame: oneOfOrNone(frameNames).meta({
    description:
      'A frame around the picture; it extends outside of the requested size, except `rounded`. Ignored for pdf. Outside of the frame png, webp and avif are transparent and jpg is black. On free accounts a framed picture carries a small mark.',
  }),
  scroll_before_capture: flag().meta({
    description: 'Pro. Scrolls through the page first, so that what loads late is there.',
  }),
  scroll_offset_px: integer(0, 30_000).default(0).meta({
    description:
      'CSS pixels to scroll down before the capture, after `scroll_before_capture` and `scroll_to`; the picture begins there.',
  }),
  scroll_to: selectorText().meta({
    description:
      'CSS selector of the element that is to be at the top of the picture, as far as the page can scroll. Without a match the picture is taken all the same, with a warning. Empty: none.',
    examples: ['#pricing'],
  }),
  block_ads: flag().meta({ description: 'Pro. Requests for advertisements are blocked.' }),
  http_auth: httpAuth.optional().meta({
    description:
      'Pro. User and password for HTTP basic authentication, sent to the origin of `url` only. At most 256 characters each.',
    examples: [{ user: 'reviewer', pass: 'not-a-real-password' }],
  }),
  pdf_page_size: oneOf(paperNames).default('A4').meta({
    description:
      'Paper of a pdf, whatever paper the page itself asks for; without effect on other formats. The page is laid out anew for the width between the margins, 718 CSS pixels on A4 with the default margin, after it was loaded in a window of `viewport_width`.',
  }),
  pdf_margin_mm: integer(0, 50).default(10).meta({
    description:
      'Margin on each side of the paper of a pdf, in millimetres; without effect on other formats.',
  }),
  pdf_scale: z
    .number('must be a number from 0.1 to 2')
    .min(0.1, 'must be a number from 0.1 to 2')
    .max(2, 'must be a number from 0.1 to 2')
    .default(1)
    .meta({
      description:
        'Scale of a pdf; without effect on other formats. At 1 a CSS pixel is 1/96 inch; at 0.56 an A4 page holds a layout of 1,282 CSS pixels in width. What is wider than the paper all the same is scaled down to fit, and `warnings` says so.',
    }),
  pdf_landscape: flag().meta({
    description: 'The paper of a pdf lies on its long side; without effect on other formats.',
  }),
  selector: selectorText().meta({
    description:
      'Pro. CSS selector of the one element to capture, the first that matches; the file has its size, or is `output_size` wide when you send that. No match: the capture fails with `selector_not_found`. Not with pdf. Empty: none.',
    examples: ['main article'],
  }),
  private: flag().meta({
    description:
      'The result is not published on the static host: only GET /capture/{token}/file gives it, until it expires. Never deduplicated.',
  }),
  // A body can hold millions of cookies: too many are refused before any is looked at.
  cookies: z
    .preprocess(
      (given) => (Array.isArray(given) && given.length > MAX_COOKIES ? MAX_COOKIES : given),
      z.array(cookie, cookieList).max(MAX_COOKIES, cookieList),
    )
    .default([])
    .meta({
      description: `Pro. At most ${MAX_COOKIES} cookies to set before the page is opened.`,
      examples: [[{ name: 'session', value: 'b64f0c' }]],
    }),
});
export type AskedOptions = z.output<typeof askedOptions>;
