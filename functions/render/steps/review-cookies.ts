import type { CaptureOptions } from '../../domain/capture-options.ts';
import type { ConsentResult } from '../../domain/consent.ts';
import type { Step } from '../step.ts';
import { consentSentences } from './consent-sentences.ts';
import { watchedPage } from './watched-page.ts';

/** What may have changed since: the rules go on until the picture is taken, and a banner may come at any time. */
const open: readonly ConsentResult[] = ['not_found', 'timed_out'];
const { timed_out: NOT_ANSWERED = '' } = consentSentences;

/**
 * Says what has become of the cookie banner since it was last waited for, now that the picture is taken. Of a page that was made
 * higher for it only what the rules have seen: a strip at its end, say, is in view there as it would not be for anybody.
 */
export const reviewCookies = ({
  dismiss_cookies: action,
  fullpage,
  selector,
}: Pick<CaptureOptions, 'dismiss_cookies' | 'fullpage' | 'selector'>): Step => ({
  name: 'consent',
  essential: false,
  warning: undefined,
  share: 0.1,
  atMost: 1_000,
  run: async (work) => {
    const { consent } = work.made;
    if (action === '' || consent === undefined || !open.includes(consent.result)) return undefined;
    const page = watchedPage(work, action);
    const isShown = !fullpage && selector === '' && (await page.look()).banners.length > 0;
    const { answering, answered } = page.progress();
    const isOpen = isShown || (answered === undefined && answering !== undefined);
    if (!isOpen && answered === undefined) return undefined;
    const others = work.warnings.filter((warning) => warning !== NOT_ANSWERED);
    work.warnings.splice(0, work.warnings.length, ...others, ...(isOpen ? [NOT_ANSWERED] : []));
    const done = action === 'accept' ? 'accepted' : 'rejected';
    const cmp = answered ?? answering ?? consent.cmp;
    return { consent: { cmp, action, result: isOpen ? 'timed_out' : done } };
  },
});
