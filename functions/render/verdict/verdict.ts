import type { Checks } from '../../domain/checks.ts';
import type { Inventory } from '../in-page/inventory.ts';
import { countOfImages } from './count-of-images.ts';

/** The statuses of answers that are no page of the kind that was asked for begin here. */
const FIRST_ERROR = 400;

/** What was found out about a page in its picture, or on its paper. */
export interface Findings {
  /** Of its document. */
  readonly status: number;
  readonly inventory: Inventory;
  readonly isChallenge: boolean;
  readonly isBlank: boolean;
}

/** What is told of every file that is made of a page: the checks, and a sentence for each thing that is doubtful. */
export const verdictOf = (
  { status, inventory, isChallenge, isBlank }: Findings,
  file: 'picture' | 'document',
): { readonly verdict: Checks; readonly warnings: readonly string[] } => {
  const { images, decoded, failed, fontsMissing, fontsFailed } = inventory;
  const shown = file === 'picture' ? 'The picture' : 'The first page of the document';
  return {
    verdict: {
      blank: isBlank,
      images,
      images_decoded: decoded,
      fonts_loaded: !fontsMissing && !fontsFailed,
      bot_challenge: isChallenge,
    },
    warnings: [
      ...(status >= FIRST_ERROR ? [`The page answered with HTTP status ${status}.`] : []),
      ...(isBlank ? [`${shown} shows nothing but one colour.`] : []),
      ...(isChallenge
        ? ['The page seems to be a check that its visitor is no robot, and not the page that was asked for.']
        : []),
      ...(failed > 0 ? [`${countOfImages(failed)} of the page could not be loaded.`] : []),
      ...(fontsFailed ? ['A font of the page could not be loaded.'] : []),
    ],
  };
};
