import { setTimeout as sleep } from 'node:timers/promises';
import { look } from './look.ts';
import { momentOf } from './moment-of.ts';
import { photograph } from './photograph.ts';
import type { PictureOptions } from './picture-format.ts';
import { runSteps } from './step.ts';
import { type Made, made, type Work } from './work.ts';

/** How a page is photographed once more. */
interface Retake {
  /** How long it goes on before that, in milliseconds. */
  readonly ms: number;
  /** By the other of the two ways that the browser has. */
  readonly anew: boolean;
  /** Another document has come: nothing that was found out about the first holds. */
  readonly isOther: boolean;
}

/** Without what `look` finds out about a document, and may find nothing of in another. */
const beforeLook = ({
  painting: _painting,
  isChallenge: _isChallenge,
  inventory: _inventory,
  element: _element,
  beyond: _beyond,
  ...rest
}: Partial<Made>): Partial<Made> => rest;

/**
 * Photographs a page once more, as it is then. On a copy of the work: what goes wrong, or comes too late, must leave the
 * first picture with the sizes that it has. Throws what `photograph` throws.
 */
export const retake = async (
  work: Work,
  options: PictureOptions,
  { ms, anew, isOther }: Retake,
): Promise<Work> => {
  const kept = isOther ? beforeLook(work.made) : { ...work.made };
  const second: Work = { ...work, made: kept, warnings: [] };
  await made(work, 'tab').runScripts(true);
  await sleep(ms);
  await runSteps(look(options), second, work.budget);
  const photo = await photograph(second, { anew });
  return { ...second, made: { ...second.made, photo, ...momentOf(work) } };
};
