import type { Capture } from '../domain/capture.ts';
import { type Lane, laneOf } from '../domain/lane-of.ts';
import type { Look } from '../domain/next-look.ts';
import { isOverdue, nextSweep } from '../domain/next-sweep.ts';
import type { SweepWork } from '../domain/sweep-work.ts';
import { utcMonth } from '../domain/utc-month.ts';
import type { Accounts, WaitingAccount } from '../ports/accounts.ts';
import type { Batches } from '../ports/batches.ts';
import type { Captures, DueCapture } from '../ports/captures.ts';
import { type GiveUpBatchDependencies, giveUpBatch } from './give-up-batch.ts';
import { QUIET_MS, type RepairCountersDependencies } from './repair-counters.ts';
import { sideBySide } from './side-by-side.ts';
import { type SweepEndedDependencies, sweepEnded } from './sweep-ended.ts';
import { type Looked, sweptAccounts } from './swept-accounts.ts';
import type { TakeUpDependencies } from './take-up.ts';

export interface SweepDependencies
  extends TakeUpDependencies,
    GiveUpBatchDependencies,
    RepairCountersDependencies,
    SweepEndedDependencies {
  readonly accounts: Accounts;
  readonly captures: Captures;
  readonly batches: Batches;
}

/** What a sweep did. */
export interface SweepReport {
  /** Captures whose message was sent again: it was never sent, was lost, or its worker died without a word. */
  readonly resent: number;
  readonly released: number;
  /** Captures that got a render slot which nobody had handed on. */
  readonly dispatched: number;
  /** Captures whose callback was due or had been lost, and was handed to its senders. */
  readonly sentOn: number;
  /** Captures whose callback was given up without a dead letter so far. */
  readonly buried: number;
  /** Captures whose file was no longer to be had: it and what was sealed of them are erased. */
  readonly expired: number;
  /** Captures that have failed, whose attempts may have stored files: those are deleted. */
  readonly withdrawn: number;
  /** Captures whose time was over: deleted with their files. */
  readonly deleted: number;
  /** Batches that nobody completed: what they had reserved and not used is given back. */
  readonly givenUp: number;
  /** Accounts whose counters did not agree with their captures, and were put right. */
  readonly repaired: number;
}

/** Captures of each kind that are looked at in one sweep; what is left is due in the next. */
const MOST = 1_000;
/** The same of accounts of which captures wait: all wait lists go on at the same time, when a month begins. */
const MOST_ACCOUNTS = 5_000;
const MOST_BATCHES = 50;
/** How many are looked at at the same time. */
const WIDTH = 8;
/** After this nothing new is begun, in milliseconds: the next sweep is near. */
const SWEEP_MS = 45_000;
/** When one that could not be looked at is tried again, in milliseconds: behind all that are due by then. */
const FAULT_MS = 60_000;
/**
 * Rows among which accounts are looked for whose counters are compared, each minute: all of them in turns. Most are no
 * accounts but marks of requests, which lie there for days.
 */
const CHECKED_ROWS = 1_000;

/** Counts what a sweep does, and holds what it knows of accounts. */
interface Round {
  readonly counts: { -readonly [Name in keyof SweepReport]: number };
  readonly lanes: Map<string, Lane>;
}

/** Sends a capture's message again; one that is there twice renders once. */
const resend = async (deps: SweepDependencies, round: Round, found: Capture): Promise<void> => {
  const { accountId, token, jobId, attempt } = found;
  const account = round.lanes.has(accountId)
    ? undefined
    : await deps.accounts.get(accountId, utcMonth(deps.now()));
  if (account !== undefined) round.lanes.set(accountId, laneOf(account));
  await deps.queue.send([token], round.lanes.get(accountId) ?? 'standard');
  round.counts.resent += 1;
  deps.log('capture_resent', { jobId, attempt });
};

const sweepCapture = async (deps: SweepDependencies, round: Round, due: DueCapture): Promise<void> => {
  const found = await deps.captures.get(due.token);
  const now = deps.now();
  const sweep = found && nextSweep(found, now);
  if (found === undefined || sweep === undefined) return;
  switch (found.status) {
    case 'queued':
    case 'processing':
      if (!isOverdue(found, now)) return;
      await resend(deps, round, found);
      break;
    case 'done':
    case 'failed':
      if (await sweepEnded(deps, round.counts, found)) break;
      return;
  }
  // What has moved on meanwhile has a time of its own, and this does not apply.
  await deps.captures.postpone(due, sweep);
};

/**
 * Looks at everything that should have gone on and has not: sends again what was never sent or whose worker died, hands
 * on slots and releases wait lists, gives up batches that nobody completes, puts counters right, and deletes what is past
 * its time. One that fails does not hold up the others; it is due again later.
 */
export const sweep = async (deps: SweepDependencies): Promise<SweepReport> => {
  const counts = {
    resent: 0,
    sentOn: 0,
    buried: 0,
    released: 0,
    dispatched: 0,
    expired: 0,
    withdrawn: 0,
    deleted: 0,
    givenUp: 0,
    repaired: 0,
  };
  const round: Round = { counts, lanes: new Map() };
  const accounts = sweptAccounts(deps, counts);
  const startedAt = deps.now();
  const end = startedAt + SWEEP_MS;
  let isOutOfTime = false;
  const tried = async <Result>(work: () => Promise<Result>): Promise<Result | 'failed'> => {
    if (deps.now() > end) {
      if (!isOutOfTime) deps.log('sweep_out_of_time');
      isOutOfTime = true;
      return 'failed';
    }
    try {
      return await work();
    } catch (error) {
      deps.log('sweep_failed', { error });
      return 'failed';
    }
  };
  const sweepDue = async (due: DueCapture): Promise<void> => {
    const outcome = await tried(() => sweepCapture(deps, round, due));
    // One that fails each time must not be in the way of all that come after it.
    if (outcome === 'failed')
      await tried(() => deps.captures.postpone(due, { work: due.work, at: deps.now() + FAULT_MS }));
  };
  /** Gives those that have more to go on. */
  const sweepAccounts = async (
    waiting: readonly WaitingAccount[],
    look: (accountId: string) => Promise<Looked>,
  ): Promise<WaitingAccount[]> => {
    const unfinished: WaitingAccount[] = [];
    await sideBySide(waiting, WIDTH, async (account) => {
      const outcome = await tried(() => look(account.id));
      if (outcome === 'more') {
        unfinished.push(account);
        return;
      }
      const stillSince = outcome === 'settled' ? startedAt - QUIET_MS : undefined;
      // Also when that failed: one that fails each time must not be in the way of all that come after it.
      await tried(() => deps.accounts.looked(account, { lookedAt: startedAt, stillSince }));
    });
    return unfinished;
  };
  const sweepWaiting = async (work: Look['work']): Promise<WaitingAccount[]> => {
    const look = async () => {
      const waiting = await deps.accounts.waiting(work, startedAt, MOST_ACCOUNTS);
      return sweepAccounts(waiting, accounts.lookAtWaiting);
    };
    const unfinished = await tried(look);
    return unfinished === 'failed' ? [] : unfinished;
  };
  const sweepCaptures = (work: SweepWork) =>
    tried(async () => sideBySide(await deps.captures.due(work, deps.now(), MOST), WIDTH, sweepDue));
  await sweepCaptures('late');
  await sweepCaptures('callbacks');
  let unfinished = [...(await sweepWaiting('waiting')), ...(await sweepWaiting('waitlist'))];
  await sweepCaptures('expired');
  await tried(async () => {
    for (const id of await deps.batches.due(deps.now(), MOST_BATCHES)) {
      await tried(async () => {
        if ((await giveUpBatch(deps, id)) !== undefined) counts.givenUp += 1;
      });
    }
  });
  await tried(async () => {
    for (const id of await deps.accounts.nextToCheck(CHECKED_ROWS)) {
      await tried(() => accounts.checkCounters(id));
    }
  });
  // In turns, and as long as there is time: all others have had their page by now, and all other work its turn.
  while (unfinished.length > 0) unfinished = await sweepAccounts(unfinished, accounts.releaseMore);
  deps.log('swept', { count: Object.values(counts).reduce((sum, one) => sum + one, 0) });
  return counts;
};
