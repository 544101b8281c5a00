import type { Account, AccountProfile } from './domain/account.ts';
import type { Capture, ChargedCapture } from './domain/capture.ts';
import type { CaptureOptions } from './domain/capture-options.ts';
import type { RandomBytes } from './domain/capture-token.ts';
import type { Load, RenderTimes } from './domain/eta.ts';
import type { Format } from './domain/formats.ts';

/** What the use cases need from outside. Adapters implement these; tests do it in memory. */

/** The rows of captures, and what of an account changes in the same transaction. */
export interface Captures {
  /** The next public job id: unique and rising; gaps are allowed. */
  nextJobId(): Promise<number>;
  /** The token of the capture that was created of a request with this text (domain/dedupe.ts) after `since`. */
  findRecent(text: string, since: number): Promise<string | undefined>;
  /**
   * Writes a queued capture, takes its charge, raises the account's inflight and marks its request, all or nothing.
   * `exhausted` when what `capture.charge` takes from (quota or credit) has nothing left; `duplicate` when the same
   * request was marked after `dedupe.since` with another token than `dedupe.stale`.
   */
  create(capture: ChargedCapture, limits: CreateLimits): Promise<'created' | 'exhausted' | 'duplicate'>;
  get(token: string): Promise<Capture | undefined>;
  /**
   * Writes `next` in place of `previous` while the stored status and attempt are still those of `previous`; when `next`
   * has ended, lowers the account's inflight and gives `refund` back, in the same transaction. False: it had moved on.
   */
  replace(previous: Capture, next: ChargedCapture, refund: boolean): Promise<boolean>;
}

/** What a new capture must keep within. Times are Unix milliseconds. */
export interface CreateLimits {
  readonly monthlyQuota: number;
  /** Absent for what is never the same as another. */
  readonly dedupe?:
    | { readonly text: string; readonly since: number; readonly stale?: string | undefined }
    | undefined;
}

/** Accounts and their keys. */
export interface Accounts {
  /** The id of the account that a key belongs to, by the key's keyed hash; undefined when there is none. */
  idOfKey(keyHash: string): Promise<string | undefined>;
  /** The account with what it used in `month` (a UTC month such as 2026-11). */
  get(accountId: string, month: string): Promise<Account | undefined>;
  create(account: AccountProfile, key: NewKey): Promise<void>;
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
