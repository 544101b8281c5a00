import type { Consent, ConsentResult } from '../../domain/consent.ts';
import type { Made, Work } from '../work.ts';
import { allOfConsent, consentSentences } from './consent-sentences.ts';
import { takeBack } from './take-back.ts';

const sentences: Readonly<Partial<Record<ConsentResult, string>>> = consentSentences;

/** Has the caller told what became of the cookie banner, in place of what was to be told of it before. */
export const tellConsent = (work: Work, consent: Consent): Partial<Made> => {
  const sentence = sentences[consent.result];
  takeBack(work, allOfConsent);
  if (sentence !== undefined) work.warnings.push(sentence);
  return { consent };
};
