import { botChallenge } from '../in-page/bot-challenge.ts';
import { type Inventory, inventory } from '../in-page/inventory.ts';
import { isWhole, reach } from '../picture/picture-size.ts';
import { made, type Work } from '../work.ts';

/** What a page is like. */
interface Stock {
  readonly inventory: Inventory;
  readonly isChallenge: boolean;
}

/** What a page is like: as `settle` found it, or where that had no time to look, or has looked at another, as it is now. */
export const takeStock = async (work: Work, { isOther = false } = {}): Promise<Stock> => {
  const { inPage } = made(work, 'tab');
  const settled = isOther ? {} : work.made;
  const challenge = settled.isChallenge ?? inPage(botChallenge).catch(() => false);
  const found = settled.inventory ?? (await inPage(inventory, reach(work.geometry), isWhole(work.geometry)));
  return { inventory: found, isChallenge: await challenge };
};
