import type { Account, AccountProfile, PlanName } from './domain/account.ts';
import type { ApiKey } from './domain/api-key.ts';
import type { Capture, CaptureIn, ChargedCapture } from './domain/capture.ts';
import type { CaptureOptions } from './domain/capture-options.ts';
import type { RandomBytes } from './domain/capture-token.ts';
import type { Load, RenderTimes } from './domain/eta.ts';
import type { Format } from './domain/formats.ts';
import type { RateLimit } from './domain/rate-limit.ts';

/** What the use cases need from outside. Adapters implement these; tests do it in memory. */

/** The rows of captures, and what of an account changes in the same transaction. */
export interface Captures {
  /** The next public job id: unique and rising; gaps are allowed. */
  nextJobId(): Promise<number>;
  /** The token of the capture that was created of a request with this text (domain/dedupe.ts) after `since`. */
  findRecent(text: string, since: number): Promise<string | undefined>;
  /**
   * Writes a new capture and marks its request, all or nothing: a queued one takes its charge and raises the account's
   * inflight; a waitlisted one takes a place on the account's wait list. `exhausted` when what the charge takes from
   * (quota or credit), or the wait list, has nothing left; `duplicate` when the same request was marked after
   * `dedupe.since` with another token than `dedupe.stale`.
   */
  create(
    capture: CaptureIn<'queued' | 'waitlisted'>,
    limits: CreateLimits,
  ): Promise<'created' | 'exhausted' | 'duplicate'>;
  /**
   * Writes `next` in place of a waitlisted capture, takes its charge, raises the account's inflight and gives its place
   * on the wait list back, all or nothing. `exhausted`: nothing is left of what the charge takes from; `moved`: it is
   * not waitlisted any more.
   */
  release(
    next: CaptureIn<'queued'>,
    limits: { readonly monthlyQuota: number },
  ): Promise<'released' | 'exhausted' | 'moved'>;
  /** Tokens of the account's waitlisted captures, oldest first, at most `most`; some may have moved on meanwhile. */
  waitlistOf(accountId: string, most: number): Promise<readonly string[]>;
  /** Tokens of captures whose sweep time (domain/sweep-time.ts) has come at `now`, at most `most`, each with it. */
  due(now: number, most: number): Promise<readonly DueCapture[]>;
  /** Writes a new sweep time while the stored one is still `due.sweepAt`. */
  postpone(due: DueCapture, until: number): Promise<void>;
  get(token: string): Promise<Capture | undefined>;
  /**
   * Writes `next` in place of `previous` while the stored status and attempt are still those of `previous`; when `next`
   * has ended, lowers the account's inflight and gives `refund` back, in the same transaction. False: it had moved on.
   */
  replace(previous: Capture, next: ChargedCapture, refund: boolean): Promise<boolean>;
}

/** A capture that has to be looked at again, and the moment it was to be, in Unix milliseconds. */
export interface DueCapture {
  readonly token: string;
  readonly sweepAt: number;
}

/** What a new capture must keep within. Times are Unix milliseconds. */
export interface CreateLimits {
  readonly monthlyQuota: number;
  /** Places on the account's wait list. */
  readonly waitlistPlaces: number;
  /** Absent for what is never the same as another. */
  readonly dedupe?:
    | { readonly text: string; readonly since: number; readonly stale?: string | undefined }
    | undefined;
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

/** The queue in front of the render workers. */
export interface RenderQueue {
  send(token: string): Promise<void>;
}

/** What eta_seconds is made of. */
export interface RenderLoad {
  current(): Promise<Load>;
  /** Notes how long a capture took. */
  observe(times: RenderTimes): Promise<void>;
}

/** Where finished pictures are put; keys are those of domain/static-path.ts. */
export interface ImageStore {
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
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

export type { RandomBytes };
