import { DocumentReplaced } from './document-replaced.ts';

/** How often something is made of a page that goes on to another document each time. */
const MOST = 3;

/**
 * What is made of a page's document by `first`; by `again`, of what has come in its place, where that had been under way
 * before the page had to stay. Throws what they throw, and DocumentReplaced only when it has happened again and again.
 */
export const ofWhatStays = async <Result>(
  first: () => Promise<Result>,
  again: () => Promise<Result>,
): Promise<Result> => {
  for (let times = 1, make = first; ; times += 1, make = again) {
    try {
      return await make();
    } catch (error) {
      if (!(error instanceof DocumentReplaced) || times === MOST) throw error;
    }
  }
};
