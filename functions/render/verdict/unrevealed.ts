import type { Area } from '../../domain/area.ts';
import { hasUnrevealed } from '../in-page/has-unrevealed.ts';
import { made, type Work } from '../work.ts';

/** How long a page is looked at for what it hides, in milliseconds. */
const LOOK_MS = 200;

/** Why nobody sees parts of a page, and what might help. */
const reasonOf = ({ options: { nojs, scroll_before_capture }, made: { element } }: Work): string => {
  if (nojs) return 'they may wait for its scripts, which nojs keeps from running';
  return scroll_before_capture || element !== undefined
    ? 'they appear only as long as one has scrolled to them'
    : 'they may appear when one scrolls to them, as with scroll_before_capture';
};

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
  return [`Parts of the page cannot be seen in the ${what}: ${reasonOf(work)}.`];
};
