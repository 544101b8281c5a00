import type { Capture, CaptureStatus } from '../domain/capture.ts';
import { OperatorRefusal } from '../domain/operator-refusal.ts';
import { unknownAccount } from '../domain/unknown-account.ts';
import { utcMonth } from '../domain/utc-month.ts';
import type { Accounts } from '../ports/accounts.ts';
import type { CapturePlace, Captures } from '../ports/captures.ts';
import type { Clock } from '../ports/clock.ts';

export interface ListCapturesDependencies {
  readonly accounts: Pick<Accounts, 'get'>;
  readonly captures: Pick<Captures, 'get' | 'getAll' | 'listOf'>;
  readonly now: Clock;
}

/** Which captures: at most `limit` of an account, older than the one with the token `after`. */
interface WantedCaptures {
  readonly accountId: string;
  /** Absent: whatever it is. */
  readonly status?: CaptureStatus | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
}

/** Some captures of an account; `next` is the `after` of the page that follows, absent when there is none. */
export interface CapturePage {
  readonly captures: readonly Capture[];
  readonly next?: string | undefined;
}

/** Captures that are read at once to find those in a state. */
const READ_AT_ONCE = 500;

const placeAfter = async (
  { captures }: ListCapturesDependencies,
  { accountId, after }: WantedCaptures,
): Promise<CapturePlace | undefined> => {
  if (after === undefined) return undefined;
  const found = await captures.get(after);
  if (found?.accountId === accountId) return { token: found.token, jobId: found.jobId };
  throw new OperatorRefusal(
    'unknown_capture',
    `Account ${accountId} has no capture ${after} that others could come after.`,
  );
};

/**
 * A page of an account's captures, newest first. Throws OperatorRefusal when there is no such account, or when the
 * capture to begin after is none of its.
 */
export const listCaptures = async (
  deps: ListCapturesDependencies,
  wanted: WantedCaptures,
): Promise<CapturePage> => {
  const { accountId, status, limit } = wanted;
  if ((await deps.accounts.get(accountId, utcMonth(deps.now()))) === undefined) {
    throw unknownAccount(accountId);
  }
  let after = await placeAfter(deps, wanted);
  const captures: Capture[] = [];
  // One more than is wanted says whether there is a next page.
  while (captures.length <= limit) {
    const most = status === undefined ? limit + 1 - captures.length : READ_AT_ONCE;
    const places = await deps.captures.listOf(accountId, { most, after });
    after = places.at(-1);
    if (after === undefined) break;
    const rows = new Map(
      (await deps.captures.getAll(places.map(({ token }) => token))).map((one) => [one.token, one]),
    );
    // The list may still show one that is gone.
    const found = places.map(({ token }) => rows.get(token)).filter((one) => one !== undefined);
    captures.push(...found.filter((one) => status === undefined || one.status === status));
    if (places.length < most) break;
  }
  const page = captures.slice(0, limit);
  return { captures: page, next: captures.length > limit ? page.at(-1)?.token : undefined };
};
