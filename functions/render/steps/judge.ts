import { setTimeout as sleep } from 'node:timers/promises';
import type { Checks } from '../../domain/checks.ts';
import { filledShare } from '../filled-share.ts';
import { type Inventory, inventory } from '../in-page/inventory.ts';
import { photograph } from '../photograph.ts';
import { isWhole, reach } from '../picture-size.ts';
import type { Pixels } from '../pixels.ts';
import type { Step } from '../step.ts';
import { type Made, made, type Work } from '../work.ts';

/** How long a page whose picture is empty is given before it is photographed again, in milliseconds. */
const SECOND_CHANCE_MS = 1_500;
/** Less than this of a picture is nothing: a caret, a speck. */
const NOTHING = 0.000_02;
/** Less than this is something only when it is text: a word on a wide page, but no spinning wheel. */
const LITTLE = 0.000_7;
const FIRST_ERROR = 400;

const isBlank = (pixels: Pixels, { hasText }: Inventory): boolean =>
  filledShare(pixels) <= (hasText ? NOTHING : LITTLE);

const countOf = (images: number): string => `${images} ${images === 1 ? 'image' : 'images'}`;

/** What a caller is to know of the page in the picture. */
const sentences = (work: Work, found: Inventory, { blank, bot_challenge: isChallenge }: Checks): string[] => {
  const { status } = made(work, 'tab').document.shown();
  // The caller was told of those before they were given up.
  const failed = found.failed - (work.made.inventory?.missing ?? 0);
  return [
    ...(status >= FIRST_ERROR ? [`The page answered with HTTP status ${status}.`] : []),
    ...(blank === true ? ['The picture shows nothing but one colour.'] : []),
    ...(isChallenge === true
      ? ['The page seems to be a check that its visitor is no robot, and not the page that was asked for.']
      : []),
    ...(failed > 0 ? [`${countOf(failed)} of the page could not be loaded.`] : []),
    ...(found.fontsFailed ? ['A font of the page could not be loaded.'] : []),
  ];
};

/** Photographs an empty page once more, later and by the other way that the browser has. */
const again = async (work: Work): Promise<Pick<Made, 'pixels' | 'capturedAt'>> => {
  await made(work, 'tab').runScripts(true);
  await sleep(work.budget.allot(0.1, SECOND_CHANCE_MS));
  return { pixels: await photograph(work, { anew: true }), capturedAt: Date.now() };
};

/** Looks at what was photographed: whether it is the page that was asked for, and whole. What is doubtful is said. */
export const judge: Step = {
  name: 'judge',
  essential: false,
  warning: 'The picture could not be checked.',
  share: 0.4,
  atMost: 10_000,
  run: async (work) => {
    const tab = made(work, 'tab');
    const look = () => tab.inPage(inventory, reach(work.geometry), isWhole(work.geometry));
    const first = work.made.inventory ?? (await look());
    const isEmpty = isBlank(made(work, 'pixels'), first);
    const retaken = isEmpty ? await again(work) : undefined;
    const found = isEmpty ? await look() : first;
    const verdict: Checks = {
      blank: retaken !== undefined && isBlank(retaken.pixels, found),
      images: found.images,
      images_decoded: found.decoded,
      fonts_loaded: !found.fontsMissing && !found.fontsFailed,
      bot_challenge: work.made.isChallenge ?? false,
    };
    work.warnings.push(...sentences(work, found, verdict));
    return { verdict, ...retaken };
  },
};
