import { setTimeout as sleep } from 'node:timers/promises';
import type { Consent, ConsentAction } from '../../domain/consent.ts';
import type { Look, Sight } from '../in-page/banner-look.ts';
import type { ConsentProgress } from './watch-consent.ts';

/** A page in which a banner may be answered. */
export interface AnswerablePage {
  /** How far the rules have come with the banners that they know. */
  progress(): ConsentProgress;
  /** Looks for a banner by its words, and presses the button for the action, or for its settings, when told to. */
  look(press: Look['press']): Promise<Sight>;
}

/** Milliseconds; what happens in between is asked for each `LOOK_MS`. */
const LOOK_MS = 200;
/**
 * A banner that no rule has taken in so many looks is unknown: rules look for one each 500 ms, in the same thread of the
 * page, so that on a busy machine both take longer.
 */
const LOOKS_UNTIL_UNKNOWN = 5;
/** The rules' own waits add up to a few seconds at most. */
const ANSWER_MS = 8_000;
/** From a press until the banner is no longer in view, with its server asked and its fading over. */
const GONE_MS = 3_000;
/** From the press on a banner's settings until they have opened. */
const OPENED_MS = 2_000;
/** What still moves after that is mostly its backdrop; a slide show moves for ever. */
const STILL_MS = 1_000;

/** Waits until no banner is in view and what ends with it has ended. False: it stays. */
const isGone = async (page: AnswerablePage): Promise<boolean> => {
  let end = performance.now() + GONE_MS;
  let isHidden = false;
  for (;;) {
    const { banner, moving } = await page.look('nothing');
    if (!banner && !moving) return true;
    if (!banner && !isHidden) end = performance.now() + STILL_MS;
    isHidden = !banner;
    if (performance.now() >= end) return isHidden;
    await sleep(LOOK_MS / 2);
  }
};

const answeredAs = async (
  page: AnswerablePage,
  action: ConsentAction,
  cmp: string | undefined,
): Promise<Consent> => {
  const done = action === 'accept' ? 'accepted' : 'rejected';
  return { cmp, action, result: (await isGone(page)) ? done : 'still_shown' };
};

/** Opens the settings of a banner and rejects in there. False: there are none, or nothing in them to reject with. */
const rejectInSettings = async (page: AnswerablePage): Promise<boolean> => {
  const { hasSettings } = await page.look('settings');
  if (!hasSettings) return false;
  // Seen twice: what is on may be filled in once they have opened.
  let isSeen = false;
  for (const end = performance.now() + OPENED_MS; performance.now() < end; await sleep(LOOK_MS)) {
    const { canAnswer } = await page.look(isSeen ? 'answer' : 'nothing');
    if (isSeen && canAnswer) return true;
    isSeen = canAnswer;
  }
  return false;
};

/** Answers a banner that the rules do not know, or failed at. */
const answerUnknown = async (
  page: AnswerablePage,
  action: ConsentAction,
  cmp: string | undefined,
): Promise<Consent> => {
  const { canAnswer } = await page.look('answer');
  if (canAnswer || (action === 'reject' && (await rejectInSettings(page)))) {
    return answeredAs(page, action, cmp);
  }
  return { cmp, action, result: action === 'reject' ? 'no_reject_option' : 'failed' };
};

/**
 * Waits for what the rules make of the page's banner, and answers one that they do not know. A page on which none has
 * been seen for `patience` milliseconds has none. Never rejects instead of accepting, or the other way round.
 */
export const answerBanner = async (
  page: AnswerablePage,
  action: ConsentAction,
  patience: number,
): Promise<Consent> => {
  const started = performance.now();
  let looks = 0;
  for (;;) {
    const { answering, answered, failed } = page.progress();
    if (answered !== undefined) return answeredAs(page, action, answered);
    const now = performance.now();
    if (answering === undefined) {
      const { banner } = await page.look('nothing');
      looks = banner ? looks + 1 : 0;
      const isTried = looks >= LOOKS_UNTIL_UNKNOWN || failed !== undefined;
      if (banner && isTried) return answerUnknown(page, action, failed);
      if (!banner && now - started >= patience) {
        return { cmp: failed, action, result: failed === undefined ? 'not_found' : 'failed' };
      }
    } else if (now - started >= ANSWER_MS) return { cmp: answering, action, result: 'timed_out' };
    await sleep(LOOK_MS);
  }
};
