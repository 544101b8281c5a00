import * as z from 'zod';

/**
 * What of a capture is stored encrypted only, each part until its own time: `inputs` (http_auth and cookies) until the
 * capture ends, `secret` (of its callback) until the last delivery, `page` (the addresses and the title of a private
 * capture) until its file expires.
 */
export const sealedPartNames = ['inputs', 'secret', 'page'] as const;
export type SealedPart = (typeof sealedPartNames)[number];

/** The encrypted parts of a capture and their data key, itself encrypted for the account and for `boundTo` alone. */
export const sealed = z.object({
  key: z.string(),
  boundTo: z.string(),
  inputs: z.string().optional(),
  secret: z.string().optional(),
  page: z.string().optional(),
});
export type Sealed = z.output<typeof sealed>;

/** What is left when a part's time is over; undefined: nothing is. */
export const without = (from: Sealed | undefined, ...parts: readonly SealedPart[]): Sealed | undefined => {
  if (from === undefined) return undefined;
  const left: Sealed = { ...from };
  for (const part of parts) delete left[part];
  return sealedPartNames.some((part) => left[part] !== undefined) ? left : undefined;
};
