import type { CaptureOptions } from '../../domain/capture-options.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';
import { answerCookies } from './answer-cookies.ts';
import { consentSentences } from './consent-sentences.ts';

/** How long after it has loaded a page may take to show its banner, in milliseconds; the caller's wait is part of it. */
const LATEST_BANNER_MS = 1_500;
/** The rules' own time, and that until the banner is gone, in milliseconds. Half a second to two are usual. */
const ANSWER_MS = 12_000;

/** Sees to it that the page's cookie banner is answered and gone. */
export const dismissCookies = (options: Pick<CaptureOptions, 'dismiss_cookies' | 'wait_time'>): Step => ({
  name: 'consent',
  essential: false,
  warning: consentSentences.timed_out,
  share: 0.4,
  atMost: ANSWER_MS + options.wait_time * 1_000,
  run: async (work, ms) => {
    const told = await answerCookies(work, options, ms, LATEST_BANNER_MS - options.wait_time * 1_000);
    return { ...told, documentBeforeScroll: made(work, 'tab').document.note() };
  },
});
