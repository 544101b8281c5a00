import * as z from 'zod';

/** What a page can be asked to be told about its cookies. */
export const consentActions = ['accept', 'reject'] as const;
export type ConsentAction = (typeof consentActions)[number];

/** All that can come of answering a page's cookie banner, and what each means to a caller. */
export const consentResults = {
  accepted: 'the banner was accepted and is gone',
  rejected: 'the banner was rejected and is gone',
  not_found: 'no banner was seen',
  no_reject_option: 'there is a banner, and nothing in it or its settings to reject with',
  still_shown: 'the banner was answered, and it or another one stayed',
  failed: 'there is a banner, and it could not be answered',
  timed_out: 'the time for it was over before the banner was answered',
} as const;
export type ConsentResult = keyof typeof consentResults;

/** How the cookie banner of a page was dealt with. */
export const consent = z.object({
  /** The consent manager, by the name of its rule; absent when it was none that is known. */
  cmp: z.string().optional(),
  action: z.enum(consentActions),
  result: z.enum(Object.keys(consentResults) as [ConsentResult, ...ConsentResult[]]),
});
export type Consent = z.output<typeof consent>;
