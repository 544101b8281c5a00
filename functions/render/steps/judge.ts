import { setTimeout as sleep } from 'node:timers/promises';
import type { Inventory } from '../in-page/inventory.ts';
import { setPlaybackRate } from '../page/set-playback-rate.ts';
import { filledShare } from '../picture/filled-share.ts';
import { frameSentences } from '../picture/frame-sentences.ts';
import { longestVoid } from '../picture/longest-void.ts';
import type { Photo } from '../picture/photo.ts';
import type { PictureOptions } from '../picture/picture-format.ts';
import { retake } from '../retake.ts';
import type { Step } from '../step.ts';
import { isEmpty, LITTLE } from '../verdict/is-empty.ts';
import { takeStock } from '../verdict/take-stock.ts';
import { unrevealed } from '../verdict/unrevealed.ts';
import { verdictOf } from '../verdict/verdict.ts';
import { made, type Work } from '../work.ts';
import { allOfConsent } from './consent-sentences.ts';

/** How long a page whose picture is empty is given before it is photographed again, in milliseconds. */
const SECOND_CHANCE_MS = 1_000;

/** The part of the step's time after which no second picture is waited for any more: what the first one shows is told then. */
const FOR_SECOND = 0.7;

/** How much of what one pixel of a glance covers must be of another colour for it to be so too: 12 of 255, at least. */
const LEAST_OF_IT = 0.04;

const isBlank = async (photo: Photo, found: Inventory): Promise<boolean> => {
  const glance = await photo.glance?.();
  if (glance !== undefined && filledShare(glance) > LITTLE / LEAST_OF_IT) return false;
  return isEmpty(await photo.pixels(), found);
};

/** An empty page photographed once more, later and by the other way that the browser has. Undefined: it went wrong. */
const again = async (work: Work, options: PictureOptions): Promise<Work | undefined> => {
  try {
    // What was held for the first picture may have been about to come into view.
    await setPlaybackRate(made(work, 'tab'), 1).catch(() => undefined);
    const ms = work.budget.allot(0.1, SECOND_CHANCE_MS);
    return await retake(work, options, { ms, anew: true });
  } catch {
    return undefined;
  }
};

/**
 * The sentences of a work whose picture another one takes the place of: what had not arrived may have by then, as a banner may
 * have been answered, and frames are drawn anew.
 */
const replaced = (first: Work, second: Work): readonly string[] => {
  const isConsentSame = second.made.consent === first.made.consent;
  const outdated = new Set([
    ...(first.made.saidOfArrivals ?? []),
    ...frameSentences,
    ...(isConsentSame ? [] : allOfConsent),
  ]);
  return [...new Set([...first.warnings.filter((one) => !outdated.has(one)), ...second.warnings])];
};

/** What is to be said of parts of a picture of more than a window that nobody sees. */
const unrevealedIn = async (work: Work): Promise<readonly string[]> => {
  const { area, element, tab } = work.made;
  if (area === undefined || tab === undefined) return [];
  const isOfWindow = element === undefined && area.height <= tab.viewport.height;
  return isOfWindow ? [] : unrevealed(work, area, 'picture');
};

/** A page may mean to show nothing for so many windows, or for so many CSS pixels where these are low. */
const BARE_WINDOWS = 3;
const BARE = 2_000;

/** What is to be said of a long part of a picture that is one colour though the rest is not. */
const bareIn = async ({ made: { photo, size, tab } }: Work): Promise<readonly string[]> => {
  if (photo === undefined || size === undefined || tab === undefined) return [];
  const scale = tab.deviceWidth / tab.viewport.width;
  const most = Math.max(BARE_WINDOWS * tab.viewport.height, BARE) * scale;
  if (size.shot.height <= most) return [];
  const pixels = (await photo.glance?.()) ?? (await photo.pixels());
  const bare = Math.round((longestVoid(pixels) * size.shot.height) / pixels.height);
  if (bare <= most) return [];
  return [
    `Nothing is to be seen on a stretch of ${Math.round(bare / scale).toLocaleString('en-US')} CSS pixels: what belongs there may only be drawn when somebody scrolls to it.`,
  ];
};

/** Looks at what was photographed: whether it is the page that was asked for, and whole. What is doubtful is said. */
export const judge = (options: PictureOptions): Step => ({
  name: 'judge',
  essential: false,
  warning: 'The picture could not be checked.',
  share: 0.4,
  atMost: 10_000,
  run: async (work, ms) => {
    const late = sleep(ms * FOR_SECOND, undefined, { ref: false });
    const first = await takeStock(work);
    const isFirstBlank = await isBlank(made(work, 'photo'), first.inventory);
    // One that comes too late is of a copy of the work, and thrown away.
    const second = isFirstBlank ? await Promise.race([again(work, options), late]) : undefined;
    const last = second ?? work;
    const found = last.made.inventory ?? first.inventory;
    const isBlankAtLast = isFirstBlank && (await isBlank(made(last, 'photo'), found));
    const { verdict, warnings: sentences } = verdictOf(
      {
        status: made(work, 'tab').document.shown().status,
        inventory: found,
        isChallenge: last.made.isChallenge ?? first.isChallenge,
        isBlank: isBlankAtLast,
      },
      'picture',
    );
    if (second !== undefined) work.warnings.splice(0, work.warnings.length, ...replaced(work, second));
    work.warnings.push(...sentences);
    const hidden = await unrevealedIn(work);
    work.warnings.push(...hidden);
    if (hidden.length === 0 && !isBlankAtLast) work.warnings.push(...(await bareIn(last)));
    return { ...second?.made, verdict };
  },
});
