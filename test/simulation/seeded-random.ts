/** Numbers that look random and follow from a seed: the generator sfc32. */
export interface SeededRandom {
  /** From 0, below 1. */
  (): number;
  /** True in so many of 1 cases. */
  chance(share: number): boolean;
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
  pick<Item>(items: readonly Item[]): Item;
  bytes(count: number): Uint8Array;
}

export const seededRandom = (seed: number): SeededRandom => {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed >>> 0, 1];
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 2 ** 32;
  };
  // The first numbers of seeds that are alike are alike.
  for (let turn = 0; turn < 20; turn += 1) next();
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return Object.assign(next, {
    chance: (share: number) => next() < share,
    between,
    pick: <Item>(items: readonly Item[]): Item => items[between(0, items.length - 1)] as Item,
    bytes: (count: number) => Uint8Array.from({ length: count }, () => between(0, 255)),
  });
};
