import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Capture, hasEnded } from '../../functions/domain/capture.ts';
import { type CaptureEvent, MAX_ATTEMPTS, transition } from '../../functions/domain/transition.ts';
import { NOON, someQueued } from '../support/builders.ts';

const result = {
  outputWidth: 1,
  outputHeight: 1,
  fileSize: 1,
  fileHash: 'sha256:00',
  capturedAt: NOON,
  renderSeconds: 1,
  timings: {},
  pageStatus: 200,
  finalUrl: 'https://example.com/',
  pageTitle: '',
};
const claimed = (at: number): CaptureEvent => ({ type: 'claimed', at, leaseUntil: at + 100, dueAt: at + 10 });
const finished: CaptureEvent = { type: 'finished', result, warnings: ['late'] };
const crashed = (at: number): CaptureEvent => ({ type: 'attempt_failed', failure: 'page_crashed', at });
const refused = (at: number): CaptureEvent => ({ type: 'attempt_failed', failure: 'dns_failed', at });

const apply = (from: Capture, ...events: CaptureEvent[]): Capture =>
  events.reduce((state, event) => {
    const next = transition(state, event);
    if (next === undefined) throw new Error(`${event.type} does not apply to ${state.status}`);
    return next;
  }, from);

describe('the life of a capture', () => {
  test('a claim raises the attempt and holds the capture until its lease runs out', () => {
    const held = apply(someQueued(), claimed(NOON));
    expect(held).toMatchObject({ status: 'processing', attempt: 1, leaseUntil: NOON + 100 });
    expect(transition(held, claimed(NOON + 99))).toBeUndefined();
    expect(transition(held, claimed(NOON + 100))).toMatchObject({ status: 'processing', attempt: 2 });
  });

  test('finishing keeps earlier warnings, adds the new ones and drops the lease', () => {
    const done = apply(someQueued({ warnings: ['early'] }), claimed(NOON), finished);
    expect(done).toMatchObject({ status: 'done', warnings: ['early', 'late'], result });
    expect(done).not.toHaveProperty('leaseUntil');
  });

  test('a crash is tried again, and is the answer after the last attempt', () => {
    const twice = apply(someQueued(), claimed(NOON), crashed(NOON), claimed(NOON), crashed(NOON));
    expect(twice).toMatchObject({ status: 'queued', attempt: 2 });
    expect(apply(twice, claimed(NOON), crashed(NOON + 5))).toMatchObject({
      status: 'failed',
      failure: 'page_crashed',
      endedAt: NOON + 5,
    });
  });

  test('what the page itself answered is final at once', () => {
    expect(apply(someQueued(), claimed(NOON), refused(NOON))).toMatchObject({
      status: 'failed',
      failure: 'dns_failed',
    });
  });

  test('a worker that crashes without a word each time ends in failed, not in an endless loop', () => {
    let state: Capture = someQueued();
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      state = apply(state, claimed(NOON + attempt * 1_000));
      expect(state).toMatchObject({ status: 'processing', attempt });
    }
    expect(apply(state, claimed(NOON + 9_000))).toMatchObject({ status: 'failed', failure: 'internal' });
  });

  test('a waitlisted capture is released once, with what pays for it, and cannot be claimed before', () => {
    const { charge, dueAt: _, ...facts } = someQueued();
    const waiting: Capture = { ...facts, status: 'waitlisted' };
    const released = { type: 'released', charge, dueAt: NOON + 5 } as const;
    const queued = apply(waiting, released);
    expect(queued).toEqual(someQueued({ dueAt: NOON + 5 }));
    expect(transition(queued, released)).toBeUndefined();
    expect(transition(waiting, claimed(NOON))).toBeUndefined();
  });
});

test('in any order of events: an ended capture never changes, status and attempt never come back', () => {
  const event = fc
    .tuple(fc.nat(1_000), fc.constantFrom('claim', 'finish', 'crash', 'refuse'))
    .map(([late, kind]) => {
      const at = NOON + late;
      if (kind === 'claim') return claimed(at);
      if (kind === 'finish') return finished;
      return kind === 'crash' ? crashed(at) : refused(at);
    });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      let state: Capture = someQueued();
      const seen = new Set([`${state.status}/${state.attempt}`]);
      for (const one of events) {
        const next = transition(state, one);
        if (next === undefined) continue;
        expect(hasEnded(state)).toBe(false);
        const version = `${next.status}/${next.attempt}`;
        expect(seen.has(version)).toBe(false);
        seen.add(version);
        expect(next.attempt).toBeLessThanOrEqual(MAX_ATTEMPTS);
        state = next;
      }
    }),
  );
});
