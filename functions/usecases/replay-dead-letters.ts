import { inPages } from '../domain/in-pages.ts';
import { type Lane, laneOf } from '../domain/lane-of.ts';
import { utcMonth } from '../domain/utc-month.ts';
import type { Accounts } from '../ports/accounts.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeadLetter } from '../ports/dead-letters.ts';
import type { RenderQueue } from '../ports/render-queue.ts';
import {
  type JudgedDeadLetter,
  judgeDeadLetters,
  type ListDeadLettersDependencies,
} from './list-dead-letters.ts';

export interface ReplayDeadLettersDependencies extends ListDeadLettersDependencies {
  readonly accounts: Pick<Accounts, 'get'>;
  readonly queue: RenderQueue;
  readonly now: Clock;
}

/** How many to look at; a dry run changes nothing. */
interface Replay {
  readonly most: number;
  readonly dryRun: boolean;
}

/** Letters that are dealt with one after the other: a crash leaves that many sent and not deleted, which does no harm. */
const PAGE = 10;

/** The queues that the letters go to, each by the account of its capture as it is now. */
const lanesFor = async (
  { accounts, now }: ReplayDeadLettersDependencies,
  judged: readonly JudgedDeadLetter[],
): Promise<ReadonlyMap<string, Lane>> => {
  const lanes = new Map<string, Lane>();
  const ids = new Set(judged.map(({ capture }) => capture?.accountId).filter((id) => id !== undefined));
  for (const id of ids) {
    const account = await accounts.get(id, utcMonth(now()));
    lanes.set(id, account === undefined ? 'standard' : laneOf(account));
  }
  return lanes;
};

const replayPage = async (
  deps: ReplayDeadLettersDependencies,
  page: readonly JudgedDeadLetter[],
): Promise<void> => {
  const sent = page.filter(({ fate }) => fate === 'send');
  const lanes = await lanesFor(deps, sent);
  const byLane = Map.groupBy(sent, ({ capture }) => lanes.get(capture?.accountId ?? '') ?? 'standard');
  // Sent before it is deleted: what is there twice renders once, what is nowhere would wait for the sweeper.
  for (const [lane, letters] of byLane) {
    await deps.queue.send(
      letters.map(({ letter }) => letter.token).filter((token) => token !== undefined),
      lane,
    );
  }
  await deps.deadLetters.delete(page.map(({ letter }) => letter));
};

/**
 * Sends the dead letters of captures that have not ended to the render queues again, deletes those that are of no use
 * any more, and leaves those that are not ours; or says what that would do. At most `most` are looked at. Answers all of
 * them, with what was done.
 */
export const replayDeadLetters = async (
  deps: ReplayDeadLettersDependencies,
  { most, dryRun }: Replay,
): Promise<readonly JudgedDeadLetter[]> => {
  const letters = await deps.deadLetters.take(most);
  const left = new Set<DeadLetter>(letters);
  try {
    const judged = await judgeDeadLetters(deps, letters);
    const touched = dryRun ? [] : judged.filter(({ fate }) => fate !== 'keep');
    for (const page of inPages(touched, PAGE)) {
      await replayPage(deps, page);
      for (const { letter } of page) left.delete(letter);
    }
    return judged;
  } finally {
    await deps.deadLetters.giveBack([...left]);
  }
};
