import type { Consent, ConsentResult } from '../../domain/consent.ts';
import type { Made, Work } from '../work.ts';
import { consentSentences } from './consent-sentences.ts';

const sentences: Readonly<Partial<Record<ConsentResult, string>>> = consentSentences;
const all: ReadonlySet<string> = new Set(Object.values(consentSentences));

/** Has the caller told what became of the cookie banner, in place of what was to be told of it before. */
export const tellConsent = (work: Work, consent: Consent): Partial<Made> => {
  const others = work.warnings.filter((warning) => !all.has(warning));
  const sentence = sentences[consent.result];
  work.warnings.splice(0, work.warnings.length, ...others, ...(sentence === undefined ? [] : [sentence]));
  return { consent };
};
