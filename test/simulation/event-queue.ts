/** Something that happens at a moment of the simulated time. */
interface Happening {
  readonly at: number;
  readonly turn: number;
  readonly run: () => void;
}

/** What happens next, by its moment; what has the same moment, in the order in which it was planned. A binary heap. */
export interface EventQueue {
  readonly size: number;
  add(at: number, run: () => void): void;
  take(): Happening | undefined;
}

const isBefore = (one: Happening, other: Happening): boolean =>
  one.at < other.at || (one.at === other.at && one.turn < other.turn);

export const eventQueue = (): EventQueue => {
  const heap: Happening[] = [];
  let turn = 0;
  const at = (index: number): Happening => heap[index] as Happening;
  const swap = (one: number, other: number): void => {
    [heap[one], heap[other]] = [at(other), at(one)];
  };
  const rise = (start: number): void => {
    for (let index = start; index > 0; ) {
      const parent = (index - 1) >> 1;
      if (!isBefore(at(index), at(parent))) return;
      swap(index, parent);
      index = parent;
    }
  };
  const sink = (): void => {
    for (let index = 0; ; ) {
      const left = 2 * index + 1;
      if (left >= heap.length) return;
      const child = left + 1 < heap.length && isBefore(at(left + 1), at(left)) ? left + 1 : left;
      if (!isBefore(at(child), at(index))) return;
      swap(index, child);
      index = child;
    }
  };
  return {
    get size() {
      return heap.length;
    },
    add: (moment, run) => {
      turn += 1;
      heap.push({ at: moment, turn, run });
      rise(heap.length - 1);
    },
    take: () => {
      const first = heap[0];
      const last = heap.pop();
      if (first === undefined || last === undefined || heap.length === 0) return first;
      heap[0] = last;
      sink();
      return first;
    },
  };
};
