import type {
  Account,
  AccountCounters,
  AccountProfile,
  CounterName,
  CounterStamp,
  PlanName,
} from '../domain/account.ts';
import type { ApiKey } from '../domain/api-key.ts';
import type { Look } from '../domain/next-look.ts';

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
  /**
   * Ids of the accounts among the next `most` rows of the table: in turns it comes to all of them, and none where the last
   * round through them is only minutes old.
   */
  nextToCheck(most: number): Promise<readonly string[]>;
  /** Puts a counter right, while it and one of its stamps are as they were. False: it has been changed since. */
  setCounter(accountId: string, repair: CounterRepair): Promise<boolean>;
  /**
   * Accounts that are to be looked at (domain/next-look.ts) at `now` (Unix ms), for a render slot or for something to pay
   * with, the longest due first, about `most`. One is among either from when captures of it begin to wait until `looked`
   * finds that nothing does.
   */
  waiting(work: Look['work'], now: number, most: number): Promise<readonly WaitingAccount[]>;
  /**
   * Notes that an account was looked at, while its time is still `seen.sweepAt`: all went on that could, by an index that
   * shows what was counted before `stillSince`, and it is due again or waits no more; absent: something could not be
   * judged, and it is due soon. Times are Unix milliseconds; when it is due again counts from `lookedAt`.
   */
  looked(
    seen: WaitingAccount,
    look: { readonly lookedAt: number; readonly stillSince?: number | undefined },
  ): Promise<void>;
  /** Puts `credit` in place of the credits; undefined when there is no such account. */
  setCredit(accountId: string, credit: number): Promise<AccountProfile | undefined>;
}

/** An account of which captures wait, and when it was to be looked at, in Unix milliseconds. */
export interface WaitingAccount {
  readonly id: string;
  readonly sweepAt: number;
}

/** Some accounts; `next` is the `after` of the page that follows, absent when there is none. */
export interface AccountPage {
  readonly accounts: readonly AccountProfile[];
  readonly next?: string | undefined;
}

/** What a counter is to be, and what was seen of it. */
interface CounterRepair {
  readonly counter: CounterName;
  readonly to: number;
  readonly seen: AccountCounters;
  /** The stamp that must not have moved. */
  readonly stamp: CounterStamp;
}

/** A key as it is stored. */
export interface NewKey {
  readonly hash: string;
  readonly name: string;
  /** Unix milliseconds. */
  readonly createdAt: number;
}
