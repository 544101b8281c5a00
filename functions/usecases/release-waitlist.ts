import { accountLimits, type Plans } from '../domain/account.ts';
import { availableCharges } from '../domain/available-charges.ts';
import type { Capture } from '../domain/capture.ts';
import { expectedDuration, firstGuess } from '../domain/eta.ts';
import { transition } from '../domain/transition.ts';
import { utcMonth } from '../domain/utc-month.ts';
import type { Accounts } from '../ports/accounts.ts';
import { type Captures, MOVED_AT_ONCE } from '../ports/captures.ts';
import type { Clock } from '../ports/clock.ts';
import { oldestIn } from './oldest-in.ts';

export interface ReleaseWaitlistDependencies {
  readonly accounts: Pick<Accounts, 'get'>;
  readonly captures: Pick<Captures, 'getAll' | 'standing' | 'move'>;
  readonly plans: Plans;
  readonly now: Clock;
}

/** Pages that others were quicker with, one after the other, before this call leaves the list to them. */
const RACES = 5;

/** What of a wait list is to be released. */
interface ToRelease {
  readonly most?: number | undefined;
  /** The job id behind which it begins; absent: its own beginning. */
  readonly after?: number | undefined;
}

/** Releases a page of the oldest, behind the job id `after`, as far as there is something to pay with. */
const releasePage = async (
  deps: ReleaseWaitlistDependencies,
  accountId: string,
  { most, after }: { readonly most: number; readonly after: number | undefined },
): Promise<readonly Capture[] | 'nothing_to_do' | 'raced'> => {
  const now = deps.now();
  const month = utcMonth(now);
  const account = await deps.accounts.get(accountId, month);
  if (account === undefined || (account.waitlisted ?? 0) === 0) return 'nothing_to_do';
  const limits = accountLimits(deps.plans, account, now);
  const charges = availableCharges(account, limits, { month, count: Math.min(MOVED_AT_ONCE, most) });
  if (charges.length === 0) return 'nothing_to_do';
  const waiting = await oldestIn(deps, {
    accountId,
    status: 'waitlisted',
    most: charges.length,
    after,
  });
  // They take turns with each other and with what the account has under way.
  let seconds = (account.inflight + (account.parked ?? 0)) * firstGuess.busySeconds;
  const moves = waiting.flatMap((from, index) => {
    const charge = charges[index];
    const wait = from.options.wait_time;
    const load = { ...firstGuess, waiting: 0, slots: limits.inflightCap };
    const dueAt = now + expectedDuration(load, wait, { seconds, width: limits.inflightCap });
    seconds += firstGuess.slotSeconds + wait;
    const to = charge && transition(from, { type: 'released', charge, dueAt });
    return to === undefined ? [] : [{ from, to }];
  });
  // The list lags behind the rows: what it does not show yet is released with the account's next look.
  if (moves.length === 0) return 'nothing_to_do';
  return (await deps.captures.move(moves, limits)) === 'written' ? moves.map(({ to }) => to) : 'raced';
};

/**
 * Takes captures off an account's wait list, oldest first, as far as its quota and credits go (contract, "Accounts"), at
 * most `most` of them. Each is released once, however many do this at the same time. They are parked then: who calls
 * this has to see that they get the render slots that are free. Gives what this call released, oldest first.
 */
export const releaseWaitlist = async (
  deps: ReleaseWaitlistDependencies,
  accountId: string,
  { most = Number.POSITIVE_INFINITY, after }: ToRelease = {},
): Promise<readonly Capture[]> => {
  const released: Capture[] = [];
  let races = 0;
  while (released.length < most && races < RACES) {
    const page = await releasePage(deps, accountId, {
      most: most - released.length,
      after: released.at(-1)?.jobId ?? after,
    });
    if (page === 'nothing_to_do') return released;
    if (page === 'raced') {
      races += 1;
      continue;
    }
    released.push(...page);
    races = 0;
  }
  return released;
};
