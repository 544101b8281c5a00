import type { Area } from '../../domain/area.ts';
import { hasUnrevealed } from '../in-page/has-unrevealed.ts';
import { made, type Work } from '../work.ts';

/** How long a page is looked at for what it hides, in milliseconds. */
const LOOK_MS = 200;

/** What is to be said of parts of an area, in CSS pixels from where the document begins, that nobody sees; nothing where none tells. */
export const unrevealed = async (
  work: Work,
  area: Area,
  what: 'picture' | 'document',
): Promise<readonly string[]> => {
  const found = await made(work, 'tab')
    .inPage(hasUnrevealed, area, LOOK_MS)
    .catch(() => false);
  if (!found) return [];
  return [
    work.options.scroll_before_capture || work.made.element !== undefined
      ? `Parts of the page cannot be seen in the ${what}: they appear only as long as one has scrolled to them.`
      : `Parts of the page cannot be seen in the ${what}: they may appear when one scrolls to them, as with scroll_before_capture.`,
  ];
};
