import type { Capture, Charge } from './capture.ts';

/** What captures have of their account: counts, and by UTC month what they take of its quota. */
export interface Holdings {
  /** Render slots. */
  readonly inflight: number;
  readonly parked: number;
  readonly waitlisted: number;
  readonly credit: number;
  readonly quota: Readonly<Record<string, number>>;
}

/** What of a capture decides that. */
interface Holder {
  readonly status: Capture['status'];
  readonly charge?: Charge | undefined;
  readonly refunded?: boolean;
}

const none: Holdings = { inflight: 0, parked: 0, waitlisted: 0, credit: 0, quota: {} };

const places = {
  waitlisted: { waitlisted: 1 },
  parked: { parked: 1 },
  queued: { inflight: 1 },
  processing: { inflight: 1 },
  done: {},
  failed: {},
} as const satisfies Record<Capture['status'], Partial<Holdings>>;

/** What one capture has of its account in the state that it is in. */
export const holdings = ({ status, charge, refunded }: Holder): Holdings => {
  const place = places[status];
  if (charge === undefined || refunded === true) return { ...none, ...place };
  return charge.from === 'credit'
    ? { ...none, ...place, credit: 1 }
    : { ...none, ...place, quota: { [charge.month]: 1 } };
};

const plus = (one: Holdings, other: Holdings, sign: 1 | -1): Holdings => {
  const quota: Record<string, number> = { ...one.quota };
  for (const [month, count] of Object.entries(other.quota)) {
    quota[month] = (quota[month] ?? 0) + sign * count;
  }
  return {
    inflight: one.inflight + sign * other.inflight,
    parked: one.parked + sign * other.parked,
    waitlisted: one.waitlisted + sign * other.waitlisted,
    credit: one.credit + sign * other.credit,
    quota,
  };
};

/** All that several captures have. */
export const holdingsOf = (captures: readonly Holder[]): Holdings =>
  captures.map(holdings).reduce((sum, one) => plus(sum, one, 1), none);

/** What an account loses, or gets back where it is negative, when what captures have changes. */
export const taken = (before: Holdings, after: Holdings): Holdings => plus(after, before, -1);

/** True when nothing of the account changes. */
export const isNothing = ({ inflight, parked, waitlisted, credit, quota }: Holdings): boolean =>
  [inflight, parked, waitlisted, credit, ...Object.values(quota)].every((count) => count === 0);
