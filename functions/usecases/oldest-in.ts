import type { Capture } from '../domain/capture.ts';
import type { Captures, WaitingStatus } from '../ports/captures.ts';

/** The index shows captures for a moment that others have moved on: so many more are read than are wanted. */
const MOVED_ON = 10;
/** Where the first page shows nothing else, the next ones are larger, and so many are read. */
const LATER_PAGE = 90;
const MOST_PAGES = 12;

/**
 * An account's oldest captures in a state, in the order in which they were submitted, at most `most`. What has just been
 * written is not in the index yet: who wrote it gives its tokens as `known`. What the caller itself has just moved on may
 * still be in it, and is not read again: the list begins behind the job id `after`.
 */
export const oldestIn = async (
  { captures }: { readonly captures: Pick<Captures, 'getAll' | 'standing'> },
  wanted: {
    readonly accountId: string;
    readonly status: WaitingStatus;
    readonly most: number;
    readonly known?: readonly string[];
    readonly after?: number | undefined;
  },
): Promise<Capture[]> => {
  const { accountId, status, most, known = [] } = wanted;
  const found = new Map<string, Capture>();
  const read = async (tokens: readonly string[]): Promise<readonly Capture[]> => {
    if (tokens.length === 0) return [];
    const rows = await captures.getAll(tokens);
    for (const one of rows) if (one.status === status) found.set(one.token, one);
    return rows;
  };
  let { after } = wanted;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const size = most + (page === 0 ? MOVED_ON : LATER_PAGE);
    const listed = await captures.standing(accountId, status, size, after);
    const rows = await read([
      ...new Set([...listed, ...(page === 0 ? known.slice(0, most + MOVED_ON) : [])]),
    ]);
    if (listed.length < size) break;
    const shown = rows.filter(({ token }) => listed.includes(token));
    const last = Math.max(...shown.map(({ jobId }) => jobId));
    // What is known may be newer than what the next page shows.
    const upToHere = [...found.values()].filter(({ jobId }) => jobId <= last);
    if (upToHere.length >= most || !Number.isFinite(last)) break;
    // The others have moved on, perhaps before this very call: what really waits is behind them.
    after = last;
  }
  return [...found.values()].toSorted((one, other) => one.jobId - other.jobId).slice(0, most);
};
