import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptureOptions } from '../../domain/capture-options.ts';
import type { ConsentAction, ConsentResult } from '../../domain/consent.ts';
import type { Banners } from '../consent/look-everywhere.ts';
import { consentOf } from '../consent-of.ts';
import type { Step } from '../step.ts';
import { tellConsent } from './tell-consent.ts';
import { watchedPage } from './watched-page.ts';

/** What may have changed since: the rules go on for as long as the page's scripts run. */
const open: readonly ConsentResult[] = ['not_found', 'timed_out'];
/** How long the page is looked at, and what is left of the step's time then, in milliseconds. */
const LOOK_MS = 700;
const SPARE_MS = 200;

const resultOf = (action: ConsentAction, sight: Banners | undefined, isHigher: boolean): ConsentResult => {
  if (sight === undefined) return 'timed_out';
  // Of a page that was made higher for its picture, a strip at its end is in view as it would not be for anybody.
  const isShown = sight.banners.some(({ isStrip }) => !(isStrip && isHigher));
  return isShown ? 'still_shown' : action === 'accept' ? 'accepted' : 'rejected';
};

/** Says what the rules have made of the cookie banner since it was last waited for, once the page stands still. */
export const reviewCookies = ({
  dismiss_cookies: action,
  fullpage,
  selector,
}: Pick<CaptureOptions, 'dismiss_cookies' | 'fullpage' | 'selector'>): Step => ({
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
    const cmp = answered ?? answering ?? failed;
    if (cmp === undefined) return undefined;
    if (answered === undefined) {
      return tellConsent(work, { cmp, action, result: answering === undefined ? 'failed' : 'timed_out' });
    }
    const late = sleep(Math.min(LOOK_MS, ms - SPARE_MS), undefined, { ref: false });
    const sight = await Promise.race([page.look(), late]);
    if (performance.now() >= end) return undefined;
    return tellConsent(work, { cmp, action, result: resultOf(action, sight, fullpage || selector !== '') });
  },
});
