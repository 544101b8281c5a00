import { createHash } from 'node:crypto';
import type { AccountLimits, AccountProfile, Plans } from '../../functions/domain/account.ts';
import { BATCH_LEASE_MS, type Batch, IDEMPOTENCY_MS } from '../../functions/domain/batch.ts';
import type { CaptureIn, CaptureResult } from '../../functions/domain/capture.ts';
import { type CaptureOptions, captureOptions } from '../../functions/domain/capture-options.ts';
import type { RandomBytes } from '../../functions/domain/capture-token.ts';
import type { KeyHasher } from '../../functions/ports/key-hasher.ts';

/** The moment that tests call now: 2026-11-23T12:00:00Z. */
export const NOON = Date.UTC(2026, 10, 23, 12);
export const MONTH = '2026-11';

export const somePlans: Plans = {
  free: { monthlyQuota: 3, inflightCap: 3, batchLimit: 500 },
  pro: { monthlyQuota: 10, inflightCap: 50, batchLimit: 5_000 },
};

/** Limits that no test reaches unless it says so. */
export const someLimits = (changes: Partial<AccountLimits> = {}): AccountLimits => ({
  monthlyQuota: 1_000,
  waitlistPlaces: 1_000,
  inflightCap: 1_000,
  ...changes,
});

export const someProfile = (changes: Partial<AccountProfile> = {}): AccountProfile => ({
  id: 'account1',
  name: 'test',
  plan: 'free',
  credit: 0,
  inflight: 0,
  createdAt: NOON,
  ...changes,
});

export const someOptions = (changes: Partial<CaptureOptions> = {}): CaptureOptions =>
  captureOptions.parse({ url: 'https://example.com/', ...changes });

export const someToken = (letter = 'a'): string => letter.repeat(32);

export const someQueued = (changes: Partial<CaptureIn<'queued'>> = {}): CaptureIn<'queued'> => ({
  status: 'queued',
  token: someToken(),
  jobId: 1,
  accountId: 'account1',
  options: someOptions(),
  charge: { from: 'quota', month: MONTH },
  createdAt: NOON,
  dueAt: NOON + 7_000,
  warnings: [],
  attempt: 0,
  private: false,
  ...changes,
});

/** Paid for, and waits for a render slot. */
export const someParked = (changes: Partial<CaptureIn<'parked'>> = {}): CaptureIn<'parked'> => ({
  ...someQueued(),
  ...changes,
  status: 'parked',
});

export const someWaitlisted = (changes: Partial<CaptureIn<'waitlisted'>> = {}): CaptureIn<'waitlisted'> => {
  const { charge: _charge, dueAt: _dueAt, ...facts } = someQueued();
  return { ...facts, ...changes, status: 'waitlisted' };
};

export const someProcessing = (changes: Partial<CaptureIn<'processing'>> = {}): CaptureIn<'processing'> => ({
  ...someQueued({ attempt: 1 }),
  leaseUntil: NOON + 60_000,
  ...changes,
  status: 'processing',
});

export const someResult = (changes: Partial<CaptureResult> = {}): CaptureResult => ({
  outputWidth: 1280,
  outputHeight: 720,
  fileSize: 3,
  fileHash: `sha256:${'0'.repeat(64)}`,
  capturedAt: NOON,
  renderSeconds: 1,
  timings: {},
  pageStatus: 200,
  finalUrl: 'https://example.com/',
  pageTitle: 'Example',
  ...changes,
});

export const someDone = (changes: Partial<CaptureIn<'done'>> = {}): CaptureIn<'done'> => {
  const { dueAt: _, ...facts } = someQueued({ attempt: 1 });
  return { ...facts, result: someResult(), ...changes, status: 'done' };
};

export const someFailed = (changes: Partial<CaptureIn<'failed'>> = {}): CaptureIn<'failed'> => {
  const { dueAt: _, ...facts } = someQueued({ attempt: 1 });
  return { ...facts, refunded: true, failure: 'dns_failed', endedAt: NOON, ...changes, status: 'failed' };
};

/** Bytes that look random and are the same in every run. */
export const seededBytes = (seed: string): RandomBytes => {
  let turn = 0;
  return (count) => {
    turn += 1;
    const blocks = Array.from({ length: Math.ceil(count / 32) }, (_, block) =>
      createHash('sha256').update(`${seed}/${turn}/${block}`).digest(),
    );
    return Buffer.concat(blocks).subarray(0, count);
  };
};

/** Hashes without a secret store. */
export const plainKeyHasher: KeyHasher = {
  hash: async (apiKey) => createHash('sha256').update(apiKey).digest('hex'),
};

/** The journal of a batch of one job that was begun at noon. */
export const someBatch = (changes: Partial<Batch> = {}): Batch => ({
  accountId: 'account1',
  id: 'a'.repeat(64),
  hasKey: true,
  state: 'open',
  bodyHash: 'hash',
  seed: '00',
  firstJobId: 1,
  plan: 'free',
  month: MONTH,
  createdAt: NOON,
  leaseUntil: NOON + BATCH_LEASE_MS,
  attempt: 1,
  outcomes: 'q',
  found: [],
  keptUntil: NOON + IDEMPOTENCY_MS,
  ...changes,
});
