import { createHash } from 'node:crypto';
import type { BatchId } from '../../domain/batch.ts';

const BATCH = 'BATCH#';
const CALLBACKS = 'CALLBACKS#';

// Every key of the accounts table in one place. The captures table has one key, the token.

/** The account itself. */
export const profileKey = (accountId: string) => ({ pk: `ACCOUNT#${accountId}`, sk: 'PROFILE' });

/** Whose row that is. */
export const accountIdOf = ({ pk }: { readonly pk: string }): string => pk.slice(profileKey('').pk.length);

/** What an account used of one UTC month's quota (2026-11); a new month is a new row, so nothing is ever reset. */
export const usageKey = (accountId: string, month: string) => ({
  pk: `ACCOUNT#${accountId}`,
  sk: `USAGE#${month}`,
});

/** Who a key belongs to, found by the key's keyed hash. */
export const apiKeyKey = (keyHash: string) => ({ pk: `KEY#${keyHash}`, sk: 'KEY' });

/** That an account has a key, and the key's hash; the key's own row has the rest. */
export const keyListingKey = (accountId: string, keyId: string) => ({
  pk: `ACCOUNT#${accountId}`,
  sk: `KEY#${keyId}`,
});

/** Which capture a request led to last, found by the keyed hash of what makes it the same request (domain/dedupe.ts). */
export const dedupeKey = (mark: string) => ({
  pk: `DEDUPE#${mark}`,
  sk: 'DEDUPE',
});

/** The journal of a batch. */
export const batchKey = ({ accountId, id }: BatchId) => ({
  pk: profileKey(accountId).pk,
  sk: `${BATCH}${id}`,
});
/** Part of the answer of a batch, as one of the attempts at it gave it. */
export const answerPartKey = ({ accountId, id }: BatchId, attempt: number, part: number) => ({
  pk: `ANSWER#${accountId}#${id}`,
  sk: `PART#${attempt}#${part}`,
});
/** Which batch a row is the journal of. */
export const batchIdOf = ({ pk, sk }: { readonly pk: string; readonly sk: string }): BatchId => ({
  accountId: accountIdOf({ pk }),
  id: sk.slice(BATCH.length),
});

/** A token bucket of the rate limits. */
export const rateKey = (bucket: string) => ({ pk: `RATE#${bucket}`, sk: 'RATE' });

/** The counter that job ids come from. */
export const jobCounterKey = { pk: 'COUNTER#JOB', sk: 'COUNTER' };

/** Up to which row the sweeper has looked at accounts. */
export const checkedKey = { pk: 'SWEEPER', sk: 'CHECKED' };

/** How long renders took of late. */
export const renderLoadKey = { pk: 'RENDER', sk: 'LOAD' };

/** Who sends callbacks to a host, or for an account, at this moment. */
export const callbackSlotsKey = (of: string) => ({
  pk: `${CALLBACKS}${createHash('sha256').update(of).digest('hex')}`,
  sk: 'SLOTS',
});

const ANY = '*';
/** The partitions of the accounts table by what lies in them, as patterns of IAM: a role has those that it works with. */
export const accountsPartitions = {
  account: profileKey(ANY).pk,
  apiKey: apiKeyKey(ANY).pk,
  mark: dedupeKey(ANY).pk,
  answer: answerPartKey({ accountId: ANY, id: ANY }, 0, 0).pk,
  rate: rateKey(ANY).pk,
  jobCounter: jobCounterKey.pk,
  renderLoad: renderLoadKey.pk,
  callbackSlots: `${CALLBACKS}${ANY}`,
} as const;
