import * as z from 'zod';

const day = z.iso.date();
const moment = z.iso.datetime({ offset: true });

/**
 * Reads a UTC day such as 2026-12-31, which means its first moment, or a moment such as 2026-12-31T12:00:00Z, as Unix
 * milliseconds; undefined when there is no such day or moment.
 */
export const readMoment = (text: string): number | undefined =>
  day.safeParse(text).success || moment.safeParse(text).success ? Date.parse(text) : undefined;
