import * as z from 'zod';

/** An API key as an operator sees it; the key itself is stored nowhere. Times are Unix milliseconds. */
export const apiKey = z.object({
  /** What names the key within its account: the first 8 digits of its keyed hash, from which no key can be made. */
  id: z.string(),
  accountId: z.string(),
  name: z.string(),
  createdAt: z.number(),
  /** The last UTC day on which a call came with it, as 2026-11-24; absent when none did. */
  lastUsedOn: z.string().optional(),
  /** Absent while the key opens its account. */
  revokedAt: z.number().optional(),
});
export type ApiKey = z.output<typeof apiKey>;

/** The id of a key, of its keyed hash in hex. */
export const apiKeyId = (hash: string): string => hash.slice(0, 8);

/** Whether a call on `day` (a UTC day) is to be noted: once a day, and never backwards where clocks differ. */
export const isFirstUseOn = (key: ApiKey, day: string): boolean =>
  key.lastUsedOn === undefined || key.lastUsedOn < day;
