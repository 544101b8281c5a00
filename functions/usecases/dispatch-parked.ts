import { type Account, accountLimits, type Plans } from '../domain/account.ts';
import { slotsToGive } from '../domain/allot.ts';
import type { Capture, CaptureIn } from '../domain/capture.ts';
import { ownDuration } from '../domain/eta.ts';
import { laneOf } from '../domain/lane-of.ts';
import { transition } from '../domain/transition.ts';
import { utcMonth } from '../domain/utc-month.ts';
import type { Accounts } from '../ports/accounts.ts';
import { type Captures, MOVED_AT_ONCE } from '../ports/captures.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { RenderQueue } from '../ports/render-queue.ts';
import { handOn } from './hand-on.ts';
import { oldestIn } from './oldest-in.ts';

export interface DispatchParkedDependencies {
  readonly accounts: Pick<Accounts, 'get'>;
  readonly captures: Pick<Captures, 'getAll' | 'standing' | 'move'>;
  readonly queue: RenderQueue;
  readonly plans: Plans;
  readonly now: Clock;
  readonly log: Log;
}

/** What whoever calls this knows already. */
interface KnownToDispatch {
  /** Tokens of what was parked just now, oldest first. */
  readonly known?: readonly string[];
  /** The account, read a moment ago. */
  readonly account?: Account;
}

/** What is before a capture that has a slot, at most, in milliseconds. */
const LONGEST_QUEUE_MS = 120_000;

/**
 * The estimate of the submit, as far as it can still be right: no earlier than the capture's own time, and no later than
 * by what a queue may hold, since its message counts as lost some time after that.
 */
const dueOnceDispatched = (parked: Capture, now: number): number => {
  const earliest = now + ownDuration(parked.options.wait_time);
  const estimate = parked.status === 'parked' ? parked.dueAt : earliest;
  return Math.min(Math.max(estimate, earliest), earliest + LONGEST_QUEUE_MS);
};

/** How often this is tried anew when others take slots or captures at the same moment. */
const TRIES = 5;

/**
 * Gives the render slots of an account that are free to its parked captures, oldest first, and sends those to the
 * workers. Whoever frees a slot or parks captures calls this afterwards, the latter with their tokens (oldest first): the
 * later of the two sees both. Gives how many it dispatched.
 */
export const dispatchParked = async (
  deps: DispatchParkedDependencies,
  accountId: string,
  { known = [], account: read }: KnownToDispatch = {},
): Promise<number> => {
  let dispatched = 0;
  let dispatchedTo: number | undefined;
  let races = 0;
  while (races < TRIES) {
    const now = deps.now();
    const isFirst = dispatched === 0 && races === 0;
    const account = (isFirst ? read : undefined) ?? (await deps.accounts.get(accountId, utcMonth(now)));
    if (account === undefined) return dispatched;
    const limits = accountLimits(deps.plans, account, now);
    const most = Math.min(slotsToGive(account, limits), account.parked ?? 0, MOVED_AT_ONCE);
    if (most === 0) return dispatched;
    const parked = await oldestIn(deps, { accountId, status: 'parked', most, known, after: dispatchedTo });
    const moves = parked.flatMap((from) => {
      const to = transition(from, { type: 'dispatched', dueAt: dueOnceDispatched(from, now) });
      return to?.status === 'queued' ? [{ from, to }] : [];
    });
    if (moves.length === 0) return dispatched;
    if ((await deps.captures.move(moves, limits)) === 'written') {
      const queued: CaptureIn<'queued'>[] = moves.map(({ to }) => to);
      await handOn(deps, queued, laneOf(account));
      dispatched += moves.length;
      dispatchedTo = queued.at(-1)?.jobId;
      if (moves.length < MOVED_AT_ONCE) return dispatched;
    } else races += 1;
  }
  return dispatched;
};
