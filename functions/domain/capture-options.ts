import * as z from 'zod';

/** Pixel widths a picture may have (contract, `output_size`). */
export const outputSizes = [
  120, 160, 240, 320, 390, 480, 640, 768, 1024, 1080, 1200, 1280, 1440, 1500, 1584, 1920,
] as const;

/** Aspect ratios, width:height (contract, `ratio`). */
export const ratios = [
  '16:9',
  '4:3',
  '16:10',
  '3:2',
  '2:1',
  '1:1',
  '9:16',
  '3:4',
  '10:16',
  '2:3',
  '1:2',
] as const;
export type Ratio = (typeof ratios)[number];

/** The formats of a picture, with what a file of each is called and served as. */
export const formats = {
  jpg: { extension: 'jpg', contentType: 'image/jpeg' },
  png: { extension: 'png', contentType: 'image/png' },
  webp: { extension: 'webp', contentType: 'image/webp' },
} as const;
export type Format = keyof typeof formats;
const formatNames = Object.keys(formats) as [Format, ...Format[]];

// Each schema says once what is valid, so that every way to get it wrong has the same, complete answer.
const integer = (min: number, max: number) => {
  const valid = `must be an integer from ${min} to ${max}`;
  return z.int(valid).min(min, valid).max(max, valid);
};
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `must be one of ${values.join(', ')}`);

/**
 * What a caller may ask of a capture, as sent; everything absent has its default after parsing. Widths are CSS pixels,
 * `output_size` is the width of the file in pixels, `wait_time` is in seconds. Whether `url` may be captured is judged
 * by domain/outbound-policy.ts.
 */
export const captureOptions = z.object({
  url: z.string('must be a string with an http or https URL'),
  viewport_width: integer(280, 3840).default(1280),
  output_size: z.literal(outputSizes, `must be one of ${outputSizes.join(', ')}`).optional(),
  ratio: oneOf(ratios).default('16:9'),
  fullpage: z.boolean('must be true or false').default(false),
  format: oneOf(formatNames).default('jpg'),
  wait_time: integer(0, 30).default(5),
});
export type CaptureOptions = z.output<typeof captureOptions>;
