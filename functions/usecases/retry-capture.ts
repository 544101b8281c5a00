import { accountLimits, type Plans } from '../domain/account.ts';
import { availableCharges } from '../domain/available-charges.ts';
import type { Capture, CaptureIn, Charge } from '../domain/capture.ts';
import { ownDuration } from '../domain/eta.ts';
import { OperatorRefusal } from '../domain/operator-refusal.ts';
import { SWEEP_FUNCTION_SECONDS } from '../domain/time-limits.ts';
import { canRetry, transition } from '../domain/transition.ts';
import { unknownAccount } from '../domain/unknown-account.ts';
import { unknownCapture } from '../domain/unknown-capture.ts';
import { utcMonth } from '../domain/utc-month.ts';
import type { Captures } from '../ports/captures.ts';
import { showCapture } from './show-capture.ts';
import type { TakeUpDependencies } from './take-up.ts';
import { tryTakeUp } from './try-take-up.ts';

export interface RetryCaptureDependencies extends TakeUpDependencies {
  readonly captures: TakeUpDependencies['captures'] & Pick<Captures, 'get'>;
  readonly plans: Plans;
}

/** A capture that is tried anew. */
export interface RetriedCapture {
  readonly capture: Capture;
  /** What it is paid with now; absent: what it had cost was never given back, and pays for this too. */
  readonly chargedAnew?: Charge | undefined;
}

/** How often this is tried when others take what the account has left at the same moment. */
const TRIES = 5;

/** What a failed capture is still paid with. */
const paidWith = ({ charge, refunded }: CaptureIn<'failed'>): Charge | undefined =>
  refunded ? undefined : charge;

/** Why a failed capture cannot be tried anew, whatever its account has. */
const refused = ({ token, callback }: CaptureIn<'failed'>): OperatorRefusal =>
  (callback?.attempts ?? 0) > 0
    ? new OperatorRefusal(
        'caller_was_told',
        `The receiver of capture ${token} was told already that it failed, under an id that is the same for all attempts. Its caller has to submit it again.`,
      )
    : new OperatorRefusal(
        'inputs_erased',
        `What capture ${token} needs was erased when it ended: its http_auth and cookies, or the address of a private page. Its caller has to submit it again.`,
      );

const SWEEP_MS = SWEEP_FUNCTION_SECONDS * 1_000;
/** A sweep begins each minute. */
const EVERY_MS = 60_000;

/** From when on nobody stores or deletes files of earlier attempts, in Unix milliseconds; foreseen, while they are there. */
const quietFrom = ({ withdrawAt, withdrawnAt }: CaptureIn<'failed'>, now: number): number => {
  if (withdrawAt !== undefined) return Math.max(withdrawAt, now) + EVERY_MS + 2 * SWEEP_MS;
  // Whoever wrote that may have ended a sweep later, and another that read the row just before may be at it for as long.
  return withdrawnAt === undefined ? 0 : withdrawnAt + 2 * SWEEP_MS;
};

/** The failed capture as it is tried anew, written; undefined: something of it or of its account changed meanwhile. */
const retried = async (
  deps: RetryCaptureDependencies,
  failed: CaptureIn<'failed'>,
): Promise<RetriedCapture | undefined> => {
  const { accountId, token } = failed;
  const now = deps.now();
  const quietAt = quietFrom(failed, now);
  if (quietAt > now) {
    throw new OperatorRefusal(
      'too_early',
      `A worker may still be at the last attempt of capture ${token}, and what it stores is deleted first, or the new picture would be lost with it. Try again in ${Math.ceil((quietAt - now) / 1_000)} seconds.`,
    );
  }
  const month = utcMonth(now);
  const account = await deps.accounts.get(accountId, month);
  if (account === undefined) throw unknownAccount(accountId);
  const limits = accountLimits(deps.plans, account, now);
  const paid = paidWith(failed);
  const charge = paid ?? availableCharges(account, limits, { month, count: 1 })[0];
  if (charge === undefined) {
    throw new OperatorRefusal(
      'nothing_to_pay_with',
      `Account ${accountId} has nothing to pay for another try of capture ${token} with: the quota of ${month} is used up, and it has no credits. Give it some with "account credits".`,
    );
  }
  const dueAt = now + ownDuration(failed.options.wait_time);
  const to = transition(failed, { type: 'retried', charge, dueAt });
  if (to === undefined || (await deps.captures.move([{ from: failed, to }], limits)) !== 'written')
    return undefined;
  return { capture: to, chargedAnew: paid === undefined ? charge : undefined };
};

/**
 * Has a failed capture tried anew under its token, with as many attempts as a new one, and lets the account's captures
 * go on. What was given back is charged again, to the month's quota or else to the credits. Throws OperatorRefusal when
 * there is no such capture, when it has not failed or a worker may still be at it, or when its account has nothing to
 * pay with.
 */
export const retryCapture = async (
  deps: RetryCaptureDependencies,
  token: string,
): Promise<RetriedCapture> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = await showCapture(deps, token);
    // Its row is about to be deleted.
    if (found.status === 'failed' && (found.keptUntil ?? Number.POSITIVE_INFINITY) <= deps.now()) {
      throw unknownCapture(token);
    }
    if (found.status !== 'failed') {
      throw new OperatorRefusal(
        'not_failed',
        `Capture ${token} is ${found.status}: only one that has failed can be tried anew.`,
      );
    }
    if (!canRetry(found)) throw refused(found);
    const done = await retried(deps, found);
    if (done === undefined) continue;
    await tryTakeUp(deps, found.accountId, { parked: [token] });
    return { ...done, capture: (await deps.captures.get(token)) ?? done.capture };
  }
  throw new OperatorRefusal('raced', `Too much happens in the account of capture ${token}. Try again.`);
};
