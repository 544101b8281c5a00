import type { AccountLimits, CounterName } from '../domain/account.ts';
import type { Capture, CaptureIn, CaptureStatus, Charge } from '../domain/capture.ts';
import type { Sweep } from '../domain/next-sweep.ts';
import type { SweepWork } from '../domain/sweep-work.ts';

/** The rows of captures, and what of an account changes in the same transaction. */
export interface Captures {
  /** The first of `count` new public job ids in a row: unique and rising; gaps are allowed. */
  nextJobIds(count: number): Promise<number>;
  /** For each text (domain/dedupe.ts) whose requests are marked: the capture that such a request led to last. */
  findMarked(texts: readonly string[]): Promise<ReadonlyMap<string, MarkedCapture>>;
  /**
   * Writes a new capture, takes what it has of its account (domain/holdings.ts) and marks its request, all or nothing.
   * `exhausted`: the account has that no more; `duplicate`: the same request is marked, and not with `stale`.
   */
  create(
    capture: NewCapture,
    limits: AccountLimits,
    mark?: RequestMark,
  ): Promise<'created' | 'exhausted' | 'duplicate'>;
  /**
   * Writes new captures of one account which a batch has reserved for, with the marks of their requests, all or
   * nothing; at most RESERVED_AT_ONCE. `refused`: one of them is there or voided already, or its request is marked.
   */
  createReserved(reserved: readonly ReservedCapture[]): Promise<'created' | 'refused'>;
  /**
   * Puts in place of captures that a batch has reserved for, and that are not there, that they never will be, and gives
   * back what they took, all or nothing; at most RESERVED_AT_ONCE. `refused`: one of them is there or voided already.
   */
  voidReserved(reserved: readonly Reserved[], because: Voided): Promise<'voided' | 'refused'>;
  /** What there is of each token that a batch has reserved for; a token that has nothing is not in the answer. */
  findReserved(tokens: readonly string[]): Promise<ReadonlyMap<string, Capture | Voided>>;
  /**
   * Tokens of the account's captures that wait, oldest first, at most `most`, from the job id behind `after` on; some may
   * have moved on meanwhile.
   */
  standing(
    accountId: string,
    status: WaitingStatus,
    most: number,
    after?: number,
  ): Promise<readonly string[]>;
  /** How many captures hold a place of a kind that their account counts, as the index shows it. */
  countStanding(accountId: string, counter: CounterName): Promise<number>;
  /** Tokens of captures of a kind of work whose sweep time (domain/next-sweep.ts) has come at `now`, about `most`. */
  due(work: SweepWork, now: number, most: number): Promise<readonly DueCapture[]>;
  /** Writes when a capture is to be looked at next, and for what, while the stored time is still `due.sweepAt`. */
  postpone(due: DueCapture, next: Sweep): Promise<void>;
  /** Deletes a capture's row while its status and attempt are still these. False: it has gone on. */
  delete(ended: Capture): Promise<boolean>;
  get(token: string): Promise<Capture | undefined>;
  /** The captures of these tokens that there are, each as it was last written, in no order. */
  getAll(tokens: readonly string[]): Promise<readonly Capture[]>;
  /**
   * Writes the next states of captures of one account while the stored status and attempt are still those of the
   * previous ones, and what that takes of the account or gives back, all or nothing; at most MOVED_AT_ONCE. `moved`: one
   * of them has gone on; `exhausted`: the account has no more of what is taken. `limits` is needed where something is.
   */
  move(moves: readonly Move[], limits?: AccountLimits): Promise<'written' | 'moved' | 'exhausted'>;
  /**
   * The account's captures, newest first, from the one after `after` on. Fewer than `most`: there are no more. It lags
   * a moment behind the rows.
   */
  listOf(
    accountId: string,
    page: { readonly most: number; readonly after?: CapturePlace | undefined },
  ): Promise<readonly CapturePlace[]>;
}

/** Where a capture stands among those of its account. */
export type CapturePlace = Pick<Capture, 'token' | 'jobId'>;

/** A capture that nothing has happened to yet. */
export type NewCapture = CaptureIn<'queued' | 'parked' | 'waitlisted'>;

/** The states of captures that have not ended. */
export type OpenStatus = Exclude<CaptureStatus, 'done' | 'failed'>;

/** The states of captures that have no render slot yet. */
export type WaitingStatus = Exclude<OpenStatus, 'queued' | 'processing'>;

/** Most captures of a batch that are written in one transaction: a row and a mark each, and the account's counters. */
export const RESERVED_AT_ONCE = 45;

/** Most captures that change their state in one transaction. */
export const MOVED_AT_ONCE = 90;

/** A capture's change of state. */
export interface Move {
  readonly from: Capture;
  readonly to: Capture;
}

/** What marks a request, so that the next same one finds its capture. */
export interface RequestMark {
  /** What the same requests have in common (domain/dedupe.ts). */
  readonly text: string;
  /** The token of the capture that was found marked and does not count any more. */
  readonly stale?: string | undefined;
}

/** The capture that a request led to, and when it was created, in Unix milliseconds. */
export type MarkedCapture = Pick<Capture, 'token' | 'createdAt'>;

/** A capture that a batch has reserved for: its token, and what it takes of the account. */
export interface Reserved {
  readonly token: string;
  readonly accountId: string;
  readonly status: 'parked' | 'waitlisted';
  readonly charge?: Charge | undefined;
}

/** A capture of a batch; `mark` is absent for what is never the same as another. */
export interface ReservedCapture {
  readonly capture: NewCapture;
  readonly mark?: RequestMark | undefined;
}

/** What stands in place of a capture that was reserved for and was not made after all. */
export interface Voided {
  readonly status: 'void';
  /** The capture that the same request had led to; absent: the batch was given up. */
  readonly duplicateOf?: string | undefined;
}

/** A capture that has to be looked at again, the work it is listed for, and when it was to be, in Unix milliseconds. */
export interface DueCapture {
  readonly token: string;
  readonly work: SweepWork;
  readonly sweepAt: number;
}
