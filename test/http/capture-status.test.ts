import { describe, expect, test } from 'vitest';
import type { Capture, CaptureResult } from '../../functions/domain/capture.ts';
import { accountAnswer, presentAccount } from '../../functions/http/account-answer.ts';
import { captureStatus } from '../../functions/http/capture-status.ts';
import { presentCapture } from '../../functions/http/present-capture.ts';
import { presentSubmitted, submitAnswer } from '../../functions/http/submit-answer.ts';
import {
  MONTH,
  NOON,
  someOptions,
  somePlans,
  someProfile,
  someQueued,
  someToken,
} from '../support/builders.ts';
import { captureStates } from '../support/capture-states.ts';

const urls = { apiUrl: 'https://api.example', staticUrl: 'https://static.example' };
const present = (one: Capture) =>
  captureStatus.parse(
    presentCapture(one, {
      urls,
      now: NOON,
      page: one.status === 'done' ? { url: one.options.url ?? '', ...one.result } : undefined,
    }),
  );

const result: CaptureResult = {
  outputWidth: 640,
  outputHeight: 5_000,
  fileSize: 9,
  fileHash: 'sha256:00',
  capturedAt: NOON + 900,
  renderSeconds: 0.42,
  timings: { navigate: 12 },
  pageStatus: 404,
  finalUrl: 'https://example.com/gone',
  pageTitle: 'Gone',
};
const done = (options: Parameters<typeof someOptions>[0]): Capture => ({
  ...someQueued({ options: someOptions(options) }),
  status: 'done',
  result,
});

describe('a status', () => {
  test.each(captureStates(NOON, urls))('of a capture that is $name', ({ row, answer }) => {
    expect(present(row)).toMatchObject({ token: row.token, ...answer });
  });

  test.each([
    ['before the turn of the month names it', -1, 0],
    ['just after the turn names it still, since what waits is let go now', 60_000, 0],
    ['long after the turn names the next one', 600_000, 31],
  ])('of what waits for its allowance, %s', (_, ms, days) => {
    const turn = Date.UTC(2026, 11, 1);
    const { charge: _charge, dueAt: _dueAt, ...facts } = someQueued({ createdAt: NOON });
    const row: Capture = { ...facts, status: 'waitlisted' };
    const at = presentCapture(row, { urls, now: turn + ms, page: undefined });
    expect(at).toMatchObject({ resets_at: turn / 1_000 + days * 86_400 });
    const fresh = presentCapture({ ...row, createdAt: turn + ms }, { urls, now: turn + ms, page: undefined });
    // What came after the turn has the next one to wait for.
    expect(fresh).toMatchObject({ resets_at: turn / 1_000 + (ms < 0 ? 0 : 31) * 86_400 });
  });

  test('of what is not published says nothing of the static host', () => {
    const held = captureStates(NOON, urls).filter(({ answer }) => 'download' in answer);
    expect(held).toHaveLength(2);
    for (const { row } of held) {
      expect(present(row)).not.toHaveProperty('image');
      expect(present(row)).not.toHaveProperty('preview');
    }
  });

  test('tells what was checked, and what came of the cookie banner', () => {
    const told = (more: Partial<CaptureResult>) => {
      const row: Capture = { ...someQueued(), status: 'done', result: { ...result, ...more } };
      return present(row);
    };
    expect(told({})).toMatchObject({ checks: {}, consent: null });
    expect(told({ checks: { blocked_requests: 4 } })).toMatchObject({ checks: { blocked_requests: 4 } });
    const consent = { action: 'reject', result: 'rejected' } as const;
    expect(told({ consent })).toMatchObject({ consent: { cmp: null, ...consent } });
    expect(told({ consent: { cmp: 'didomi', ...consent } })).toMatchObject({
      consent: { cmp: 'didomi', ...consent },
    });
  });

  test('with hidpi reports the pixels of the file', () => {
    const options = someOptions({ hidpi: true, output_size: 640 });
    expect(present(someQueued({ options }))).toMatchObject({ output_size: 640, output_height: 720 });
  });

  test('while waiting tells the size to come and how long it takes', () => {
    const options = someOptions({ output_size: 640, ratio: '4:3' });
    expect(present(someQueued({ options, dueAt: NOON + 7_400 }))).toEqual({
      token: someToken(),
      status: 'queued',
      format: 'jpg',
      viewport_width: 1280,
      output_size: 640,
      output_height: 480,
      ratio: '4:3',
      fullpage: false,
      eta_seconds: 7,
    });
  });

  test('of a full page knows no height before it is done, and no ratio ever', () => {
    const options = { fullpage: true, output_size: 640 as const };
    expect(present(someQueued({ options: someOptions(options) }))).toMatchObject({
      output_height: null,
      ratio: null,
    });
    expect(present(done(options))).toMatchObject({ output_height: 5_000, ratio: null });
  });

  test('has warnings only when there are some', () => {
    expect(present(someQueued())).not.toHaveProperty('warnings');
    expect(present(someQueued({ warnings: ['x'] }))).toMatchObject({ warnings: ['x'] });
  });
});

test('a submitted capture', () => {
  const answer = { job_id: 7, token: someToken(), status: 'queued', eta_seconds: 7 };
  expect(submitAnswer.parse(presentSubmitted(someQueued({ jobId: 7 }), NOON))).toEqual(answer);
  const warned = presentSubmitted(someQueued({ jobId: 7, warnings: ['x'] }), NOON);
  expect(submitAnswer.parse(warned)).toEqual({ ...answer, warnings: ['x'] });
});

test.each([
  [{}, { plan: 'free', pro_until: null, quota_total: 3, quota_remaining: 1, inflight_cap: 3 }],
  [{ plan: 'pro' as const }, { plan: 'pro', pro_until: null, quota_total: 10, quota_remaining: 8 }],
  [
    { plan: 'pro' as const, proUntil: NOON + 1_500 },
    { plan: 'pro', pro_until: NOON / 1_000 + 1 },
  ],
  [
    { plan: 'pro' as const, proUntil: NOON },
    { plan: 'free', pro_until: NOON / 1_000, quota_total: 3 },
  ],
  [
    { credit: 5, inflight: 2 },
    { credit: 5, inflight: 2, quota_used: 2 },
  ],
])('an account %j', (profile, answer) => {
  const account = { ...someProfile(profile), month: MONTH, quotaUsed: 2 };
  expect(accountAnswer.parse(presentAccount(account, somePlans, NOON))).toMatchObject(answer);
});

test('an account whose plan was lowered below what it used has nothing left, not less', () => {
  const account = { ...someProfile(), month: MONTH, quotaUsed: 9 };
  expect(presentAccount(account, somePlans, NOON).quota_remaining).toBe(0);
});
