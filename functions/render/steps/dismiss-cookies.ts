import type { CaptureOptions } from '../../domain/capture-options.ts';
import type { ConsentResult } from '../../domain/consent.ts';
import { answerBanner } from '../consent/answer-banner.ts';
import { lookEverywhere } from '../consent/look-everywhere.ts';
import type { Look } from '../in-page/banner-look.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** How long after it has loaded a page may take to show its banner, in milliseconds; the caller's wait is part of it. */
const LATEST_BANNER_MS = 1_500;

/** What is in the picture when the banner is not gone. */
const warnings: Readonly<Partial<Record<ConsentResult, string>>> = {
  no_reject_option:
    'The cookie banner has nothing to reject with, nor have its settings: one of them is in the picture.',
  still_shown: 'The cookie banner was answered and did not go away: it is in the picture.',
  failed: 'The cookie banner could not be answered.',
  timed_out: 'The cookie banner had not been answered when the picture was taken.',
};

/** Sees to it that the page's cookie banner is answered and gone. */
export const dismissCookies = ({
  dismiss_cookies: action,
  wait_time,
}: Pick<CaptureOptions, 'dismiss_cookies' | 'wait_time'>): Step => ({
  name: 'consent',
  essential: false,
  warning: 'The cookie banner had not been answered when the picture was taken.',
  // The rules' own time, and that until the banner is gone. Half a second to two are usual.
  share: 0.4,
  atMost: 12_000,
  run: async (work) => {
    if (action === '') return undefined;
    const { sessions } = made(work, 'tab');
    const none = { answering: undefined, answered: undefined, failed: undefined };
    const page = {
      progress: () => work.made.consentWatch?.progress() ?? none,
      look: (press: Look['press']) => lookEverywhere(sessions, action, press),
    };
    const consent = await answerBanner(page, action, LATEST_BANNER_MS - wait_time * 1_000);
    const warning = warnings[consent.result];
    if (warning !== undefined) work.warnings.push(warning);
    return { consent };
  },
});
