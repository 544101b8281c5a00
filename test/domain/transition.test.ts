import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newCallback } from '../../functions/domain/callback.ts';
import { type Capture, capture, hasEnded } from '../../functions/domain/capture.ts';
import { LEASE_SECONDS } from '../../functions/domain/time-limits.ts';
import {
  type CaptureEvent,
  MAX_ATTEMPTS,
  transition,
  transitionPairs,
} from '../../functions/domain/transition.ts';
import {
  NOON,
  someDone,
  someFailed,
  someParked,
  someProcessing,
  someQueued,
  someWaitlisted,
} from '../support/builders.ts';

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
const finished: CaptureEvent = { type: 'finished', result, warnings: ['late'], at: NOON };
const crashed = (at: number): CaptureEvent => ({ type: 'attempt_failed', failure: 'page_crashed', at });
const refused = (at: number): CaptureEvent => ({ type: 'attempt_failed', failure: 'dns_failed', at });

const canceled = (at: number): CaptureEvent => ({ type: 'canceled', at });

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

  test('a waitlisted capture is released once, with what pays for it, and waits for a slot then', () => {
    const { charge } = someQueued();
    const released = { type: 'released', charge, dueAt: NOON + 5 } as const;
    const parked = apply(someWaitlisted(), released);
    expect(parked).toEqual(someParked({ dueAt: NOON + 5 }));
    expect(transition(parked, released)).toBeUndefined();
    expect(transition(someWaitlisted(), claimed(NOON))).toBeUndefined();
  });

  test('a parked capture gets a slot once, and cannot be claimed before', () => {
    const dispatched = { type: 'dispatched', dueAt: NOON + 5 } as const;
    const queued = apply(someParked(), dispatched);
    expect(queued).toEqual(someQueued({ dueAt: NOON + 5 }));
    expect(transition(queued, dispatched)).toBeUndefined();
    expect(transition(someParked(), claimed(NOON))).toBeUndefined();
  });

  test('what failed says whether it is given back', () => {
    const tired = someProcessing({ attempt: MAX_ATTEMPTS });
    expect(apply(tired, refused(NOON))).toMatchObject({ status: 'failed', refunded: true });
    expect(apply(tired, crashed(NOON))).toMatchObject({ status: 'failed', refunded: false });
    // A worker that died says nothing about the page.
    expect(apply(tired, claimed(NOON + 99_000))).toMatchObject({ failure: 'internal', refunded: true });
  });
});

describe('an operator cancels', () => {
  test.each<[string, Capture]>([
    ['parked', someParked()],
    ['queued', someQueued()],
    ['processing', someProcessing()],
  ])('a capture that is %s: it fails as internal, says why, and is given back', (_, from) => {
    const after = apply({ ...from, warnings: ['early'] }, canceled(NOON + 9));
    expect(after).toMatchObject({
      status: 'failed',
      failure: 'internal',
      refunded: true,
      endedAt: NOON + 9,
      warnings: ['early', expect.stringContaining('canceled')],
      attempt: from.attempt,
      charge: { from: 'quota' },
    });
    expect(after).not.toHaveProperty('leaseUntil');
    expect(after).not.toHaveProperty('dueAt');
  });

  test('one that waits to be paid for: there is nothing to give back', () => {
    const after = apply(someWaitlisted(), canceled(NOON));
    expect(after).toMatchObject({ status: 'failed', failure: 'internal', refunded: false });
    expect(after).not.toHaveProperty('charge');
  });

  test('and the attempt that was under way can change nothing any more', () => {
    const after = apply(someProcessing(), canceled(NOON));
    for (const event of [finished, crashed(NOON), claimed(NOON + 99_000)]) {
      expect(transition(after, event)).toBeUndefined();
    }
  });
});

describe('an operator has a failed capture tried anew', () => {
  const kept = { from: 'credit' } as const;
  const anew = { from: 'quota', month: '2026-12' } as const;
  const retried: CaptureEvent = { type: 'retried', charge: anew, dueAt: NOON + 7 };

  test.each<[string, Capture, object]>([
    ['what was given back is paid anew', someFailed({ charge: kept, refunded: true }), anew],
    ['what was kept is paid already', someFailed({ charge: kept, refunded: false }), kept],
    ['what was never paid is paid', someFailed({ charge: undefined, refunded: false }), anew],
  ])('%s', (_, from, charge) => {
    expect(apply(from, retried)).toMatchObject({ status: 'parked', charge, dueAt: NOON + 7 });
  });

  test('it begins as one that waits for a slot, with nothing of its failure', () => {
    const after = apply(someFailed({ keptUntil: NOON + 9, withdrawnAt: NOON, attempt: 3 }), retried);
    for (const name of [
      'failure',
      'withdrawnAt',
      'endedAt',
      'refunded',
      'keptUntil',
      'leaseUntil',
      'result',
    ]) {
      expect(after).not.toHaveProperty(name);
    }
    expect(capture.parse(after)).toEqual(after);
  });

  test('a retry is a new fence: it counts as an attempt, and all before it are forgiven', () => {
    let state = apply(someFailed({ attempt: 3 }), retried);
    expect(state).toMatchObject({ attempt: 4, attemptsForgiven: 4 });
    state = apply(state, { type: 'dispatched', dueAt: NOON });
    for (let attempt = 5; attempt < 4 + MAX_ATTEMPTS; attempt += 1) {
      state = apply(state, claimed(NOON), crashed(NOON));
      expect(state).toMatchObject({ status: 'queued', attempt, attemptsForgiven: 4 });
    }
    state = apply(state, claimed(NOON), crashed(NOON));
    expect(state).toMatchObject({ status: 'failed', attempt: 4 + MAX_ATTEMPTS });
    expect(transition(state, retried)).toBeUndefined();
    state = apply(state, { type: 'withdrawn', at: NOON + 115_000 });
    expect(apply(state, retried)).toMatchObject({ attempt: 8, attemptsForgiven: 8 });
  });

  test('a worker that crashes without a word has as many attempts as before', () => {
    const held = someProcessing({ attempt: 4 + MAX_ATTEMPTS - 1, attemptsForgiven: 4, leaseUntil: NOON });
    expect(apply(held, claimed(NOON))).toMatchObject({ status: 'processing', attempt: 4 + MAX_ATTEMPTS });
    const last = someProcessing({ attempt: 4 + MAX_ATTEMPTS, attemptsForgiven: 4, leaseUntil: NOON });
    expect(apply(last, claimed(NOON))).toMatchObject({ status: 'failed', failure: 'internal' });
  });
});

describe('what attempts of a failed capture may have stored is gone', () => {
  const failed = someFailed({ withdrawAt: NOON });
  test('from the moment on when nobody stores any more', () => {
    expect(transition(failed, { type: 'withdrawn', at: NOON - 1 })).toBeUndefined();
    expect(apply(failed, { type: 'withdrawn', at: NOON })).toMatchObject({ withdrawnAt: NOON });
  });

  test('not while its callback is under way, whose sender writes the same row', () => {
    const callback = { ...newCallback('https://hooks.example.net/'), attempts: 1 };
    for (const open of [
      { ...callback, dueAt: NOON },
      { ...callback, state: 'failed' as const, unburied: true },
    ]) {
      expect(transition({ ...failed, callback: open }, { type: 'withdrawn', at: NOON })).toBeUndefined();
    }
    const settled = { ...callback, state: 'delivered' as const, dueAt: undefined };
    expect(transition({ ...failed, callback: settled }, { type: 'withdrawn', at: NOON })).toBeDefined();
  });
});

/** By state and event, what comes of it; what is not here does not apply. */
const table: Readonly<Record<Capture['status'], Readonly<Partial<Record<CaptureEvent['type'], string>>>>> = {
  waitlisted: { released: 'parked', canceled: 'failed' },
  parked: { dispatched: 'queued', canceled: 'failed' },
  queued: { claimed: 'processing', canceled: 'failed' },
  processing: { claimed: 'processing', finished: 'done', attempt_failed: 'queued', canceled: 'failed' },
  done: { expired: 'done' },
  failed: { retried: 'parked', withdrawn: 'failed', expired: 'failed' },
};
const states: Readonly<Record<Capture['status'], Capture>> = {
  waitlisted: someWaitlisted(),
  parked: someParked(),
  queued: someQueued(),
  processing: someProcessing({ leaseUntil: NOON }),
  done: someDone({ private: true, heldUntil: NOON }),
  failed: someFailed({ private: true, heldUntil: NOON }),
};
const { charge } = someQueued();
const events: Readonly<Record<CaptureEvent['type'], CaptureEvent>> = {
  released: { type: 'released', charge, dueAt: NOON },
  dispatched: { type: 'dispatched', dueAt: NOON },
  claimed: claimed(NOON),
  finished,
  attempt_failed: crashed(NOON),
  canceled: canceled(NOON),
  retried: { type: 'retried', charge, dueAt: NOON },
  withdrawn: { type: 'withdrawn', at: NOON },
  expired: { type: 'expired', at: NOON },
};
/** A failed capture is tried anew only where nothing is left to be withdrawn. */
const stateFor = (from: Capture, { type }: CaptureEvent): Capture =>
  type === 'withdrawn' && from.status === 'failed' ? { ...from, withdrawAt: NOON } : from;
const pairs = Object.values(states).flatMap((from) =>
  Object.values(events).map((event) => ({ from: stateFor(from, event), event })),
);

describe('of all pairs of state and event', () => {
  test.each(pairs)('$from.status, $event.type', ({ from, event }) => {
    const next = transition(from, event);
    expect(next?.status).toBe(table[from.status][event.type]);
    if (next === undefined) return;
    // What is stored is what is read again: no property of another state is carried along.
    expect(capture.parse(next)).toEqual(next);
    const facts = ({ token, jobId, accountId, options, createdAt }: Capture) => ({
      token,
      jobId,
      accountId,
      options,
      createdAt,
    });
    expect(facts(next)).toEqual(facts(from));
  });

  test('those with a rule are those of the table', () => {
    const wanted = Object.entries(table).flatMap(([status, row]) =>
      Object.keys(row).map((type) => `${status} ${type}`),
    );
    expect(transitionPairs.map((pair) => pair.join(' ')).toSorted()).toEqual(wanted.toSorted());
  });
});

test('in any order of events: status and attempt never come back, and only a retry goes on from an end', () => {
  const event = fc
    .tuple(fc.nat(1_000), fc.constantFrom(...Object.keys(events), 'refused'))
    .map(([late, kind]) => {
      const at = NOON + late;
      if (kind === 'claimed') return claimed(at);
      if (kind === 'attempt_failed') return crashed(at);
      if (kind === 'refused') return refused(at);
      if (kind === 'canceled') return canceled(at);
      // Later than any end, as the sweeper is.
      if (kind === 'withdrawn') return { type: 'withdrawn' as const, at: at + 1_000 + LEASE_SECONDS * 1_000 };
      return events[kind as CaptureEvent['type']];
    });
  const start = fc.constantFrom(someWaitlisted(), someParked(), someQueued());
  const applied = new Set<CaptureEvent['type']>();
  fc.assert(
    fc.property(start, fc.array(event, { minLength: 40, maxLength: 80 }), (from, all) => {
      let state: Capture = from;
      const seen = new Set([`${state.status}/${state.attempt}`]);
      let claims = 0;
      for (const one of all) {
        const next = transition(state, one);
        if (next === undefined) continue;
        applied.add(one.type);
        if (hasEnded(state)) expect(one.type).toMatch(/^(retried|withdrawn)$/);
        // Files are gone, and nothing else has changed.
        if (one.type === 'withdrawn') {
          expect(next).toMatchObject({ status: state.status, attempt: state.attempt });
          state = next;
          continue;
        }
        if (one.type === 'retried') expect(state).not.toHaveProperty('withdrawAt');
        const version = `${next.status}/${next.attempt}`;
        expect(seen.has(version)).toBe(false);
        seen.add(version);
        expect(next.attempt).toBeGreaterThanOrEqual(state.attempt);
        if (one.type === 'retried') claims = 0;
        if (next.status === 'processing' && next.attempt > state.attempt) claims += 1;
        expect(claims).toBeLessThanOrEqual(MAX_ATTEMPTS);
        state = next;
      }
    }),
    { numRuns: 500 },
  );
  // All but what only a held file has.
  expect([...applied].toSorted()).toEqual(
    Object.keys(events)
      .filter((kind) => kind !== 'expired')
      .toSorted(),
  );
});
