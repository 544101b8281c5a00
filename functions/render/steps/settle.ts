import { setTimeout as sleep } from 'node:timers/promises';
import { awaitArrivals } from '../in-page/await-arrivals.ts';
import { botChallenge } from '../in-page/bot-challenge.ts';
import { type Inventory, inventory } from '../in-page/inventory.ts';
import { namedInView } from '../in-page/named-in-view.ts';
import { isPainted } from '../page/is-painted.ts';
import { isWhole, reach } from '../picture/picture-size.ts';
import type { Step } from '../step.ts';
import { countOfImages } from '../verdict/count-of-images.ts';
import { made, type Work } from '../work.ts';

/** How long images and fonts are waited for, in milliseconds: they have had all of `load` and of `wait` before. */
const PATIENCE_MS = 3_000;

const sentences = ({ missing, fontsMissing }: Inventory): readonly string[] => [
  ...(missing === 0
    ? []
    : [`${countOfImages(missing)} of the page had not arrived when its picture was taken.`]),
  ...(fontsMissing ? ['Fonts of the page had not arrived when its picture was taken.'] : []),
];

/** Addresses of images on their way that something in view is waiting for: as its background, or to put them in. */
const awaitedInView = async ({ geometry, made: { tab, requests } }: Work): Promise<readonly string[]> => {
  const images = requests?.pending().filter(({ isImage }) => isImage) ?? [];
  if (tab === undefined || images.length === 0) return [];
  const addresses = images.map(({ url }) => url);
  return tab.inPage(namedInView, addresses, reach(geometry), isWhole(geometry), false);
};

/** How many images in view that are no elements of their own could not be had. */
const failedInView = async ({ geometry, made: { tab, requests } }: Work): Promise<number> => {
  const addresses = requests?.failedImages() ?? [];
  if (tab === undefined || addresses.length === 0) return 0;
  return (await tab.inPage(namedInView, addresses, reach(geometry), isWhole(geometry), true)).length;
};

/** What is there of the picture once what it lacks has come, or `late` is over. */
const arrived = async (work: Work, late: Promise<undefined>): Promise<Inventory> => {
  const tab = made(work, 'tab');
  const [height, whole] = [reach(work.geometry), isWhole(work.geometry)];
  const look = () => tab.inPage(inventory, height, whole);
  // One question where two would do: each takes more than a millisecond of a page that has nothing to wait for.
  const stock = async (hasCome = false) =>
    (await Promise.race([tab.inPageBoth(awaitArrivals, inventory, height, whole, hasCome), late])) ?? look();
  const first = await stock();
  const awaited = await awaitedInView(work);
  const again = async () => {
    const hasCome = made(work, 'requests')
      .over(awaited)
      .then(() => true);
    // What comes after that finds a page that is being photographed, which must be left alone.
    return (await Promise.race([hasCome, late])) ? stock(true) : look();
  };
  const found = awaited.length === 0 ? first : await again();
  const missing = awaited.length === 0 ? 0 : (await awaitedInView(work)).length;
  const failed = await failedInView(work);
  return {
    ...found,
    images: found.images + missing + failed,
    missing: found.missing + missing,
    failed: found.failed + failed,
  };
};

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
    const late = sleep(work.budget.allot(0.1, PATIENCE_MS), undefined, { ref: false });
    const looked = performance.now();
    const first = await arrived(work, late);
    // Scripts that watch what comes into view ask for more with the first frame.
    await Promise.race([painting.catch(() => undefined), late]);
    const asked = work.made.requests?.pending().filter(({ isImage, begun }) => isImage && begun >= looked);
    const found = asked === undefined || asked.length === 0 ? first : await arrived(work, late);
    const saidOfArrivals = sentences(found);
    work.warnings.push(...saidOfArrivals);
    return { inventory: found, saidOfArrivals, painting, isChallenge: await challenge };
  },
};
