import { setTimeout as sleep } from 'node:timers/promises';
import type { Consent, ConsentAction } from '../../domain/consent.ts';
import type { Banners, SeenBanner } from './look-everywhere.ts';
import type { ConsentProgress } from './watch-consent.ts';

/** A page in which a banner may be answered. */
export interface AnswerablePage {
  /** How far the rules have come with the banners that they know. */
  progress(): ConsentProgress;
  /** Looks for banners by their words. */
  look(): Promise<Banners>;
  /** Whether a banner has been seen before. */
  readonly isSeen?: boolean | undefined;
  /** The time for it is over: nothing is pressed any more. */
  isOver(): boolean;
  /** It is about to leave for another document, which an answer may have asked for. */
  isLeaving(): boolean;
}

/** The time in which a banner is waited for: a clock in milliseconds, and a wait by it. */
export interface BannerTime {
  now(): number;
  sleep(ms: number): Promise<unknown>;
}

const realTime: BannerTime = { now: () => performance.now(), sleep: (ms) => sleep(ms) };

/** Milliseconds; what happens in between is asked for each `LOOK_MS`. */
const LOOK_MS = 200;
/**
 * A banner that no rule has taken in so many looks is unknown: rules look for one each 500 ms, in the same thread of the
 * page, so that on a busy machine both take longer.
 */
const LOOKS_UNTIL_UNKNOWN = 5;
/** How much longer a banner is waited for where looks take long. */
const MOST_PATIENCE = 2;
/** The rules' own waits add up to a few seconds at most. */
const ANSWER_MS = 8_000;
/** From a press until the banner is no longer in view, with its server asked and its fading over. */
const GONE_MS = 3_000;
/** From the press on a banner's settings until they have opened. */
const OPENED_MS = 2_000;
/**
 * A banner that is there for so long after the rules have answered, on a page that stands still and does not leave, is
 * another one than theirs, or has not heard them.
 */
const STAYS_MS = 1_500;
/** What still moves after that is mostly its backdrop; a slide show moves for ever. */
const STILL_MS = 1_000;
/** Banners have a second question, or a word of thanks to be hidden; a page that goes on asking is left alone. */
const MOST_PRESSES = 3;

/** A banner that has not been pressed, with an answer, or at least a way to take it away. */
const notPressed = (banners: readonly SeenBanner[], pressed: ReadonlySet<string>): SeenBanner | undefined => {
  const others = banners.filter(({ key }) => !pressed.has(key));
  return others.find(({ canAnswer }) => canAnswer) ?? others.find(({ canClose }) => canClose);
};

/** Tells which banners that have an answer have stayed although the rules have answered, look by look. */
const stayingBanners = (page: AnswerablePage, time: BannerTime) => {
  const since = new Map<string, number>();
  return ({ banners, moving }: Banners): readonly SeenBanner[] => {
    // What moves or leaves may be their banner, and what they are at now is theirs.
    const mayBeTheirs = moving || page.isLeaving() || page.progress().answering !== undefined;
    const now = time.now();
    for (const key of since.keys()) if (!banners.some((one) => one.key === key)) since.delete(key);
    for (const { key } of banners) if (mayBeTheirs || !since.has(key)) since.set(key, now);
    return banners.filter(({ key, canAnswer }) => canAnswer && now - (since.get(key) ?? now) >= STAYS_MS);
  };
};

/**
 * Waits until no banner is in view and what ends with it has ended, and answers another one that shows meanwhile. `answered`
 * are the keys of those that have been: a banner is pressed once. None: the rules have answered, and do not say which.
 * False: one stays.
 */
const isGone = async (
  page: AnswerablePage,
  answered: ReadonlySet<string>,
  time: BannerTime,
): Promise<boolean> => {
  const pressed = new Set(answered);
  let staying = answered.size === 0 ? stayingBanners(page, time) : undefined;
  let end = time.now() + GONE_MS;
  let isHidden = false;
  for (;;) {
    const seen = await page.look();
    const { banners, moving } = seen;
    const others = staying?.(seen) ?? banners;
    const next = pressed.size < MOST_PRESSES ? notPressed(others, pressed) : undefined;
    // One that was drawn anew meanwhile is looked for again.
    if (next !== undefined && !page.isOver() && (await next.press(next.canAnswer ? 'answer' : 'close'))) {
      pressed.add(next.key);
      end = time.now() + GONE_MS;
      // A box around it has the same button, and goes away with it.
      staying &&= stayingBanners(page, time);
    }
    const isClear = banners.length === 0;
    if (isClear && !moving) return true;
    if (isClear && !isHidden) end = time.now() + STILL_MS;
    isHidden = isClear;
    if (time.now() >= end || page.isOver()) return isHidden;
    await time.sleep(LOOK_MS / 2);
  }
};

const answeredAs = async (
  page: AnswerablePage,
  action: ConsentAction,
  cmp: string | undefined,
  answered: ReadonlySet<string>,
  time: BannerTime,
): Promise<Consent> => {
  const done = action === 'accept' ? 'accepted' : 'rejected';
  return { cmp, action, result: (await isGone(page, answered, time)) ? done : 'still_shown' };
};

/** Opens the settings of a banner and rejects in there. Undefined: there are none, or nothing in them to reject with. */
const rejectInSettings = async (page: AnswerablePage, time: BannerTime): Promise<string | undefined> => {
  const { banners } = await page.look();
  if (page.isOver()) return undefined;
  if (!(await banners.find(({ hasSettings }) => hasSettings)?.press('settings'))) return undefined;
  // Seen twice: what is on may be filled in once they have opened.
  let isSeen = false;
  for (const end = time.now() + OPENED_MS; time.now() < end; await time.sleep(LOOK_MS)) {
    const able = (await page.look()).banners.find(({ canAnswer }) => canAnswer);
    if (page.isOver()) return undefined;
    if (isSeen && (await able?.press('answer'))) return able?.key;
    isSeen = able !== undefined;
  }
  return undefined;
};

/** Answers a banner that the rules do not know, or failed at. */
const answerUnknown = async (
  page: AnswerablePage,
  action: ConsentAction,
  cmp: string | undefined,
  time: BannerTime,
): Promise<Consent> => {
  const { banners } = await page.look();
  if (page.isOver()) return { cmp, action, result: 'timed_out' };
  const able = banners.find(({ canAnswer }) => canAnswer);
  const isPressed = (await able?.press('answer')) === true;
  const key = isPressed ? able?.key : action === 'reject' ? await rejectInSettings(page, time) : undefined;
  if (key !== undefined) return answeredAs(page, action, cmp, new Set([key]), time);
  if (page.isOver()) return { cmp, action, result: 'timed_out' };
  return { cmp, action, result: action === 'reject' ? 'no_reject_option' : 'failed' };
};

/**
 * Waits for what the rules make of the page's banner, and answers those that they do not know. A page on which none has
 * been seen for `patience` milliseconds, and in as many looks as there usually are in that
 * time or for twice as long, has none. Presses nothing
 * once the page's time is over. Never rejects instead of accepting, or the other way round.
 */
export const answerBanner = async (
  page: AnswerablePage,
  action: ConsentAction,
  patience: number,
  time = realTime,
): Promise<Consent> => {
  const started = time.now();
  let looks = 0;
  let inAll = 0;
  for (;;) {
    const { answering, answered, failed } = page.progress();
    if (answered !== undefined) return answeredAs(page, action, answered, new Set(), time);
    if (page.isOver()) {
      const isSeen = page.isSeen === true || looks > 0 || (answering ?? failed) !== undefined;
      return { cmp: answering ?? failed, action, result: isSeen ? 'timed_out' : 'not_found' };
    }
    const now = time.now();
    if (answering === undefined) {
      const { banners } = await page.look();
      looks = banners.length > 0 ? looks + 1 : 0;
      inAll += 1;
      const isTried = looks >= LOOKS_UNTIL_UNKNOWN || failed !== undefined;
      // On a busy machine a page has done less in that time, and a look takes longer; that of a frame that is stuck, too.
      const isBusy = inAll < patience / LOOK_MS && now - started < MOST_PATIENCE * patience;
      const isPatient = now - started < patience || isBusy;
      // A text may come before its buttons.
      const isReady = banners.some(({ canAnswer, hasSettings }) => canAnswer || hasSettings) || !isPatient;
      if (banners.length > 0 && isTried && isReady) return answerUnknown(page, action, failed, time);
      if (banners.length === 0 && !isPatient) {
        return { cmp: failed, action, result: failed === undefined ? 'not_found' : 'failed' };
      }
    } else if (now - started >= ANSWER_MS) return { cmp: answering, action, result: 'timed_out' };
    await time.sleep(LOOK_MS);
  }
};
