import { setTimeout as sleep } from 'node:timers/promises';
import { countOfImages } from '../count-of-images.ts';
import { awaitArrivals } from '../in-page/await-arrivals.ts';
import { botChallenge } from '../in-page/bot-challenge.ts';
import { type Inventory, inventory } from '../in-page/inventory.ts';
import { isPainted } from '../is-painted.ts';
import { isWhole, reach } from '../picture-size.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** How long images and fonts are waited for, in milliseconds: they have had all of `load` and of `wait` before. */
const PATIENCE_MS = 3_000;

const sentences = ({ missing, fontsMissing }: Inventory): readonly string[] => [
  ...(missing === 0
    ? []
    : [`${countOfImages(missing)} of the page had not arrived when its picture was taken.`]),
  ...(fontsMissing ? ['Fonts of the page had not arrived when its picture was taken.'] : []),
];

/** Waits, shortly, for a document that the page went on to in the meantime, and for fonts and images in the picture. */
export const settle: Step = {
  name: 'settle',
  essential: false,
  warning: 'The page was still loading or busy when its picture was taken.',
  share: 0.2,
  atMost: 2 * PATIENCE_MS,
  run: async (work) => {
    const tab = made(work, 'tab');
    // The caller has been warned, and its load event will not come in the moment that is left.
    if (!tab.document.isStuck()) await tab.document.loaded();
    const painting = isPainted(tab, work.options);
    const challenge = tab.inPage(botChallenge).catch(() => false);
    painting.catch(() => undefined);
    const [height, whole] = [reach(work.geometry), isWhole(work.geometry)];
    const late = sleep(work.budget.allot(0.1, PATIENCE_MS), undefined, { ref: false });
    await Promise.race([tab.inPage(awaitArrivals, height, whole), late]);
    const found = await tab.inPage(inventory, height, whole);
    work.warnings.push(...sentences(found));
    return { inventory: found, painting, isChallenge: await challenge };
  },
};
