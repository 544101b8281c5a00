import { describe, expect, test } from 'vitest';
import type { Capture, CaptureIn } from '../../functions/domain/capture.ts';
import { ApiError } from '../../functions/domain/errors.ts';
import { getCaptureFile } from '../../functions/usecases/get-capture-file.ts';
import { NOON, someQueued, someToken } from '../support/builders.ts';
import { memoryService } from '../support/memory-ports.ts';

const refusalOf = async (stored: Capture | undefined, token = someToken()): Promise<ApiError> => {
  const { captures } = memoryService();
  const asked: string[] = [];
  if (stored !== undefined) captures.rows.set(stored.token, stored);
  const get = async (one: string) => {
    asked.push(one);
    return captures.get(one);
  };
  const error = await getCaptureFile({ captures: { get }, now: () => NOON }, token).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiError)) throw new Error('nothing was refused', { cause: error });
  // A malformed token costs no look-up.
  expect(asked).toEqual(/^[A-Za-z0-9]{32}$/.test(token) ? [token] : []);
  return error;
};

type Facts = Partial<CaptureIn<'queued'>>;
const isPrivate: Facts = { private: true };
const isCallback: Facts = { callback: { state: 'pending', attempts: 0 } };
const isHosted: Facts = {};

const queued = (facts: Facts): Capture => someQueued(facts);
const waitlisted = (facts: Facts): Capture => {
  const { charge: _, dueAt: __, ...rest } = someQueued(facts);
  return { ...rest, status: 'waitlisted' };
};
const parked = (facts: Facts): Capture => ({ ...someQueued(facts), status: 'parked' });
const processing = (facts: Facts): Capture => ({
  ...someQueued(facts),
  status: 'processing',
  leaseUntil: NOON + 1_000,
});
const failed = (facts: Facts): Capture => {
  const { dueAt: _, ...rest } = someQueued(facts);
  return { ...rest, status: 'failed', refunded: true, failure: 'dns_failed', endedAt: NOON };
};
const done = (facts: Facts, heldUntil?: number): Capture => {
  const { dueAt: _, ...rest } = someQueued(facts);
  return {
    ...rest,
    status: 'done',
    result: {
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
      ...(heldUntil !== undefined && { heldUntil }),
    },
  };
};

describe('the file of a capture', () => {
  test.each([
    ['a token that is unknown', someToken('b')],
    ['a token that is too short', 'a'.repeat(31)],
    ['a token that is too long', 'a'.repeat(33)],
    ['a token with other letters', `${'a'.repeat(31)}-`],
    ['a token with a line end', `${'a'.repeat(32)}\n`],
    ['no token', ''],
  ])('is not found for %s', async (_, token) => {
    expect((await refusalOf(done(isPrivate, NOON + 1), token)).code).toBe('not_found');
  });

  test.each([
    ['waitlisted', waitlisted(isHosted)],
    ['parked', parked(isHosted)],
    ['queued', queued(isHosted)],
    ['processing', processing(isHosted)],
    ['done', done(isHosted)],
    ['failed', failed(isHosted)],
  ])('is not found for a hosted one that is %s', async (_, capture) => {
    expect((await refusalOf(capture)).code).toBe('not_found');
  });

  describe.each([
    ['a private one', isPrivate],
    ['one with a callback', isCallback],
    ['a private one with a callback', { ...isPrivate, ...isCallback }],
  ])('of %s', (_, facts) => {
    test.each([
      ['waitlisted', waitlisted(facts)],
      ['parked', parked(facts)],
      ['queued', queued(facts)],
      ['processing', processing(facts)],
    ])('is not ready while it is %s', async (__, capture) => {
      expect((await refusalOf(capture)).code).toBe('not_ready');
    });

    test('is not found when the capture failed', async () => {
      expect((await refusalOf(failed(facts))).code).toBe('not_found');
    });

    test('is gone from the moment it expires', async () => {
      expect((await refusalOf(done(facts, NOON - 1))).code).toBe('gone');
      expect((await refusalOf(done(facts, NOON))).code).toBe('gone');
      // Until then this version says that it cannot give it.
      expect((await refusalOf(done(facts, NOON + 1))).code).toBe('unavailable');
    });
  });

  test('is not found in the same words for unknown and malformed tokens', async () => {
    const [unknown, malformed] = [await refusalOf(undefined), await refusalOf(undefined, 'malformed')];
    expect(malformed.details).toEqual(unknown.details);
  });
});
