import { checked } from '../checks/checked.ts';
import { shows } from '../checks/shows.ts';
import { signals } from '../checks/signals.ts';
import { told } from '../checks/told.ts';
import { warned } from '../checks/warned.ts';
import { casesOf } from '../conformance-case.ts';
import { consentColours } from '../pages/consent.ts';
import { RED } from '../pages/signal.ts';

const png = { format: 'png', wait_time: 1 };
const isSaid = (value: unknown): boolean => typeof value === 'string' && value !== '';

const shapes: readonly (readonly [kind: string, name: string])[] = [
  ['divs', 'whose buttons are none to the browser'],
  ['slotted', 'whose buttons are a design system’s'],
  ['links', 'whose buttons are links to the same page'],
  ['srcdoc', 'in a frame whose document is an attribute'],
  ['written', 'in a frame that the page writes into'],
  ['closed', 'in a shadow root that is closed'],
  ['absolute', 'that is positioned in the page'],
  ['inFlow', 'at the top of the page, with a word of thanks to be hidden'],
  ['two', 'and a second one'],
];

/** Nothing of the page was pressed. */
const untouched = told({ title: 'untold' });

export const consentCases = casesOf('consent', [
  ...(['accept', 'reject'] as const).flatMap((dismiss_cookies) =>
    (['known', 'unknown'] as const).map((kind) => ({
      name: `${dismiss_cookies} a banner that is ${kind === 'known' ? 'known by name' : 'nobody’s'}`,
      page: `/consent?kind=${kind}`,
      options: { ...png, dismiss_cookies },
      judge: shows(signals(consentColours[dismiss_cookies]), checked({ consent: isSaid })),
      proves: 'dismiss_cookies',
      quick: dismiss_cookies === 'reject' && kind === 'known',
    })),
  ),
  {
    name: 'accept a banner in a frame',
    page: '/consent?kind=framed',
    options: { ...png, dismiss_cookies: 'accept' },
    judge: shows(signals(consentColours.accept), checked({ consent: isSaid })),
    proves: 'dismiss_cookies',
  },
  ...(['accept', 'reject'] as const).map((dismiss_cookies) => ({
    name: `${dismiss_cookies} a banner that is known by name, and one beside it that is nobody’s`,
    page: '/consent?kind=beside',
    options: { ...png, dismiss_cookies },
    judge: shows(
      signals(consentColours[dismiss_cookies]),
      told({ title: `also ${dismiss_cookies}` }),
      checked({ consent: dismiss_cookies === 'accept' ? 'accepted' : 'rejected' }),
    ),
    proves: 'dismiss_cookies',
  })),
  {
    name: 'no banner: nothing is done to the page',
    page: '/consent',
    options: { ...png, dismiss_cookies: 'reject' },
    judge: shows(signals(RED)),
  },
  ...shapes.flatMap(([kind, name]) =>
    (['accept', 'reject'] as const).map((dismiss_cookies) => ({
      name: `${dismiss_cookies} a banner ${name}`,
      page: `/consent/shaped?kind=${kind}`,
      options: { format: 'png', dismiss_cookies },
      judge: shows(
        signals(consentColours[dismiss_cookies]),
        checked({ consent: dismiss_cookies === 'accept' ? 'accepted' : 'rejected' }),
      ),
    })),
  ),
  ...(['accept', 'reject'] as const).map((dismiss_cookies) => ({
    name: `${dismiss_cookies} a banner that only shows when the page is scrolled`,
    page: '/consent/shaped?kind=scrolled',
    options: { format: 'png', dismiss_cookies, scroll_before_capture: true },
    judge: shows(
      signals(consentColours[dismiss_cookies]),
      checked({ consent: dismiss_cookies === 'accept' ? 'accepted' : 'rejected' }),
    ),
  })),
  {
    name: 'wait_time is kept for the page that comes in answer',
    page: '/consent/shaped?kind=reloading',
    options: { ...png, dismiss_cookies: 'accept' },
    judge: shows(signals(consentColours.accept), checked({ consent: 'accepted' })),
  },
  ...(
    [
      ['accept', 'notifications', 'a question about notifications'],
      ['reject', 'notifications', 'a question about notifications'],
      ['accept', 'application', 'a question of an application that has cookies at its foot'],
      ['reject', 'order', 'an order of cookies'],
      ['accept', 'article', 'a page about cookies'],
    ] as const
  ).map(([dismiss_cookies, kind, name]) => ({
    name: `${dismiss_cookies}: ${name} is left alone`,
    page: `/consent/other?kind=${kind}`,
    options: { format: 'png', dismiss_cookies },
    judge: shows(untouched, checked({ consent: 'not_found' })),
  })),
  {
    name: 'reject: the name of a purpose is no button that rejects',
    page: '/consent/other?kind=purposes',
    options: { format: 'png', dismiss_cookies: 'reject' },
    judge: shows(untouched, checked({ consent: 'no_reject_option' }), warned(/nothing to reject with/)),
  },
  {
    name: 'accept: a notice with nothing to accept is told of',
    page: '/consent/other?kind=notice',
    options: { format: 'png', dismiss_cookies: 'accept' },
    judge: shows(untouched, checked({ consent: 'failed' }), warned(/could not be answered/)),
  },
]);
