import type { CaptureOptions } from '../../domain/capture-options.ts';
import type { AnswerablePage } from '../consent/answer-banner.ts';
import type { Step } from '../step.ts';
import { answerCookies } from './answer-cookies.ts';
import { dismissCookies } from './dismiss-cookies.ts';
import { tellConsent } from './tell-consent.ts';
import { watchedPage } from './watched-page.ts';

const hasBanner = async ({ progress, look }: Omit<AnswerablePage, 'isOver'>): Promise<boolean> => {
  const { answering, answered, failed } = progress();
  return (answering ?? answered ?? failed) !== undefined || (await look()).banners.length > 0;
};

/** Sees to it that a cookie banner is answered and gone that has come while the page was scrolled, since many wait for that. */
export const dismissLateCookies = (options: CaptureOptions): Step => ({
  ...dismissCookies(options),
  essential: false,
  warning: undefined,
  run: async (work, ms) => {
    const { dismiss_cookies: action } = options;
    const end = performance.now() + ms;
    if (action === '' || work.made.consent?.result !== 'not_found') return undefined;
    if (!(await hasBanner(watchedPage(work, action))) || performance.now() >= end) return undefined;
    // Told now, until it is answered: a step that is overdue is not heard any more.
    Object.assign(work.made, tellConsent(work, { action, result: 'timed_out' }), { hasLateBanner: true });
    return answerCookies(work, options, end - performance.now(), 0);
  },
});
