import type { AccountProfile } from '../../functions/domain/account.ts';

/** An account of the simulation, and what its owner and the operator know of it. */
export interface Customer {
  readonly id: string;
  readonly key: string;
  readonly plan: AccountProfile['plan'];
  /** Comes by once with one batch and never again: nobody but the service sees to what that leaves. */
  readonly isPasserBy: boolean;
  /** Credits that were added over time. */
  granted: number;
}

/** An accepted request, as its caller remembers it. */
interface Promised {
  readonly token: string;
  readonly customer: Customer;
}

/** An attempt of a callback that arrived. */
interface Delivery {
  readonly digest: string;
  readonly url: string;
  /** The receiver said that it has it. */
  readonly isGood: boolean;
}

/** What callers were told, and what was seen to happen: what the invariants are judged by. */
export interface Ledger {
  readonly customers: readonly Customer[];
  readonly promised: Promised[];
  /** What each idempotency key was answered, each time that it was. */
  readonly answers: Map<string, string[]>;
  /** What arrived at receivers of callbacks, by its id. */
  readonly deliveries: Map<string, Delivery[]>;
  /** How often each callback was begun to be sent, by its id. */
  readonly sends: Map<string, number>;
  /** Requests whose captures failed of late, the latest last. */
  readonly failed: { readonly customer: Customer; readonly url: string }[];
  /** By token: when its row was written on the wait list, in milliseconds since the beginning. */
  readonly waiting: Map<
    string,
    { readonly accountId: string; readonly jobId: number; readonly since: number }
  >;
  /** By token: when its row was first written, in Unix milliseconds. */
  readonly writtenAt: Map<string, number>;
  /** By account: how many captures are parked now. */
  readonly parked: Map<string, number>;
  /** By account: since when a slot has been free while a capture was parked, in milliseconds since the beginning. */
  readonly idleSince: Map<string, number>;
  /** What must never be, as it is seen. */
  readonly violations: string[];
  jobs: number;
  readonly counts: Record<string, number>;
}

export const newLedger = (customers: readonly Customer[]): Ledger => ({
  customers,
  promised: [],
  answers: new Map(),
  deliveries: new Map(),
  sends: new Map(),
  failed: [],
  waiting: new Map(),
  writtenAt: new Map(),
  parked: new Map(),
  idleSince: new Map(),
  violations: [],
  jobs: 0,
  counts: {},
});

/** Counts something for the report. */
export const count = (ledger: Ledger, name: string, times = 1): void => {
  ledger.counts[name] = (ledger.counts[name] ?? 0) + times;
};
