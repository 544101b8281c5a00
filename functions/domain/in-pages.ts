/** A bound on what the items of a page may weigh together; one that weighs more has a page of its own. */
interface WeightLimit<Item> {
  readonly weightOf: (item: Item) => number;
  readonly most: number;
}

/** The items in their order, so many a page; fewer where they weigh too much. The last page may have fewer. */
export const inPages = <Item>(
  items: readonly Item[],
  size: number,
  limit?: WeightLimit<Item>,
): readonly (readonly Item[])[] => {
  const pages: Item[][] = [];
  let weight = 0;
  for (const item of items) {
    const own = limit?.weightOf(item) ?? 0;
    const page = pages.at(-1);
    if (page === undefined || page.length === size || weight + own > (limit?.most ?? 0)) {
      pages.push([item]);
      weight = own;
    } else {
      page.push(item);
      weight += own;
    }
  }
  return pages;
};
