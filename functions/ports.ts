import type { Account, AccountCounters, AccountLimits, AccountProfile, PlanName } from './domain/account.ts';
import type { ApiKey } from './domain/api-key.ts';
import type { Batch, BatchId } from './domain/batch.ts';
import type { Capture, CaptureIn, CaptureStatus, Charge } from './domain/capture.ts';
import type { CaptureOptions } from './domain/capture-options.ts';
import type { RandomBytes } from './domain/capture-token.ts';
import type { CaptureTimes, Load } from './domain/eta.ts';
import type { Format } from './domain/formats.ts';
import type { Holdings } from './domain/holdings.ts';
import type { Lane } from './domain/lane-of.ts';
import type { RateLimit } from './domain/rate-limit.ts';
import type { SweepWork } from './domain/sweep-work.ts';

/** What the use cases need from outside. Adapters implement these; tests do it in memory. */

/** The rows of captures, and what of an account changes in the same transaction. */
export interface Captures {
  /** The first of `count` new public job ids in a row: unique and rising; gaps are allowed. */
  nextJobIds(count: number): Promise<number>;
  /** For each text (domain/dedupe.ts) the token of the capture that was created of such a request after `since`. */
  findRecent(texts: readonly string[], since: number): Promise<ReadonlyMap<string, string>>;
  /**
   * Writes a new capture, takes what it has of its account (domain/holdings.ts) and marks its request, all or nothing.
   * `exhausted`: the account has that no more; `duplicate`: the same request was marked after `since` with another
   * token than `stale`.
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
  /** Tokens of the account's captures in a state, oldest first, at most `most`; some may have moved on meanwhile. */
  standing(accountId: string, status: OpenStatus, most: number): Promise<readonly string[]>;
  /** How many captures the account has in a state, as the index shows it. */
  countStanding(accountId: string, status: OpenStatus): Promise<number>;
  /** Tokens of captures of a kind of work whose sweep time (domain/sweep-time.ts) has come at `now`, about `most`. */
  due(work: SweepWork, now: number, most: number): Promise<readonly DueCapture[]>;
  /** Writes a new sweep time while the stored one is still `due.sweepAt`. */
  postpone(due: DueCapture, until: number): Promise<void>;
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

/** Most captures of a batch that are written in one transaction: a row and a mark each, and the account's counters. */
export const RESERVED_AT_ONCE = 45;
/** Most captures that change their state in one transaction. */
export const MOVED_AT_ONCE = 90;

/** A capture's change of state. */
export interface Move {
  readonly from: Capture;
  readonly to: Capture;
}

/** What marks a request, so that the next same one finds its capture. Times are Unix milliseconds. */
export interface RequestMark {
  /** What the same requests have in common (domain/dedupe.ts). */
  readonly text: string;
  readonly since: number;
  readonly stale?: string | undefined;
}

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

/** A capture that has to be looked at again, and the moment it was to be, in Unix milliseconds. */
export interface DueCapture {
  readonly token: string;
  readonly sweepAt: number;
}

/** The journals of batches (domain/batch.ts): what a retry completes and what an idempotency key answers with. */
export interface Batches {
  find(accountId: string, id: string): Promise<Batch | undefined>;
  /**
   * Writes a new journal, in place of one that is done and past its time if there is one, and takes what its captures
   * have of the account, all or nothing. `exists`: there is another; `exhausted`: the account has no more of it.
   */
  begin(batch: Batch, takes: Holdings, limits: AccountLimits): Promise<'begun' | 'exists' | 'exhausted'>;
  /** Writes a later lease and attempt while the stored attempt is still that of `from`. False: it has moved on. */
  takeOver(from: Batch, to: Batch): Promise<boolean>;
  /** Keeps the answer of a batch and marks it done, once. False: it was done, or gone, already. */
  finish(batch: Batch, answer: string): Promise<boolean>;
  /** The answer that was kept. Throws when there is none. */
  answerOf(batch: Batch): Promise<string>;
  /** Deletes the journal of a batch that is not done. */
  forget(batch: Batch): Promise<void>;
  /** Whether the account has a batch that is not done. */
  hasOpen(accountId: string): Promise<boolean>;
  /** Batches that were left open at `now`, at most `most`. */
  due(now: number, most: number): Promise<readonly BatchId[]>;
}

/** Accounts and their keys. */
export interface Accounts {
  /** The key with this keyed hash, also when it is revoked; undefined when there is none. */
  findKey(keyHash: string): Promise<ApiKey | undefined>;
  /** Notes that a key was used on a UTC day such as 2026-11-24; changes nothing when that or a later day is noted. */
  noteKeyUsed(keyHash: string, day: string): Promise<void>;
  /** The account with what it used in `month` (a UTC month such as 2026-11). */
  get(accountId: string, month: string): Promise<Account | undefined>;
  /** At most `limit` accounts in no particular order, after the one with the id `after`. */
  list(page: { readonly limit: number; readonly after?: string | undefined }): Promise<AccountPage>;
  create(account: AccountProfile, key: NewKey): Promise<void>;
  /** Adds a key; `taken` when the account has one with the same id, which says nothing about another key. */
  addKey(accountId: string, key: NewKey): Promise<'added' | 'taken' | 'unknown_account'>;
  /** The account's keys, the oldest first, revoked ones among them. */
  keysOf(accountId: string): Promise<ApiKey[]>;
  /** Shuts a key out for good and answers it; one that is revoked already stays as it is. Undefined: no such key. */
  revokeKey(accountId: string, keyId: string, at: number): Promise<ApiKey | undefined>;
  /** Answers the account as it then is; undefined when there is none. `proUntil` in Unix ms, absent: without an end. */
  setPlan(
    accountId: string,
    plan: PlanName,
    proUntil: number | undefined,
  ): Promise<AccountProfile | undefined>;
  /**
   * Adds to the credits, or takes when `delta` is negative, and answers the account as it then is. Undefined, and no
   * change: there is no such account, or it has less than is to be taken.
   */
  addCredit(accountId: string, delta: number): Promise<AccountProfile | undefined>;
  /** Ids of accounts that were not looked at for longest, about `most`: in turns it comes to all of them. */
  nextToCheck(most: number): Promise<readonly string[]>;
  /** Puts counters right, while they were last changed at `countedAt`. False: they have been changed since. */
  setCounters(
    accountId: string,
    counters: Omit<AccountCounters, 'countedAt'>,
    countedAt: number | undefined,
  ): Promise<boolean>;
  /** Puts `credit` in place of the credits; undefined when there is no such account. */
  setCredit(accountId: string, credit: number): Promise<AccountProfile | undefined>;
}

/** Some accounts; `next` is the `after` of the page that follows, absent when there is none. */
export interface AccountPage {
  readonly accounts: readonly AccountProfile[];
  readonly next?: string | undefined;
}

/** A key as it is stored. */
export interface NewKey {
  readonly hash: string;
  readonly name: string;
  /** Unix milliseconds. */
  readonly createdAt: number;
}

/** Turns an API key into what is stored: an HMAC-SHA-256 with the stage's pepper, as hex. */
export interface KeyHasher {
  hash(apiKey: string): Promise<string>;
}

/** Token buckets, each by its name. */
export interface RateLimiter {
  /** Takes one token at `now` (Unix ms). False: the bucket is empty. */
  take(bucket: string, limit: RateLimit, now: number): Promise<boolean>;
}

/** The queues in front of the render workers. */
export interface RenderQueue {
  send(tokens: readonly string[], lane: Lane): Promise<void>;
}

/** What eta_seconds is made of. */
export interface RenderLoad {
  current(lane: Lane): Promise<Load>;
  /** Notes how long a capture took. */
  observe(times: CaptureTimes): Promise<void>;
}

/** Where finished pictures are put; keys are those of domain/static-path.ts. */
export interface ImageStore {
  /** `until` (Unix milliseconds) is when caches have to forget it; absent: never. */
  put(
    key: string,
    bytes: Uint8Array,
    file: { readonly contentType: string; readonly until?: number | undefined },
  ): Promise<void>;
  /** Deletes the files with these keys, at most 1,000; one that is not there is no error. */
  delete(keys: readonly string[]): Promise<void>;
}

/** One page to one picture. Throws RenderFailure with the code that the caller is told. */
export interface Renderer {
  render(options: CaptureOptions, limits: { readonly deadline: number }): Promise<Picture>;
  /** Ends the browser and all that belongs to it. */
  close(): Promise<void>;
}

/** A rendered page. Sizes in pixels. */
export interface Picture {
  readonly format: Format;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** A WebP of at most 1,280 pixels in width. */
  readonly preview: Uint8Array;
  /** Unix milliseconds of the moment the picture was taken. */
  readonly capturedAt: number;
  readonly pageStatus: number;
  readonly finalUrl: string;
  readonly pageTitle: string;
  /** Milliseconds a phase. */
  readonly timings: Readonly<Record<string, number>>;
  /** Sentences for the caller about what is doubtful in the picture. */
  readonly warnings: readonly string[];
}

/** Resolves a host name to all of its addresses. Throws when there are none. */
export interface Resolver {
  resolve(host: string): Promise<readonly string[]>;
}

/** Why a connection that the browser asked for was not made. */
export type EgressDenial = 'dns_failed' | 'connection_failed' | 'blocked_address';

/** The way out of the browser for one capture. */
export interface EgressSession {
  /** The proxy that the browser must use, as `http://127.0.0.1:PORT`. */
  readonly proxyUrl: string;
  /** Why the latest connection to this host and port was not made; undefined when none was refused or failed. */
  denial(host: string, port: number): EgressDenial | undefined;
  /** Ends every connection through it and lets no new one out, for good. What fails by that is no denial. */
  cutOff(): void;
  /** Ends the listener and every connection through it. */
  close(): Promise<void>;
}

/** The one place that decides which addresses a page may reach, while it renders. */
export interface Egress {
  open(): Promise<EgressSession>;
}

/**
 * What happened, for the operator. Only the fields listed here can be logged, so that no key, token, URL or secret of
 * a caller gets into a log by accident.
 */
export interface LogFields {
  readonly account?: string;
  readonly attempt?: number;
  readonly code?: string;
  readonly count?: number;
  readonly durationMs?: number;
  /** Written with its message and causes, redacted (runtime/error-record.ts): messages quote what callers sent. */
  readonly error?: unknown;
  readonly host?: string;
  readonly jobId?: number;
  readonly method?: string;
  readonly port?: number;
  readonly requestId?: string;
  readonly route?: string;
  readonly seconds?: number;
  readonly status?: number;
  readonly verdict?: string;
}
export type Log = (event: string, fields?: LogFields) => void;

/** Unix milliseconds. */
export type Clock = () => number;

export type { Lane, RandomBytes };

/** How many messages a queue has; SQS counts roughly. */
export interface QueueDepth {
  readonly name: string;
  readonly lane: Lane;
  readonly isDeadLetters: boolean;
  readonly waiting: number;
  /** Received and neither deleted nor back. */
  readonly inFlight: number;
  readonly delayed: number;
}

/** The render queues and their dead-letter queues, for an operator to look at. */
export interface QueueDepths {
  read(): Promise<readonly QueueDepth[]>;
}

/** A message in a dead-letter queue. */
export interface DeadLetter {
  readonly id: string;
  readonly lane: Lane;
  /** Absent: it is none of ours. */
  readonly token?: string | undefined;
  /** How often it was received before, also by who looked at it here. */
  readonly receives: number;
  /** When it was sent, in Unix milliseconds. */
  readonly sentAt: number;
  /** By what the queue knows it until it is given back. */
  readonly handle: string;
}

/** The dead-letter queues of the render queues. */
export interface DeadLetters {
  /** At most `most` letters, which nobody else sees for some minutes: who took them deletes them or gives them back. */
  take(most: number): Promise<readonly DeadLetter[]>;
  giveBack(letters: readonly DeadLetter[]): Promise<void>;
  delete(letters: readonly DeadLetter[]): Promise<void>;
}

/** What of an account a row holds. */
export type AccountRowKind =
  | 'profile'
  | 'key'
  | 'key_listing'
  | 'usage_month'
  | 'batch'
  | 'answer_part'
  | 'rate_bucket'
  | 'other';

/** A row of an account. */
export interface AccountRow {
  readonly kind: AccountRowKind;
  readonly id: { readonly pk: string; readonly sk: string };
}

/** What erases an account. Captures are ended and deleted one by one, since their files have to go first. */
export interface AccountEraser {
  /** Every row of the account but its captures. Reads past all else that is stored. */
  rowsOf(accountId: string): Promise<readonly AccountRow[]>;
  /** Shuts out those of the rows that are keys, and gives since when the last of them is; undefined: there is none. */
  shutOut(rows: readonly AccountRow[], at: number): Promise<number | undefined>;
  /**
   * Writes the end of a capture while the stored status and attempt are still the previous ones. What it had of the
   * account is not given back, since that goes too. False: it has gone on.
   */
  end(move: Move): Promise<boolean>;
  delete(rows: readonly AccountRow[]): Promise<void>;
}
