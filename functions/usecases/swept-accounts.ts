import type { Account } from '../domain/account.ts';
import { utcMonth } from '../domain/utc-month.ts';
import { MOVED_AT_ONCE } from '../ports/captures.ts';
import {
  QUIET_MS,
  type RepairCountersDependencies,
  repairCounters,
  type WhichCounters,
} from './repair-counters.ts';
import { type KnownToTakeUp, type TakenUp, type TakeUpDependencies, takeUp } from './take-up.ts';

/**
 * What became of a look at an account: all went on that could and was found; its wait list goes on and is long; or something
 * could not be judged now, so that it is to be looked at again soon.
 */
export type Looked = 'settled' | 'more' | 'later';

/** What a sweep does with an account, by its id. Throws what went wrong: the account is to be looked at again. */
export interface SweptAccounts {
  /** Lets one go on of which captures wait, of its wait list a page. */
  lookAtWaiting(accountId: string): Promise<Looked>;
  /** Lets another page of its wait list go on. */
  releaseMore(accountId: string): Promise<Looked>;
  /** What waited for a counter to be put right goes on at once: its own time to be looked at may be far. */
  checkCounters(accountId: string): Promise<void>;
}

/** What is few: slots, and where nothing seems to wait, what waits all the same. */
const fewToCount: WhichCounters = (account) => [
  'inflight',
  ...(['parked', 'waitlisted'] as const).filter((counter) => (account[counter] ?? 0) <= 0),
];

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
  /** The job id of the newest that this sweep released of an account: the index still shows those for a moment. */
  const releasedTo = new Map<string, number>();
  const takeUpAll = async (accountId: string, known?: KnownToTakeUp): Promise<TakenUp> => {
    const taken = await takeUp(deps, accountId, known);
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

  // A page of a wait list, so that the longest do not hold up those of others.
  const takeUpPage = async (accountId: string): Promise<Looked> => {
    const page = { most: MOVED_AT_ONCE, after: releasedTo.get(accountId) };
    const { released, releasedTo: last, isShort } = await takeUpAll(accountId, page);
    if (last !== undefined) releasedTo.set(accountId, last);
    if (released === MOVED_AT_ONCE) return 'more';
    if (!isShort) return 'settled';
    await checkCounters(accountId);
    return 'later';
  };

  return {
    checkCounters,
    releaseMore: takeUpPage,

    lookAtWaiting: async (accountId) => {
      // What waits although it need not may wait for a slot that nobody holds, or by the count not be there.
      const isRepaired = await repair(accountId, fewToCount);
      const now = deps.now();
      if (!isRepaired && goesOn(await deps.accounts.get(accountId, utcMonth(now)), now)) return 'later';
      return takeUpPage(accountId);
    },
  };
};
