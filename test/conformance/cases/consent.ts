import { checked } from '../checks/checked.ts';
import { filled } from '../checks/filled.ts';
import { shows } from '../checks/shows.ts';
import { casesOf } from '../conformance-case.ts';
import { consentColours } from '../pages/consent.ts';
import { RED } from '../pages/signal.ts';

const png = { format: 'png', wait_time: 1 };
const isSaid = (value: unknown): boolean => typeof value === 'string' && value !== '';

export const consentCases = casesOf('consent', [
  ...(['accept', 'reject'] as const).flatMap((dismiss_cookies) =>
    (['known', 'unknown'] as const).map((kind) => ({
      name: `${dismiss_cookies} a banner that is ${kind === 'known' ? 'known by name' : 'nobody’s'}`,
      page: `/consent?kind=${kind}`,
      options: { ...png, dismiss_cookies },
      judge: shows(filled(consentColours[dismiss_cookies]), checked({ consent: isSaid })),
      proves: 'dismiss_cookies',
      quick: dismiss_cookies === 'reject' && kind === 'known',
    })),
  ),
  {
    name: 'accept a banner in a frame',
    page: '/consent?kind=framed',
    options: { ...png, dismiss_cookies: 'accept' },
    judge: shows(filled(consentColours.accept), checked({ consent: isSaid })),
    proves: 'dismiss_cookies',
  },
  {
    name: 'no banner: nothing is done to the page',
    page: '/consent',
    options: { ...png, dismiss_cookies: 'reject' },
    judge: shows(filled(RED)),
  },
]);
