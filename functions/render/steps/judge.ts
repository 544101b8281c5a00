import type { Checks } from '../../domain/checks.ts';
import { countOfImages } from '../count-of-images.ts';
import { filledShare } from '../filled-share.ts';
import { type Inventory, inventory } from '../in-page/inventory.ts';
import type { Photo } from '../photo.ts';
import type { PictureOptions } from '../picture-format.ts';
import { isWhole, reach } from '../picture-size.ts';
import { retake } from '../retake.ts';
import { setPlaybackRate } from '../set-playback-rate.ts';
import type { Step } from '../step.ts';
import { made, type Work } from '../work.ts';

/** How long a page whose picture is empty is given before it is photographed again, in milliseconds. */
const SECOND_CHANCE_MS = 1_000;
/** Less than this of a picture is nothing: a caret, a speck. */
const NOTHING = 0.000_02;
/** Less than this is something only when it is text: a word on a wide page, but no spinning wheel. */
const LITTLE = 0.000_7;
const FIRST_ERROR = 400;

/** How much of what one pixel of a glance covers must be of another colour for it to be so too: 12 of 255, at least. */
const LEAST_OF_IT = 0.04;

const isBlank = async (photo: Photo, { hasText }: Inventory): Promise<boolean> => {
  const glance = await photo.glance?.();
  if (glance !== undefined && filledShare(glance) > LITTLE / LEAST_OF_IT) return false;
  return filledShare(await photo.pixels()) <= (hasText ? NOTHING : LITTLE);
};

/** What a caller is to know of the page in the picture. */
const sentences = (work: Work, found: Inventory, { blank, bot_challenge: isChallenge }: Checks): string[] => {
  const { status } = made(work, 'tab').document.shown();
  const { failed, fontsFailed } = found;
  return [
    ...(status >= FIRST_ERROR ? [`The page answered with HTTP status ${status}.`] : []),
    ...(blank === true ? ['The picture shows nothing but one colour.'] : []),
    ...(isChallenge === true
      ? ['The page seems to be a check that its visitor is no robot, and not the page that was asked for.']
      : []),
    ...(failed > 0 ? [`${countOfImages(failed)} of the page could not be loaded.`] : []),
    ...(fontsFailed ? ['A font of the page could not be loaded.'] : []),
  ];
};

/** What is there, where `settle` had no time to look. */
const takeStock = (work: Work): Promise<Inventory> =>
  made(work, 'tab').inPage(inventory, reach(work.geometry), isWhole(work.geometry));

/** An empty page photographed once more, later and by the other way that the browser has. Undefined: it went wrong. */
const again = async (work: Work, options: PictureOptions): Promise<Work | undefined> => {
  try {
    // What was held for the first picture may have been about to come into view.
    await setPlaybackRate(made(work, 'tab'), 1).catch(() => undefined);
    const ms = work.budget.allot(0.1, SECOND_CHANCE_MS);
    return await retake(work, options, { ms, anew: true, isOther: false });
  } catch {
    return undefined;
  }
};

/** Looks at what was photographed: whether it is the page that was asked for, and whole. What is doubtful is said. */
export const judge = (options: PictureOptions): Step => ({
  name: 'judge',
  essential: false,
  warning: 'The picture could not be checked.',
  share: 0.4,
  atMost: 10_000,
  run: async (work) => {
    const first = work.made.inventory ?? (await takeStock(work));
    const isEmpty = await isBlank(made(work, 'photo'), first);
    const second = isEmpty ? await again(work, options) : undefined;
    const last = second ?? work;
    const found = last.made.inventory ?? first;
    const verdict: Checks = {
      blank: isEmpty && (await isBlank(made(last, 'photo'), found)),
      images: found.images,
      images_decoded: found.decoded,
      fonts_loaded: !found.fontsMissing && !found.fontsFailed,
      bot_challenge: last.made.isChallenge ?? false,
    };
    work.warnings.push(...(second?.warnings ?? []), ...sentences(work, found, verdict));
    return { ...second?.made, verdict };
  },
});
