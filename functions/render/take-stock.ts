import { type Inventory, inventory } from './in-page/inventory.ts';
import { isWhole, reach } from './picture-size.ts';
import { made, type Work } from './work.ts';

/** What of a page is there, where `settle` had no time to look, or has looked at another one. */
export const takeStock = (work: Work): Promise<Inventory> =>
  made(work, 'tab').inPage(inventory, reach(work.geometry), isWhole(work.geometry));
