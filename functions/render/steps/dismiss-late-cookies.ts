import type { CaptureOptions } from '../../domain/capture-options.ts';
import type { Step } from '../step.ts';
import { made, type Work } from '../work.ts';
import { answerCookies } from './answer-cookies.ts';
import { consentSentences } from './consent-sentences.ts';
import { scroll } from './scroll.ts';
import { watchedPage } from './watched-page.ts';

const ANSWER_MS = 12_000;
/** The part of the step's time in which it is answered: a page that loads anew then is scrolled again in the rest. */
const FOR_ANSWER = 0.7;

const hasBanner = async (work: Work, action: CaptureOptions['dismiss_cookies']): Promise<boolean> => {
  if (action === '') return false;
  const { progress, look } = watchedPage(work, action);
  const { answering, answered, failed } = progress();
  return (answering ?? answered ?? failed) !== undefined || (await look()).banners.length > 0;
};

/** Sees to it that a cookie banner is answered and gone that has come while the page was scrolled, since many wait for that. */
export const dismissLateCookies = (options: CaptureOptions): Step => ({
  name: 'consent',
  essential: false,
  warning: consentSentences.timed_out,
  share: 0.4,
  atMost: ANSWER_MS + options.wait_time * 1_000,
  run: async (work, ms) => {
    const end = performance.now() + ms;
    if (work.made.consent?.result !== 'not_found') return undefined;
    if (!(await hasBanner(work, options.dismiss_cookies))) return undefined;
    const noted = made(work, 'tab').document.note();
    const answered = await answerCookies(work, options, ms * FOR_ANSWER, 0);
    if (!noted.isThere()) await scroll(options).run(work, end - performance.now());
    return answered;
  },
});
