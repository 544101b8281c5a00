import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptureOptions } from '../../domain/capture-options.ts';
import type { ConsentResult } from '../../domain/consent.ts';
import { answerBanner } from '../consent/answer-banner.ts';
import { bannerJudge } from '../consent/banner-judge.ts';
import { lookEverywhere } from '../consent/look-everywhere.ts';
import { sinceLoad } from '../in-page/since-load.ts';
import type { Step } from '../step.ts';
import { made, type Work } from '../work.ts';

/** How long after it has loaded a page may take to show its banner, in milliseconds; the caller's wait is part of it. */
const LATEST_BANNER_MS = 1_500;

/** What is in the picture when the banner is not gone. */
const warnings: Readonly<Partial<Record<ConsentResult, string>>> = {
  no_reject_option:
    'The cookie banner has nothing to reject with, nor have its settings: one of them is in the picture.',
  still_shown: 'The cookie banner was answered, and it or another one is in the picture all the same.',
  failed: 'The cookie banner could not be answered.',
  timed_out: 'The cookie banner had not been answered when the picture was taken.',
};

const CUT =
  'The picture was taken before wait_time was over for the document that came when the cookie banner was answered.';

/** After these the page may have loaded anew. */
const pressed: readonly ConsentResult[] = ['accepted', 'rejected', 'still_shown'];

/** The rules' own time, and that until the banner is gone, in milliseconds. Half a second to two are usual. */
const ANSWER_MS = 12_000;
/** What is left of the step's time when it stops to wait for the document that came, so that it can say so. */
const SPARE_MS = 500;
/** The same for answering: a look that has begun comes to its end in this. */
const LAST_LOOK_MS = 200;
/** Who comes later than this before the step's end says nothing: the step may have been told to be overdue already. */
const LAST_WORD_MS = 20;

/**
 * Waits as long as the caller asked for with the document that came in answer to the banner, if one did, until `end`. False:
 * it has not waited so long.
 */
const isWaitedAnew = async (work: Work, waitMs: number, end: number): Promise<boolean> => {
  const { document, inPage } = made(work, 'tab');
  const until = sleep(Math.max(0, end - performance.now()), 'late' as const, { ref: false });
  const waited = async () => {
    if (!document.isStuck()) await document.loaded();
    const rest = waitMs - (await inPage(sinceLoad));
    if (rest > 0) await sleep(rest, undefined, { ref: false });
  };
  return (await Promise.race([waited(), until])) !== 'late';
};

/** Sees to it that the page's cookie banner is answered and gone. */
export const dismissCookies = ({
  dismiss_cookies: action,
  wait_time,
}: Pick<CaptureOptions, 'dismiss_cookies' | 'wait_time'>): Step => ({
  name: 'consent',
  essential: false,
  warning: 'The cookie banner had not been answered when the picture was taken.',
  share: 0.4,
  atMost: ANSWER_MS + wait_time * 1_000,
  run: async (work, ms) => {
    if (action === '') return undefined;
    const end = performance.now() + ms;
    const isWithin = (rest: number) => performance.now() >= end - rest;
    const { sessions, document } = made(work, 'tab');
    const none = { answering: undefined, answered: undefined, failed: undefined };
    const judge = bannerJudge(action);
    const page = {
      progress: () => work.made.consentWatch?.progress() ?? none,
      look: () => lookEverywhere(sessions, judge),
      isOver: () => isWithin(LAST_LOOK_MS),
      isLeaving: () => document.isLeaving(),
    };
    const consent = await answerBanner(page, action, LATEST_BANNER_MS - wait_time * 1_000);
    const isAnew = wait_time > 0 && pressed.includes(consent.result);
    const isCut = isAnew && !(await isWaitedAnew(work, wait_time * 1_000, end - SPARE_MS));
    // All at once, and with nothing to wait for afterwards: who is overdue has been spoken for.
    if (isWithin(LAST_WORD_MS)) return undefined;
    const said = [warnings[consent.result], isCut ? CUT : undefined];
    work.warnings.push(...said.filter((warning) => warning !== undefined));
    return { consent };
  },
});
