import { effectivePlan, type Plans } from '../domain/account.ts';
import type { Capture, CaptureIn } from '../domain/capture.ts';
import { possibleCharges } from '../domain/charge.ts';
import { firstGuess } from '../domain/eta.ts';
import { transition } from '../domain/transition.ts';
import { utcMonth } from '../domain/utc-month.ts';
import type { Accounts, Captures, Clock, Log, RenderQueue } from '../ports.ts';
import { handOn } from './hand-on.ts';

export interface ReleaseWaitlistDependencies {
  readonly accounts: Pick<Accounts, 'get'>;
  readonly captures: Pick<Captures, 'get' | 'release' | 'waitlistOf'>;
  readonly queue: RenderQueue;
  readonly plans: Plans;
  readonly now: Clock;
  readonly log: Log;
}

/** Captures that are read from the wait list at a time. */
const PAGE = 25;

/** The capture as it is once it is paid for, with what there is to pay with at this moment. */
const paidFor = async (
  { accounts, plans, now }: ReleaseWaitlistDependencies,
  waiting: Capture,
): Promise<
  { readonly options: readonly CaptureIn<'queued'>[]; readonly monthlyQuota: number } | undefined
> => {
  const at = now();
  const account = await accounts.get(waiting.accountId, utcMonth(at));
  if (account === undefined) return undefined;
  const { monthlyQuota } = plans[effectivePlan(account, at)];
  const dueAt = at + (waiting.options.wait_time + firstGuess.renderSeconds) * 1_000;
  const options = possibleCharges(account, monthlyQuota, utcMonth(at)).flatMap((charge) => {
    const next = transition(waiting, { type: 'released', charge, dueAt });
    return next?.status === 'queued' ? [next] : [];
  });
  return { options, monthlyQuota };
};

const releaseOne = async (
  deps: ReleaseWaitlistDependencies,
  waiting: Capture,
): Promise<'released' | 'exhausted' | 'moved'> => {
  const paid = await paidFor(deps, waiting);
  for (const next of paid?.options ?? []) {
    const answer = await deps.captures.release(next, { monthlyQuota: paid?.monthlyQuota ?? 0 });
    if (answer === 'exhausted') continue;
    if (answer === 'released') await handOn(deps, next);
    return answer;
  }
  return 'exhausted';
};

/**
 * Releases an account's waitlisted captures, oldest first, as far as its quota and credits go (contract, "Accounts"),
 * about `most` of them. Each is released once, however many do this at the same time. Gives how many this call released.
 */
export const releaseWaitlist = async (
  deps: ReleaseWaitlistDependencies,
  accountId: string,
  most = Number.POSITIVE_INFINITY,
): Promise<number> => {
  let released = 0;
  while (released < most) {
    const tokens = await deps.captures.waitlistOf(accountId, PAGE);
    let moved = 0;
    for (const token of tokens) {
      // The list may lag behind, so the row itself is asked.
      const waiting = await deps.captures.get(token);
      const answer = waiting?.status === 'waitlisted' ? await releaseOne(deps, waiting) : 'moved';
      if (answer === 'exhausted') return released;
      if (answer === 'released') released += 1;
      else moved += 1;
    }
    // A page of nothing but what has moved on is a list that lags: the next sweep goes on.
    if (tokens.length < PAGE || moved === tokens.length) return released;
  }
  return released;
};
