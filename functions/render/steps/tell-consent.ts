import type { Consent, ConsentResult } from '../../domain/consent.ts';
import type { Made, Work } from '../work.ts';
import { consentSentences, withoutConsent } from './consent-sentences.ts';

const sentences: Readonly<Partial<Record<ConsentResult, string>>> = consentSentences;

/** Has the caller told what became of the cookie banner, in place of what was to be told of it before. */
export const tellConsent = (work: Work, consent: Consent): Partial<Made> => {
  const sentence = sentences[consent.result];
  const said = sentence === undefined ? [] : [sentence];
  work.warnings.splice(0, work.warnings.length, ...withoutConsent(work.warnings), ...said);
  return { consent };
};
