import * as z from 'zod';
import { askedOptions } from './asked-options.ts';

/**
 * What to render: what a caller asked for, with defaults and preset filled in, so sizes need not be among those that a
 * caller may send. What is secret of a request (`http_auth`, `cookies`) is no part of it.
 */
export const captureOptions = askedOptions
  .omit({ preset: true, private: true, http_auth: true, cookies: true })
  .extend({
    output_size: z.int().optional(),
    crop_height: z.int().optional(),
    /** True: the frame carries the mark of free accounts. Not a caller's to say: the plan decides at the submit. */
    marked: z.literal(true).optional(),
  });
export type CaptureOptions = z.output<typeof captureOptions>;
