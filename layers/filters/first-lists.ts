import type { FilterLists } from './filter-lists.ts';

/** Fetches lists into a folder that is there. Throws where they cannot be had. */
type FetchLists = (folder: string) => Promise<FilterLists>;

/** The lists of the first source that has them; undefined when none has. Says which had not, and why. */
export const firstLists = async (
  sources: readonly FetchLists[],
  folder: string,
  say: (sentence: string) => void,
): Promise<FilterLists | undefined> => {
  for (const lists of sources) {
    try {
      return await lists(folder);
    } catch (error) {
      const [why = ''] = (error as Error).message.split('\n');
      say(`Filter lists: ${lists.name} cannot be had (${why}).`);
    }
  }
  return undefined;
};
