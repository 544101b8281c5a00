import { describe, expect, test } from 'vitest';
import { newCallback } from '../../functions/domain/callback.ts';
import type { Capture, CaptureIn } from '../../functions/domain/capture.ts';
import { ApiError } from '../../functions/domain/errors.ts';
import { getCaptureFile } from '../../functions/usecases/get-capture-file.ts';
import {
  NOON,
  someDone,
  someFailed,
  someParked,
  someProcessing,
  someQueued,
  someToken,
  someWaitlisted,
} from '../support/builders.ts';
import { memoryService } from '../support/memory-ports.ts';

const refusalOf = async (stored: Capture | undefined, token = someToken()): Promise<ApiError> => {
  const { captures, held } = memoryService();
  const asked: string[] = [];
  if (stored !== undefined) captures.rows.set(stored.token, stored);
  const get = async (one: string) => {
    asked.push(one);
    return captures.get(one);
  };
  const error = await getCaptureFile({ captures: { get }, held, now: () => NOON }, token).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiError)) throw new Error('nothing was refused', { cause: error });
  // A malformed token costs no look-up.
  expect(asked).toEqual(/^[A-Za-z0-9]{32}$/.test(token) ? [token] : []);
  return error;
};

type Facts = Partial<Pick<CaptureIn<'queued'>, 'private' | 'callback'>>;
const isPrivate: Facts = { private: true };
const isCallback: Facts = { callback: newCallback('https://hooks.example.net/') };
const isHosted: Facts = {};

const held = (facts: Facts, heldUntil: number): Capture => someDone({ ...facts, heldUntil });

describe('the file of a capture', () => {
  test.each([
    ['a token that is unknown', someToken('b')],
    ['a token that is too short', 'a'.repeat(31)],
    ['a token that is too long', 'a'.repeat(33)],
    ['a token with other letters', `${'a'.repeat(31)}-`],
    ['a token with a line end', `${'a'.repeat(32)}\n`],
    ['no token', ''],
  ])('is not found for %s', async (_, token) => {
    expect((await refusalOf(held(isPrivate, NOON + 1), token)).code).toBe('not_found');
  });

  test.each([
    ['waitlisted', someWaitlisted(isHosted)],
    ['parked', someParked(isHosted)],
    ['queued', someQueued(isHosted)],
    ['processing', someProcessing(isHosted)],
    ['done', someDone(isHosted)],
    ['failed', someFailed(isHosted)],
  ])('is not found for a hosted one that is %s', async (_, capture) => {
    expect((await refusalOf(capture)).code).toBe('not_found');
  });

  describe.each([
    ['a private one', isPrivate],
    ['one with a callback', isCallback],
    ['a private one with a callback', { ...isPrivate, ...isCallback }],
  ])('of %s', (_, facts) => {
    test.each([
      ['waitlisted', someWaitlisted(facts)],
      ['parked', someParked(facts)],
      ['queued', someQueued(facts)],
      ['processing', someProcessing(facts)],
    ])('is not ready while it is %s', async (__, capture) => {
      expect((await refusalOf(capture)).code).toBe('not_ready');
    });

    test('is not found when the capture failed', async () => {
      expect((await refusalOf(someFailed(facts))).code).toBe('not_found');
    });

    test('is gone from the moment it expires', async () => {
      expect((await refusalOf(held(facts, NOON - 1))).code).toBe('gone');
      expect((await refusalOf(held(facts, NOON))).code).toBe('gone');
    });
  });

  test('is not found in the same words for unknown and malformed tokens', async () => {
    const [unknown, malformed] = [await refusalOf(undefined), await refusalOf(undefined, 'malformed')];
    expect(malformed.details).toEqual(unknown.details);
  });
});
