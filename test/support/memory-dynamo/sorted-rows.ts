import type { Row } from './row.ts';

/** Small enough to move its end along at once, large enough that there are few. */
const CHUNK = 512;

/** The number of leading elements for which `isBefore` holds, which are all those before the others. */
const countBefore = <One>(list: readonly One[], isBefore: (one: One) => boolean): number => {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(list[middle] as One)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Rows in order, no two of them equal in it. A class, since there can be a million of them. */
export class SortedRows {
  readonly #compare: (one: Row, other: Row) => number;
  /** None is empty, unless it is the only one. */
  readonly #chunks: Row[][] = [[]];

  constructor(compare: (one: Row, other: Row) => number) {
    this.#compare = compare;
  }

  get isEmpty(): boolean {
    return this.#chunks[0]?.length === 0;
  }

  find(key: Row): Row | undefined {
    const { rows, at } = this.#placeOf(key);
    const found = rows[at];
    return found !== undefined && this.#compare(found, key) === 0 ? found : undefined;
  }

  /** Puts a row in, in place of one that is equal to it in this order; whether there was none. */
  put(row: Row): boolean {
    const { rows, at, chunk } = this.#placeOf(row);
    const found = rows[at];
    if (found !== undefined && this.#compare(found, row) === 0) {
      rows[at] = row;
      return false;
    }
    rows.splice(at, 0, row);
    if (rows.length > CHUNK) this.#chunks.splice(chunk + 1, 0, rows.splice(CHUNK / 2));
    return true;
  }

  /** Whether it was there. */
  remove(key: Row): boolean {
    const { rows, at, chunk } = this.#placeOf(key);
    const found = rows[at];
    if (found === undefined || this.#compare(found, key) !== 0) return false;
    rows.splice(at, 1);
    if (rows.length === 0 && this.#chunks.length > 1) this.#chunks.splice(chunk, 1);
    return true;
  }

  /**
   * Visits the rows for which `isBefore` does not hold, or backwards those for which it does, until a visit answers
   * false.
   */
  walk(isBefore: (row: Row) => boolean, backwards: boolean, visit: (row: Row) => boolean): void {
    const step = backwards ? -1 : 1;
    let { chunk, at } = this.#place(isBefore);
    if (backwards) at -= 1;
    for (let rows = this.#chunks[chunk]; rows !== undefined; rows = this.#chunks[chunk]) {
      for (; at >= 0 && at < rows.length; at += step) if (!visit(rows[at] as Row)) return;
      chunk += step;
      at = backwards ? (this.#chunks[chunk]?.length ?? 0) - 1 : 0;
    }
  }

  #placeOf(key: Row) {
    return this.#place((row) => this.#compare(row, key) < 0);
  }

  #place(isBefore: (row: Row) => boolean) {
    const last = this.#chunks.length - 1;
    const chunk = Math.min(
      last,
      last === 0 ? 0 : countBefore(this.#chunks, (rows) => isBefore(rows[rows.length - 1] as Row)),
    );
    const rows = this.#chunks[chunk] as Row[];
    return { chunk, rows, at: countBefore(rows, isBefore) };
  }
}
