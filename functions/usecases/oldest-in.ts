import type { Capture } from '../domain/capture.ts';
import type { Captures, WaitingStatus } from '../ports/captures.ts';

/** The index shows captures for a moment that others have moved on: so many more are read than are wanted. */
const MOVED_ON = 10;

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
  const { accountId, status, most, known = [], after } = wanted;
  const listed = await captures.standing(accountId, status, most + MOVED_ON, after);
  const tokens = [...new Set([...listed, ...known.slice(0, most + MOVED_ON)])];
  if (tokens.length === 0) return [];
  const found = await captures.getAll(tokens);
  return found
    .filter((one) => one.status === status)
    .toSorted((one, other) => one.jobId - other.jobId)
    .slice(0, most);
};
