import { compareValues } from './compare-values.ts';

interface Place {
  readonly hash: number;
  readonly value: unknown;
}

/** FNV-1a */
const hashOf = (value: unknown): number => {
  const text = `${value}`;
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
};

const placeOf = (value: unknown): Place => ({ hash: hashOf(value), value });

const compare = (one: Place, other: Place): number =>
  one.hash - other.hash || (compareValues(one.value, other.value) ?? 0);

/**
 * The order in which a scan meets partitions: by a hash, so that it has nothing to do with what is in them, and a scan
 * goes on from a key that is no longer there. Sorted only when somebody scans.
 */
export class ScanOrder {
  readonly #values: () => Iterable<unknown>;
  #sorted: readonly Place[] | undefined;

  constructor(values: () => Iterable<unknown>) {
    this.#values = values;
  }

  /** There is a value more or less. */
  changed(): void {
    this.#sorted = undefined;
  }

  /** All values, or `start` and those after it. */
  *from(start: unknown): Iterable<unknown> {
    this.#sorted ??= Array.from(this.#values(), placeOf).sort(compare);
    const sorted = this.#sorted;
    const first = placeOf(start);
    let at = 0;
    let end = start === undefined ? 0 : sorted.length;
    while (at < end) {
      const middle = (at + end) >>> 1;
      if (compare(sorted[middle] as Place, first) < 0) at = middle + 1;
      else end = middle;
    }
    for (; at < sorted.length; at += 1) yield sorted[at]?.value;
  }
}
