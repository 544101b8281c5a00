import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptureOptions } from '../../domain/capture-options.ts';
import type { ConsentResult } from '../../domain/consent.ts';
import { answerBanner } from '../consent/answer-banner.ts';
import { sinceLoad } from '../in-page/since-load.ts';
import { type Made, made, type Work } from '../work.ts';
import { tellConsent } from './tell-consent.ts';
import { watchedPage } from './watched-page.ts';

const CUT =
  'The picture was taken before wait_time was over for the document that came when the cookie banner was answered.';

/** After these the page may have loaded anew. */
const pressed: readonly ConsentResult[] = ['accepted', 'rejected', 'still_shown'];

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

/**
 * Has the page's cookie banner answered, and waits until it is gone, and as long as the caller asked for with a document that
 * comes in answer; within `ms` milliseconds. A page on which none has been seen for `patience` milliseconds has none.
 */
export const answerCookies = async (
  work: Work,
  { dismiss_cookies: action, wait_time }: Pick<CaptureOptions, 'dismiss_cookies' | 'wait_time'>,
  ms: number,
  patience: number,
): Promise<Partial<Made> | undefined> => {
  if (action === '') return undefined;
  const end = performance.now() + ms;
  const isWithin = (rest: number) => performance.now() >= end - rest;
  const isSeen = work.made.hasLateBanner;
  const page = { ...watchedPage(work, action), isSeen, isOver: () => isWithin(LAST_LOOK_MS) };
  const consent = await answerBanner(page, action, patience);
  const isAnew = wait_time > 0 && pressed.includes(consent.result);
  const isCut = isAnew && !(await isWaitedAnew(work, wait_time * 1_000, end - SPARE_MS));
  // All at once, and with nothing to wait for afterwards: who is overdue has been spoken for.
  if (isWithin(LAST_WORD_MS)) return undefined;
  const told = tellConsent(work, consent);
  if (isCut) work.warnings.push(CUT);
  return told;
};
