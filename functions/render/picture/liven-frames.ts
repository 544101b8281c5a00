import { setTimeout as sleep } from 'node:timers/promises';
import { MAX_PAGE_HEIGHT } from '../../domain/geometry.ts';
import { awaitArrivals } from '../in-page/await-arrivals.ts';
import { nextFrame } from '../in-page/next-frame.ts';
import { everyFrame } from '../page/every-frame.ts';
import { made, type Work } from '../work.ts';

/** What a frame is shown for at least before it is photographed: many begin to draw, or to fade in, when they are seen. */
const SEEN_MS = 400;
/** The same in times that it is drawn, which take longer where the machine is busy. */
const SEEN_FRAMES = 12;
/** How long images and fonts of frames are waited for, in milliseconds. */
const PATIENCE_MS = 2_000;

/** Settles when so many of them have, or all; never when too many fail. */
const some = (promises: readonly Promise<unknown>[], wanted: number): Promise<void> =>
  new Promise((resolve) => {
    let count = 0;
    const enough = Math.min(wanted, promises.length);
    if (enough === 0) resolve();
    for (const one of promises) {
      one.then(
        () => {
          count += 1;
          if (count >= enough) resolve();
        },
        () => undefined,
      );
    }
  });

/**
 * Waits until what `shown` frames of the page show has come, as far as it comes soon. Which of them is in the window none can
 * tell; but one that is not is not drawn.
 */
export const livenFrames = async (work: Work, shown: number): Promise<void> => {
  const frames = await everyFrame(made(work, 'tab').sessions);
  const drawn = frames
    .filter(({ isMain }) => !isMain)
    .map(async ({ inFrame }) => {
      await inFrame(awaitArrivals, MAX_PAGE_HEIGHT, true);
      for (let seen = 0; seen < SEEN_FRAMES; seen += 2) await inFrame(nextFrame, PATIENCE_MS);
    });
  const late = sleep(work.budget.allot(0.1, PATIENCE_MS), undefined, { ref: false });
  await Promise.all([Promise.race([some(drawn, shown), late]), sleep(SEEN_MS)]);
};
