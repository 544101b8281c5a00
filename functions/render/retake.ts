import { setTimeout as sleep } from 'node:timers/promises';
import { look } from './look.ts';
import { momentOf } from './picture/moment-of.ts';
import { photograph } from './picture/photograph.ts';
import type { PictureOptions } from './picture/picture-format.ts';
import { runSteps } from './step.ts';
import { made, type Work } from './work.ts';

/** How a page is photographed once more. */
interface Retake {
  /** How long it goes on before that, in milliseconds. */
  readonly ms: number;
  /** By the other of the two ways that the browser has. */
  readonly anew: boolean;
}

/**
 * Photographs a page once more, as it is then. On a copy of the work: what goes wrong, or comes too late, must leave the
 * first picture with the sizes that it has. Throws what `photograph` throws.
 */
export const retake = async (work: Work, options: PictureOptions, { ms, anew }: Retake): Promise<Work> => {
  // Frames of other sites are drawn anew: their first pictures are of other places, and used up.
  const fresh: Work['made'] = { ...work.made, framePictures: [], hasCoarseFrames: false };
  const second: Work = { ...work, made: fresh, warnings: [] };
  await made(work, 'tab').runScripts(true);
  await sleep(ms);
  await runSteps(look(options), second, work.budget);
  const photo = await photograph(second, { anew });
  return { ...second, made: { ...second.made, photo, ...momentOf(work) } };
};
