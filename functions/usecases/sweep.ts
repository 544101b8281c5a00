import { type Capture, hasEnded } from '../domain/capture.ts';
import { isOverdue, sweepTime } from '../domain/sweep-time.ts';
import type { Captures, DueCapture } from '../ports.ts';
import { type ReleaseWaitlistDependencies, releaseWaitlist } from './release-waitlist.ts';

export interface SweepDependencies extends ReleaseWaitlistDependencies {
  readonly captures: ReleaseWaitlistDependencies['captures'] & Pick<Captures, 'due' | 'postpone'>;
}

/** What a sweep did. */
export interface SweepReport {
  /** Captures whose message was sent again: it was never sent, was lost, or its worker died without a word. */
  readonly resent: number;
  readonly released: number;
}

/** Captures that are looked at in one sweep; what is left is due again in the next. */
const MOST = 500;

/** Sends a capture's message again; one that is there twice renders once. */
const resend = async (deps: SweepDependencies, found: Capture): Promise<void> => {
  await deps.queue.send(found.token);
  deps.log('capture_resent', { jobId: found.jobId, attempt: found.attempt });
};

const sweepOne = async (
  deps: SweepDependencies,
  due: DueCapture,
  released: Map<string, number>,
): Promise<'resent' | 'not_resent'> => {
  const found = await deps.captures.get(due.token);
  const now = deps.now();
  const next = found && sweepTime(found, now);
  if (found === undefined || hasEnded(found) || next === undefined) return 'not_resent';
  if (found.status === 'waitlisted') {
    const { accountId } = found;
    // Once an account and sweep: the release goes through its whole list.
    if (!released.has(accountId)) released.set(accountId, await releaseWaitlist(deps, accountId));
  } else {
    if (!isOverdue(found, now)) return 'not_resent';
    await resend(deps, found);
  }
  // What has moved on meanwhile has a time of its own, and this does not apply.
  await deps.captures.postpone(due, next);
  return found.status === 'waitlisted' ? 'not_resent' : 'resent';
};

/**
 * Looks at every capture that should have gone on and has not: sends again what was never sent or whose worker died, and
 * releases wait lists whose time has come. One that fails does not hold up the others; it is due again next time.
 */
export const sweep = async (deps: SweepDependencies): Promise<SweepReport> => {
  const released = new Map<string, number>();
  let resent = 0;
  for (const due of await deps.captures.due(deps.now(), MOST)) {
    try {
      if ((await sweepOne(deps, due, released)) === 'resent') resent += 1;
    } catch (error) {
      deps.log('sweep_failed', { error });
    }
  }
  const report = { resent, released: [...released.values()].reduce((sum, one) => sum + one, 0) };
  deps.log('swept', { count: report.resent + report.released });
  return report;
};
