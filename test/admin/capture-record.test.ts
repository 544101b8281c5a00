import { expect, test } from 'vitest';
import { captureRecord } from '../../bin/admin/capture-record.ts';
import { shownTrail } from '../../bin/admin/shown-trail.ts';
import { type Callback, newCallback } from '../../functions/domain/callback.ts';
import type { CaptureResult } from '../../functions/domain/capture.ts';
import { NOON, someDone, someOptions, someQueued } from '../support/builders.ts';

const SECOND = 1_000;
const at = NOON / SECOND;
const someCallback = (changes: Partial<Callback> = {}): Callback => ({
  ...newCallback('https://hooks.example.net:8443/team/s3same?key=hush'),
  attempts: 3,
  dueAt: NOON + 300 * SECOND,
  trail: [
    { at: NOON, ms: 31, status: 500 },
    { at: NOON + 5 * SECOND, ms: 5_002, fault: 'timed_out' },
    { at: NOON + 10 * SECOND },
  ],
  ...changes,
});

const published = someDone();
/** As it is stored: addresses and title are sealed. */
const privately = () => {
  const { url: _url, ...options } = someOptions();
  const { finalUrl: _finalUrl, pageTitle: _pageTitle, ...result } = published.result;
  return someDone({ private: true, options, result: result as CaptureResult, heldUntil: NOON + SECOND });
};

test('the callback is shown with all attempts, and of its address the host only', () => {
  const record = captureRecord(someDone({ callback: someCallback(), heldUntil: NOON + SECOND }), NOON);
  expect(record.callback).toEqual({
    state: 'pending',
    host: 'hooks.example.net:8443',
    attempts: 3,
    attempts_forgiven: 0,
    next_attempt_at: at + 300,
    last_attempt_at: at + 10,
    last_result: 'unreachable',
    trail: [
      { at, status: 500, fault: null, duration_ms: 31 },
      { at: at + 5, status: null, fault: 'timed_out', duration_ms: 5_002 },
      { at: at + 10, status: null, fault: null, duration_ms: null },
    ],
  });
  expect(JSON.stringify(record)).not.toMatch(/s3same|hush/);
});

test('a callback of a capture that has not ended has no attempts', () => {
  const callback = newCallback('https://hooks.example.net/');
  expect(captureRecord(someQueued({ callback }), NOON).callback).toMatchObject({
    state: 'pending',
    next_attempt_at: null,
    last_attempt_at: null,
    last_result: null,
    trail: [],
  });
});

test('attempts are numbered by what they were, also when the first ones are forgotten', () => {
  expect(shownTrail(someCallback({ attempts: 30 }))).toBe(
    [
      'ATTEMPT  AT                       RESULT     TOOK',
      '     28  2026-11-23 12:00:00 UTC  http 500   31 ms',
      '     29  2026-11-23 12:00:05 UTC  timed_out  5002 ms',
      '     30  2026-11-23 12:00:10 UTC  under way  -',
    ].join('\n'),
  );
  expect(shownTrail(someCallback({ attempts: 0, trail: [] }))).toBe('');
});

test('of a private capture no address is shown, and no file that nobody could fetch', () => {
  expect(captureRecord(privately(), NOON)).toMatchObject({
    address: 'private',
    result: { final_address: 'private' },
    private: true,
    files: [],
  });
});

test.each([
  ['published', published, null, null],
  ['held', privately(), at + 1, false],
  ['past its time', { ...privately(), heldUntil: NOON }, at, true],
  ['erased', { ...privately(), isExpired: true }, at + 1, true],
])('a file that is %s says until when it can be had', (_, one, held_until, expired) => {
  expect(captureRecord(one, NOON)).toMatchObject({ held_until, expired });
});
