import type { AccountCounters } from '../domain/account.ts';
import { utcMonth } from '../domain/utc-month.ts';
import type { Accounts } from '../ports/accounts.ts';
import type { Batches } from '../ports/batches.ts';
import type { Captures } from '../ports/captures.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';

export interface RepairCountersDependencies {
  readonly accounts: Pick<Accounts, 'get' | 'setCounters'>;
  readonly captures: Pick<Captures, 'countStanding'>;
  readonly batches: Pick<Batches, 'hasOpen'>;
  readonly now: Clock;
  readonly log: Log;
}

/** How long nothing must have changed, in milliseconds, for the index to show all: it lags by a second or so. */
const QUIET_MS = 15_000;

/** The captures that an account really has. */
interface Counted {
  readonly inflight: number;
  readonly parked: number;
  readonly waitlisted: number;
}

const countCaptures = async (
  { captures }: RepairCountersDependencies,
  accountId: string,
): Promise<Counted> => {
  const [queued = 0, processing = 0, parked = 0, waitlisted = 0] = await Promise.all(
    (['queued', 'processing', 'parked', 'waitlisted'] as const).map((status) =>
      captures.countStanding(accountId, status),
    ),
  );
  return { inflight: queued + processing, parked, waitlisted };
};

const drift = ({ inflight, parked = 0, waitlisted = 0 }: AccountCounters, counted: Counted): number =>
  Math.abs(counted.inflight - inflight) +
  Math.abs(counted.parked - parked) +
  Math.abs(counted.waitlisted - waitlisted);

/**
 * Compares the slots and places that an account has taken with the captures that hold them, and puts the account right
 * where they differ. Both change in one transaction, so they differ only by a fault of ours or by somebody's hand.
 * Leaves accounts alone in which something has just changed, or a batch is under way. Gives whether it repaired.
 */
export const repairCounters = async (
  deps: RepairCountersDependencies,
  accountId: string,
): Promise<boolean> => {
  const { accounts, batches, now, log } = deps;
  const account = await accounts.get(accountId, utcMonth(now()));
  if (account === undefined || now() - (account.countedAt ?? 0) < QUIET_MS) return false;
  if (drift(account, await countCaptures(deps, accountId)) === 0) return false;
  // What a batch has reserved and not written yet is no drift. One that begins now changes the counters.
  if (await batches.hasOpen(accountId)) return false;
  const counted = await countCaptures(deps, accountId);
  const count = drift(account, counted);
  if (count === 0 || !(await accounts.setCounters(accountId, counted, account.countedAt))) return false;
  log('counters_repaired', { account: accountId, count });
  return true;
};
