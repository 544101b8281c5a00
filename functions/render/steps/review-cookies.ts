import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptureOptions } from '../../domain/capture-options.ts';
import type { ConsentResult } from '../../domain/consent.ts';
import { consentOf } from '../consent-of.ts';
import type { Step } from '../step.ts';
import { tellConsent } from './tell-consent.ts';
import { watchedPage } from './watched-page.ts';

/** What may have changed since: the rules go on for as long as the page's scripts run. */
const open: readonly ConsentResult[] = ['not_found', 'timed_out', 'still_shown'];
/** How long the page is looked at, frames that are stuck included, and what is left of the step's time then, in milliseconds. */
const LOOK_MS = 1_200;
const SPARE_MS = 300;

/** Says what the rules have made of the cookie banner since it was last waited for, once the page stands still. */
export const reviewCookies = ({
  dismiss_cookies: action,
}: Pick<CaptureOptions, 'dismiss_cookies'>): Step => ({
  name: 'consent',
  essential: false,
  warning: undefined,
  share: 0.1,
  atMost: LOOK_MS + SPARE_MS,
  run: async (work, ms) => {
    const end = performance.now() + ms;
    const consent = consentOf(work);
    if (action === '' || consent === undefined || !open.includes(consent.result)) return undefined;
    const page = watchedPage(work, action);
    const { answering, answered, failed } = page.progress();
    if (answered !== undefined) {
      const late = sleep(Math.min(LOOK_MS, ms - SPARE_MS), undefined, { ref: false });
      const sight = await Promise.race([page.look().catch(() => undefined), late]);
      if (performance.now() >= end) return undefined;
      const gone = action === 'accept' ? 'accepted' : 'rejected';
      const seen = sight?.banners.length === 0 ? gone : 'still_shown';
      // Nobody knows of a page that does not answer.
      return tellConsent(work, { cmp: answered, action, result: sight === undefined ? 'timed_out' : seen });
    }
    if (consent.result !== 'not_found' || (answering ?? failed) === undefined) return undefined;
    const result = answering === undefined ? 'failed' : 'timed_out';
    return tellConsent(work, { cmp: answering ?? failed, action, result });
  },
});
