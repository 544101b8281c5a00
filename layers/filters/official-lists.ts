import { type FilterLists, requireRules } from './filter-lists.ts';

const uBlock = 'https://ublockorigin.github.io/uAssets/filters';
const addresses = [
  'https://easylist.to/easylist/easylist.txt',
  'https://easylist.to/easylist/easyprivacy.txt',
  `${uBlock}/filters.min.txt`,
  `${uBlock}/privacy.min.txt`,
  // What the others break.
  `${uBlock}/unbreak.min.txt`,
];

/** For all together, 7 MB. Where nothing is let out, some networks say so only by silence. */
const PATIENCE_MS = 15_000;

/** Fetches the lists from those who keep them. Throws when one of them does not come. */
export const officialLists = async (): Promise<FilterLists> => {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const texts = await Promise.all(
    addresses.map(async (address) => {
      const answer = await fetch(address, { signal });
      if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`);
      return requireRules(await answer.text(), address);
    }),
  );
  return { source: 'EasyList, EasyPrivacy and uBlock filters from their official addresses', texts };
};
