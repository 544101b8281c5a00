import type { ConsentResult } from '../../domain/consent.ts';

/** What is in the picture when the banner is not gone. */
export const consentSentences = {
  no_reject_option:
    'The cookie banner has nothing to reject with, nor have its settings: one of them is in the picture.',
  still_shown: 'The cookie banner was answered, and it or another one is in the picture all the same.',
  failed: 'The cookie banner could not be answered.',
  timed_out: 'The cookie banner had not been answered when the picture was taken.',
} as const satisfies Partial<Record<ConsentResult, string>>;

/** All of them. */
export const allOfConsent: ReadonlySet<string> = new Set(Object.values(consentSentences));
