import type { ToldCheck } from './shot.ts';

/** One of the warnings has to do with this. */
export const warned =
  (about: RegExp): ToldCheck =>
  ({ told: { warnings } }) =>
    warnings?.some((sentence) => about.test(sentence))
      ? []
      : [`no warning speaks of ${about}: ${JSON.stringify(warnings)}`];

/** There are no warnings, and the service is one that has some to give. */
export const unwarned: ToldCheck = ({ told: { warnings } }) =>
  warnings?.length === 0 ? [] : [`there are warnings, or none are given: ${JSON.stringify(warnings)}`];
