import { type Account, type CounterName, counterNames, counterStamp } from '../domain/account.ts';
import { utcMonth } from '../domain/utc-month.ts';
import type { Accounts } from '../ports/accounts.ts';
import type { Batches } from '../ports/batches.ts';
import type { Captures } from '../ports/captures.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';

export interface RepairCountersDependencies {
  readonly accounts: Pick<Accounts, 'get' | 'setCounter'>;
  readonly captures: Pick<Captures, 'countStanding'>;
  readonly batches: Pick<Batches, 'hasUnsettled'>;
  readonly now: Clock;
  readonly log: Log;
}

/** Which of an account's counters are to be compared. */
export type WhichCounters = (account: Account) => readonly CounterName[];

/** How long nothing must have changed, in milliseconds, for the index to show all: it lags by a second or so. */
export const QUIET_MS = 15_000;

/** Whether for QUIET_MS nothing changed a counter in a direction: `1` took of it, `-1` gave back. */
const isQuiet = (account: Account, counter: CounterName, direction: 1 | -1, now: number): boolean => {
  const changedAt = Math.max(account[counterStamp(counter, direction)] ?? 0, account.countedAt ?? 0);
  return now - changedAt >= QUIET_MS;
};

/**
 * Puts one counter right, and gives by how much. The index is trusted in one direction at a time. Where nothing was taken
 * for a while it shows all that there is, and perhaps some that is gone: what the account has above that is too much,
 * whatever is given back meanwhile. Where nothing was given back, all that it shows is there, and perhaps more: what
 * the account has below that is too little, whatever is taken meanwhile. So a drift that stops an account is seen however
 * busy it is, since it also stops the changes that would hide it.
 */
const repairCounter = async (
  { accounts, captures, batches, now }: RepairCountersDependencies,
  account: Account,
  counter: CounterName,
): Promise<number> => {
  const readAt = now();
  const quiet = ([1, -1] as const).filter((direction) => isQuiet(account, counter, direction, readAt));
  if (quiet.length === 0) return 0;
  const counted = await captures.countStanding(account.id, counter);
  const stored = account[counter] ?? 0;
  const tooMuch = stored > counted;
  const direction = tooMuch ? 1 : -1;
  if (stored === counted || !quiet.includes(direction)) return 0;
  // What a batch has reserved and not written yet has a place, and no capture. Batches reserve no slots.
  if (tooMuch && counter !== 'inflight' && (await batches.hasUnsettled(account.id, readAt - QUIET_MS)))
    return 0;
  const repair = { counter, to: counted, seen: account, stamp: counterStamp(counter, direction) };
  return (await accounts.setCounter(account.id, repair)) ? Math.abs(stored - counted) : 0;
};

/**
 * Compares the slots and places that an account has taken with the captures that hold them, and puts the account right
 * where they differ. Both change in one transaction, so they differ only by a fault of ours or by somebody's hand. Leaves
 * a counter alone while the index may not show what it counts. Gives whether it repaired. Counting reads a key for each
 * capture that a counter counts: few hold slots, and thousands may wait.
 */
export const repairCounters = async (
  deps: RepairCountersDependencies,
  accountId: string,
  which: WhichCounters = () => counterNames,
): Promise<boolean> => {
  const account = await deps.accounts.get(accountId, utcMonth(deps.now()));
  if (account === undefined) return false;
  const repairs = await Promise.all(which(account).map((counter) => repairCounter(deps, account, counter)));
  const count = repairs.reduce((sum, one) => sum + one, 0);
  if (count === 0) return false;
  deps.log('counters_repaired', { account: accountId, count });
  return true;
};
