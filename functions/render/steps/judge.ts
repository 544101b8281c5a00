import { setTimeout as sleep } from 'node:timers/promises';
import type { Checks } from '../../domain/checks.ts';
import { botChallenge } from '../in-page/bot-challenge.ts';
import { inventory } from '../in-page/inventory.ts';
import { isBlank } from '../is-blank.ts';
import { photograph } from '../photograph.ts';
import { isWhole, reach } from '../picture-size.ts';
import type { Step } from '../step.ts';
import { made, type Work } from '../work.ts';

/** How long a page whose picture is empty is given before it is photographed again, in milliseconds. */
const SECOND_CHANCE_MS = 1_500;

/** Photographs an empty page once more, later and by another way of the browser; undefined: it is still empty. */
const secondChance = async (work: Work) => {
  const tab = made(work, 'tab');
  await tab.runScripts(true);
  await sleep(work.budget.allot(0.1, SECOND_CHANCE_MS));
  const pixels = await photograph(work, { anew: true });
  return isBlank(pixels) ? undefined : { pixels, capturedAt: Date.now() };
};

const FIRST_ERROR = 400;
const challenged =
  'The page seems to be a check that its visitor is no robot, and not the page that was asked for.';
const empty = 'The picture shows nothing but one colour.';

/** Looks at what was photographed: whether it is the page that was asked for, and whole. What is doubtful is said. */
export const judge: Step = {
  name: 'judge',
  essential: false,
  warning: 'The picture could not be checked.',
  share: 0.4,
  atMost: 10_000,
  run: async (work) => {
    const tab = made(work, 'tab');
    const again = isBlank(made(work, 'pixels')) ? await secondChance(work) : 'not_needed';
    const [isChallenge, found] = await Promise.all([
      tab.inPage(botChallenge),
      tab.inPage(inventory, reach(work.geometry), isWhole(work.geometry)),
    ]);
    const { status } = tab.document.shown();
    if (status >= FIRST_ERROR) work.warnings.push(`The page answered with HTTP status ${status}.`);
    if (again === undefined) work.warnings.push(empty);
    if (isChallenge) work.warnings.push(challenged);
    const failed = found.images - found.decoded - found.missing;
    if (failed > 0) {
      work.warnings.push(`${failed} ${failed === 1 ? 'image' : 'images'} of the page could not be loaded.`);
    }
    if (found.fontsFailed) work.warnings.push('A font of the page could not be loaded.');
    const verdict: Checks = {
      blank: again === undefined,
      images: found.images,
      images_decoded: found.decoded,
      fonts_loaded: !found.fontsMissing && !found.fontsFailed,
      bot_challenge: isChallenge,
    };
    return typeof again === 'object' ? { verdict, ...again } : { verdict };
  },
};
