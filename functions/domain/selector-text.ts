import * as z from 'zod';
import { isPlainText } from './plain-text.ts';

const valid = 'must be a CSS selector of at most 500 characters, without NUL';

/** A CSS selector, or empty for none. Whether it is one the page will tell. */
export const selectorText = () =>
  z
    .string(valid)
    .max(500, valid)
    .refine((given) => isPlainText(given) && (given === '' || given.trim() !== ''), valid)
    .default('');
