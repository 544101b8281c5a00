import * as z from 'zod';

/** What was found out about a picture, by the name of the check, in snake_case. */
export const checks = z
  .record(z.string(), z.union([z.boolean(), z.number(), z.string(), z.null()]))
  .readonly();
export type Checks = z.output<typeof checks>;
