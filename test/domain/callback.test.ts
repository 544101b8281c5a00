import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CALLBACK_LEASE_MS,
  type Callback,
  type CallbackEvent,
  type CallbackOutcome,
  callbackFaults,
  callbackTransition,
  lastCallbackResult,
  newCallback,
  shownCallback,
  UNREACHABLE_MS,
} from '../../functions/domain/callback.ts';
import { CALLBACK_ATTEMPTS, callbackDelay } from '../../functions/domain/callback-schedule.ts';
import { NOON } from '../support/builders.ts';

const due: Callback = { ...newCallback('https://hooks.example.net/'), dueAt: NOON };
const begun = (at: number): CallbackEvent => ({ type: 'begun', at });
const answered = (outcome: CallbackOutcome, at: number, jitter = 0.5): CallbackEvent => ({
  type: 'answered',
  at,
  ms: 12,
  outcome,
  jitter,
});
const apply = (from: Callback, ...events: CallbackEvent[]): Callback =>
  events.reduce((state, event) => {
    const next = callbackTransition(state, event);
    if (next === undefined) throw new Error(`${event.type} does not apply to ${state.state}`);
    return next;
  }, from);

/** The callback after attempts that all ended the same way, each begun when it was due. */
const following = (count: number, outcome: CallbackOutcome, jitter = 0.5): Callback => {
  let state = due;
  for (let attempt = 0; attempt < count; attempt += 1) {
    const at = state.dueAt ?? 0;
    state = apply(state, begun(at), answered(outcome, at, jitter));
  }
  return state;
};

describe('the attempts of a callback', () => {
  test('come at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h, and then no more', () => {
    const gaps: number[] = [];
    let state = due;
    while (state.state === 'pending') {
      const at = state.dueAt ?? 0;
      state = apply(state, begun(at), answered({ status: 500 }, at));
      if (state.dueAt !== undefined) gaps.push((state.dueAt - at) / 1_000);
    }
    expect(gaps).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 36_000]);
    expect(state).toMatchObject({ state: 'failed', attempts: 8, unburied: true });
    expect(state).not.toHaveProperty('dueAt');
    expect(state.trail).toHaveLength(8);
  });

  test('are a fifth sooner or later at most', () => {
    const delay = (jitter: number) => callbackDelay({ attempts: 2, jitter, now: NOON });
    expect([delay(0), delay(0.5), delay(1)]).toEqual([240_000, 300_000, 360_000]);
  });

  test.each([
    ['seconds within once and twice the delay', '400', 400],
    ['fewer than the delay', '3', 300],
    ['more than twice the delay', '86400', 600],
    ['a date', new Date(NOON + 450_000).toUTCString(), 450],
    ['a date that is past', new Date(NOON - 450_000).toUTCString(), 300],
    ['nothing that it may say', 'soon', 300],
    ['a negative number', '-5', 300],
  ])('heed a Retry-After of %s', (_, retryAfter, seconds) => {
    expect(callbackDelay({ attempts: 2, jitter: 0.5, retryAfter, now: NOON })).toBe(seconds * 1_000);
  });

  test('stay within once and twice the delay, whatever a receiver sends', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1, max: 7 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (text, attempts, jitter) => {
          const base = callbackDelay({ attempts, jitter: 0.5, now: NOON });
          const delay = callbackDelay({ attempts, jitter, retryAfter: text, now: NOON });
          expect(delay).toBeGreaterThanOrEqual(base * 0.8);
          expect(delay).toBeLessThanOrEqual(base * 2);
        },
      ),
    );
  });

  test('end with the first 2xx', () => {
    for (const status of [200, 204, 299]) {
      const state = following(1, { status });
      expect(state).toMatchObject({ state: 'delivered', attempts: 1, unburied: false });
      expect(state).not.toHaveProperty('dueAt');
    }
  });

  test('end with 410, which says not to come again', () => {
    expect(following(1, { status: 410 })).toMatchObject({ state: 'failed', attempts: 1, unburied: true });
  });

  test.each([199, 300, 301, 302, 307, 400, 404, 429, 500, 503])('go on after %i', (status) => {
    expect(following(1, { status })).toMatchObject({ state: 'pending', dueAt: NOON + 5_000 });
  });

  test.each(callbackFaults)(
    'that met nobody (%s) are repeated at one moment, however soon that was known',
    (fault) => {
      const started = apply(due, begun(NOON));
      const second: Callback = { ...started, attempts: 2 };
      for (const ms of [0, 40, UNREACHABLE_MS]) {
        const failed = answered({ fault }, NOON + ms);
        // No sooner than each of its kind counts as ended, and so not always 5 s after it began.
        expect(apply(started, failed).dueAt).toBe(NOON + UNREACHABLE_MS);
        expect(apply(second, failed).dueAt).toBe(NOON + 300_000);
      }
      // Whoever was met and kept it waiting is left in peace for as long.
      expect(apply(started, answered({ fault }, NOON + 30_000)).dueAt).toBe(NOON + 35_000);
    },
  );

  test('begin no sooner than they are due, and one at a time', () => {
    expect(callbackTransition(due, begun(NOON - 1))).toBeUndefined();
    const open = apply(due, begun(NOON));
    expect(open.dueAt).toBe(NOON + CALLBACK_LEASE_MS);
    expect(callbackTransition(open, begun(NOON + CALLBACK_LEASE_MS - 1))).toBeUndefined();
  });

  test('count when their sender died, and the last one that did so gives up', () => {
    let state = due;
    for (let attempt = 1; attempt <= CALLBACK_ATTEMPTS; attempt += 1) {
      state = apply(state, begun(state.dueAt ?? 0));
      expect(state.attempts).toBe(attempt);
    }
    state = apply(state, begun(state.dueAt ?? 0));
    expect(state).toMatchObject({ state: 'failed', attempts: CALLBACK_ATTEMPTS, unburied: true });
    expect(state.trail.every(({ fault }) => fault === 'interrupted')).toBe(true);
  });
});

test('an operator’s replay gives as many attempts as there were, and counts on', () => {
  const dead = following(8, { fault: 'timed_out' });
  const buried = apply(dead, { type: 'buried' });
  expect(callbackTransition(buried, { type: 'buried' })).toBeUndefined();
  const replayed = apply(buried, { type: 'replayed', at: NOON });
  expect(replayed).toMatchObject({ state: 'pending', attempts: 8, forgiven: 8, dueAt: NOON });
  const again = apply(replayed, begun(NOON), answered({ status: 500 }, NOON));
  expect(again).toMatchObject({ state: 'pending', attempts: 9, dueAt: NOON + 5_000 });
});

test('callers are told the status of the last answer or that there was none, and no more', () => {
  expect(lastCallbackResult(due)).toBeUndefined();
  expect(lastCallbackResult(following(1, { status: 503 }))).toBe('http 503');
  for (const fault of ['blocked_address', 'dns_failed', 'connection_failed', 'tls_failed'] as const) {
    expect(lastCallbackResult(following(1, { fault }))).toBe('unreachable');
  }
  // One that is under way says what came before it.
  const state = following(1, { status: 500 });
  expect(lastCallbackResult(apply(state, begun(state.dueAt ?? 0)))).toBe('http 500');
});

test('callers see an attempt that met nobody as under way until each of its kind counts as ended', () => {
  const refused = following(1, { fault: 'blocked_address' });
  const open = apply(due, begun(NOON));
  expect(shownCallback(refused, NOON + UNREACHABLE_MS - 1)).toMatchObject({
    state: 'pending',
    attempts: 1,
    trail: open.trail,
  });
  expect(shownCallback(refused, NOON + UNREACHABLE_MS)).toBe(refused);
  const last = following(8, { fault: 'blocked_address' });
  const startedAt = last.trail.at(-1)?.at ?? 0;
  expect(last.state).toBe('failed');
  expect(shownCallback(last, startedAt + UNREACHABLE_MS - 1).state).toBe('pending');
  expect(shownCallback(last, startedAt + UNREACHABLE_MS).state).toBe('failed');
  const answer = following(1, { status: 500 });
  expect(shownCallback(answer, NOON)).toBe(answer);
});
