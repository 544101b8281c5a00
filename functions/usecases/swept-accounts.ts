import type { Account } from '../domain/account.ts';
import { utcMonth } from '../domain/utc-month.ts';
import { MOVED_AT_ONCE } from '../ports/captures.ts';
import {
  QUIET_MS,
  type RepairCountersDependencies,
  repairCounters,
  type WhichCounters,
} from './repair-counters.ts';
import { type TakenUp, type TakeUpDependencies, takeUp } from './take-up.ts';

/** What a sweep does with an account, by its id. Throws what went wrong: the account is to be looked at again. */
export interface SweptAccounts {
  /** Lets one go on of which captures wait for a slot. */
  lookAtWaiting(accountId: string): Promise<void>;
  /** Goes through all of the wait list, once a sweep. */
  releaseOnce(accountId: string): Promise<void>;
  /** What waited for a counter to be put right goes on at once: its own time to be looked at may be far. */
  checkCounters(accountId: string): Promise<void>;
}

/** What is few: slots, and where nothing seems to wait for one, what waits for one all the same. */
const fewToCount: WhichCounters = ({ parked = 0 }) => (parked > 0 ? ['inflight'] : ['inflight', 'parked']);

/**
 * Whether an account's slots were taken or freed a moment ago: it goes on, since who does that hands on all that are free, and
 * may be about to.
 */
const goesOn = (account: Account | undefined, now: number): boolean =>
  now - Math.max(account?.inflightTakenAt ?? 0, account?.inflightGivenAt ?? 0) < QUIET_MS;

/** The accounts of one sweep; what is done with them is added to `counts`. */
export const sweptAccounts = (
  deps: TakeUpDependencies & RepairCountersDependencies,
  counts: { released: number; dispatched: number; repaired: number },
): SweptAccounts => {
  const releasedOnce = new Set<string>();
  const takeUpAll = async (accountId: string, most?: number): Promise<TakenUp> => {
    const taken = await takeUp(deps, accountId, most === undefined ? {} : { most });
    counts.released += taken.released;
    counts.dispatched += taken.dispatched;
    return taken;
  };
  const repair = async (accountId: string, which?: WhichCounters): Promise<boolean> => {
    const isRepaired = await repairCounters(deps, accountId, which);
    if (isRepaired) counts.repaired += 1;
    return isRepaired;
  };
  const checkCounters = async (accountId: string): Promise<void> => {
    if (await repair(accountId)) await takeUpAll(accountId);
  };

  return {
    checkCounters,

    lookAtWaiting: async (accountId) => {
      // What waits although it need not may wait for a slot that nobody holds, or by the count not be there.
      const isRepaired = await repair(accountId, fewToCount);
      const now = deps.now();
      if (!isRepaired && goesOn(await deps.accounts.get(accountId, utcMonth(now)), now)) return;
      // Of its wait list no more than a page, which has its own turn.
      const { isShort } = await takeUpAll(accountId, MOVED_AT_ONCE);
      if (isShort) await checkCounters(accountId);
    },

    releaseOnce: async (accountId) => {
      if (releasedOnce.has(accountId)) return;
      releasedOnce.add(accountId);
      await repair(accountId);
      await takeUpAll(accountId);
    },
  };
};
