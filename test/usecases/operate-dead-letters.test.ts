import { describe, expect, test } from 'vitest';
import { newCallback } from '../../functions/domain/callback.ts';
import type { Capture } from '../../functions/domain/capture.ts';
import { type DeadLetterFate, judgeDeadLetter } from '../../functions/domain/judge-dead-letter.ts';
import type { QueueKind } from '../../functions/domain/queue-kind.ts';
import type { DeadLetter, DeadLetters } from '../../functions/ports/dead-letters.ts';
import { listDeadLetters } from '../../functions/usecases/list-dead-letters.ts';
import { replayDeadLetters } from '../../functions/usecases/replay-dead-letters.ts';
import {
  NOON,
  someDone,
  someFailed,
  someParked,
  someProcessing,
  someProfile,
  someQueued,
  someToken,
  someWaitlisted,
} from '../support/builders.ts';
import { memoryService } from '../support/memory-ports.ts';

/** A dead-letter queue; `steps` is what was done to it, in order. */
const memoryLetters = (
  tokens: readonly (string | undefined)[],
  steps: string[],
  kind: QueueKind = 'standard',
) => {
  const visible = new Map(
    tokens.map((token, index): [string, DeadLetter] => [
      `m${index}`,
      { id: `m${index}`, kind, token, receives: 12, sentAt: NOON - index, handle: `h${index}` },
    ]),
  );
  const hidden = new Map<string, DeadLetter>();
  const ports: DeadLetters = {
    take: async (most) => {
      const taken = [...visible.values()].slice(0, most);
      for (const letter of taken) {
        visible.delete(letter.id);
        hidden.set(letter.id, letter);
      }
      return taken;
    },
    giveBack: async (letters) => {
      for (const letter of letters) {
        if (!hidden.delete(letter.id)) throw new Error(`${letter.id} is not taken`);
        visible.set(letter.id, letter);
      }
    },
    delete: async (letters) => {
      steps.push(`delete ${letters.map(({ id }) => id).join(' ')}`);
      for (const { id } of letters) hidden.delete(id);
    },
  };
  return { ports, left: () => [...visible.keys()].toSorted(), hidden };
};

const [queued, done, unknown] = [someToken('q'), someToken('d'), someToken('u')];

const setUp = (tokens: readonly (string | undefined)[], kind?: QueueKind) => {
  const service = memoryService();
  const steps: string[] = [];
  service.accounts.profiles.set('account1', someProfile({ inflight: 1 }));
  service.accounts.profiles.set('rich', someProfile({ id: 'rich', credit: 1, inflight: 1 }));
  service.captures.rows.set(queued, someQueued({ token: queued }));
  service.captures.rows.set(done, someDone({ token: done }));
  const letters = memoryLetters(tokens, steps, kind);
  const send: typeof service.queue.send = async (sent, lane) => {
    await service.queue.send(sent, lane);
    steps.push(`send ${sent.map((token) => token[0]).join(' ')} ${lane}`);
  };
  const deps = { ...service, queue: { ...service.queue, send }, deadLetters: letters.ports, now: () => NOON };
  return { service, deps, steps, letters };
};

test.each<[string, string | undefined, Capture | undefined, DeadLetterFate, string]>([
  ['is none of ours', undefined, undefined, 'keep', 'Not a message of this service.'],
  ['has no capture', queued, undefined, 'drop', 'No such capture.'],
  ['is of one that is done', queued, someDone(), 'drop', 'The capture has ended (done).'],
  ['is of one that failed', queued, someFailed(), 'drop', 'The capture has ended (failed: dns_failed).'],
  [
    'is of one that is queued',
    queued,
    someQueued(),
    'send',
    'The capture is still queued: its message came back 12 times.',
  ],
  [
    'is of one that renders',
    queued,
    someProcessing({ attempt: 2 }),
    'send',
    'The capture is still processing, in attempt 2: its message came back 12 times.',
  ],
  [
    'is of one that is parked',
    queued,
    someParked(),
    'send',
    'The capture is still parked, until its account has a free render slot: its message came back 12 times.',
  ],
  [
    'is of one on the wait list',
    queued,
    someWaitlisted(),
    'send',
    'The capture is still on the wait list: its message came back 12 times.',
  ],
])('a letter that %s is judged so', (_, token, found, fate, reason) => {
  expect(judgeDeadLetter({ kind: 'standard', token, receives: 12 }, found, NOON)).toEqual({ fate, reason });
});

test.each([
  [0, 'The capture is still queued.'],
  [1, 'The capture is still queued: its message came back once.'],
])('a letter that came back %i times says so', (receives, reason) => {
  expect(judgeDeadLetter({ kind: 'standard', token: queued, receives }, someQueued(), NOON)).toEqual({
    fate: 'send',
    reason,
  });
});

const dead = { ...newCallback('https://hooks.example.net/'), state: 'failed', attempts: 8 } as const;
const LATER = NOON + 1_000;

describe('a dead letter of a callback', () => {
  const judge = (found: Capture | undefined, reason?: string) =>
    judgeDeadLetter({ kind: 'callbacks', token: queued, receives: 0, reason }, found, NOON);

  test.each<[string, Capture, DeadLetterFate, string]>([
    [
      'given up',
      someDone({ callback: dead, heldUntil: LATER }),
      'send',
      'Tried 8 times, the last time: nothing was sent.',
    ],
    [
      'delivered meanwhile',
      someDone({ callback: { ...dead, state: 'delivered' } }),
      'drop',
      'The callback was delivered, tried 8 times.',
    ],
    [
      'given up, with a file that is gone',
      someDone({ callback: dead, heldUntil: NOON }),
      'drop',
      'Tried 8 times, the last time: nothing was sent. The time in which it could be sent is over.',
    ],
    [
      'pending',
      someDone({ callback: { ...dead, state: 'pending' }, heldUntil: LATER }),
      'send',
      'The callback is still pending, tried 8 times.',
    ],
    [
      'replayed',
      someDone({ callback: { ...dead, state: 'pending', forgiven: 8 }, heldUntil: LATER }),
      'send',
      'The callback is pending again, since it was replayed.',
    ],
    ['of a capture without one', someDone(), 'drop', 'The capture has no callback.'],
    [
      'of a capture that is tried anew',
      someQueued({ callback: newCallback(dead.url) }),
      'drop',
      'The capture has not ended, and is sent on by itself when it has.',
    ],
    [
      'given up, which its row says exactly',
      someFailed({
        callback: { ...dead, trail: [{ at: NOON, ms: 9, fault: 'tls_failed' }] },
        heldUntil: LATER,
      }),
      'send',
      'Tried 8 times, the last time: tls_failed.',
    ],
    [
      'given up after a 410, which its operator may have put right',
      someDone({
        callback: { ...dead, attempts: 1, trail: [{ at: NOON, ms: 9, status: 410 }] },
        heldUntil: LATER,
      }),
      'send',
      'Tried once, the last time: http 410.',
    ],
    [
      'erased before its time',
      someDone({ callback: dead, heldUntil: LATER, isExpired: true }),
      'drop',
      'Tried 8 times, the last time: nothing was sent. The time in which it could be sent is over.',
    ],
    [
      'pending, of a result that is gone',
      someDone({ callback: { ...dead, state: 'pending' }, heldUntil: NOON }),
      'drop',
      'The time in which it could be sent is over.',
    ],
  ])('that is %s is judged so', (_, found, fate, reason) => {
    expect(judge(found)).toEqual({ fate, reason });
  });

  test('says what whoever gave it up has written', () => {
    const reason = 'Tried 8 times, the last time: tls_failed.';
    expect(judge(someDone({ callback: dead, heldUntil: LATER }), reason)).toEqual({ fate: 'send', reason });
  });

  test('is replayed: pending anew, with as many attempts, and sent on before it is deleted', async () => {
    const { deps, service, steps, letters } = setUp([done], 'callbacks');
    service.captures.rows.set(done, someDone({ token: done, callback: dead, heldUntil: LATER }));
    await replayDeadLetters(deps, { most: 10, dryRun: true });
    expect(service.callbacks.sent).toEqual([]);
    await replayDeadLetters(deps, { most: 10, dryRun: false });
    expect(service.captures.rows.get(done)?.callback).toMatchObject({
      state: 'pending',
      attempts: 8,
      forgiven: 8,
      dueAt: NOON,
    });
    expect(service.callbacks.sent).toEqual([{ token: done, delaySeconds: 0 }]);
    expect(steps).toEqual(['delete m0']);
    expect(letters.left()).toEqual([]);
  });

  test('that its queue gave up by itself says how often it came back', () => {
    const found = someDone({ callback: { ...dead, state: 'pending', attempts: 1 }, heldUntil: LATER });
    expect(judgeDeadLetter({ kind: 'callbacks', token: queued, receives: 40 }, found, NOON).reason).toBe(
      'The callback is still pending, tried once: its message came back 40 times.',
    );
  });

  test('changes nothing in a dry run', async () => {
    const { deps, service, letters } = setUp([done], 'callbacks');
    service.captures.rows.set(done, someDone({ token: done, callback: dead, heldUntil: LATER }));
    const before = service.captures.rows.get(done);
    const replayed = await replayDeadLetters(deps, { most: 10, dryRun: true });
    expect(replayed.map(({ fate }) => fate)).toEqual(['send']);
    expect(service.captures.rows.get(done)).toEqual(before);
    expect(service.callbacks.sent).toEqual([]);
    expect(letters.left()).toEqual(['m0']);
  });

  test('is sent once when there are two of it, and as it is when it is pending', async () => {
    const { deps, service, steps } = setUp([done, done, queued], 'callbacks');
    const pending = { ...dead, state: 'pending', dueAt: LATER } as const;
    service.captures.rows.set(done, someDone({ token: done, callback: dead, heldUntil: LATER }));
    service.captures.rows.set(queued, someDone({ token: queued, callback: pending, heldUntil: LATER }));
    await replayDeadLetters(deps, { most: 10, dryRun: false });
    expect(service.captures.rows.get(done)?.callback).toMatchObject({ state: 'pending', forgiven: 8 });
    expect(service.captures.rows.get(queued)?.callback).toEqual(pending);
    expect(service.callbacks.sent.map(({ token }) => token)).toEqual([done, queued]);
    expect(steps).toEqual(['delete m0 m1 m2']);
  });

  test('leaves what expired since it was judged as it is', async () => {
    const { deps, service } = setUp([done], 'callbacks');
    service.captures.rows.set(done, someDone({ token: done, callback: dead, heldUntil: LATER }));
    const getAll: typeof deps.captures.getAll = async (tokens) => {
      const judged = await deps.captures.getAll(tokens);
      const { sealed: _, ...erased } = someDone({ token: done, callback: dead, heldUntil: LATER });
      service.captures.rows.set(done, { ...erased, isExpired: true });
      return judged;
    };
    await replayDeadLetters({ ...deps, captures: { ...deps.captures, getAll } }, { most: 10, dryRun: false });
    expect(service.captures.rows.get(done)).toMatchObject({ isExpired: true, callback: { state: 'failed' } });
  });

  test('is replayed also when the answer to the write is lost', async () => {
    const { deps, service, letters } = setUp([done], 'callbacks');
    service.captures.rows.set(done, someDone({ token: done, callback: dead, heldUntil: LATER }));
    service.captures.answersLost = 1;
    await replayDeadLetters(deps, { most: 10, dryRun: false });
    expect(service.captures.rows.get(done)?.callback).toMatchObject({ state: 'pending', forgiven: 8 });
    expect(service.callbacks.sent).toEqual([{ token: done, delaySeconds: 0 }]);
    expect(letters.left()).toEqual([]);
  });

  test('stays when it cannot be sent on, and is sent on by the next replay', async () => {
    const { deps, service, letters } = setUp([done], 'callbacks');
    service.captures.rows.set(done, someDone({ token: done, callback: dead, heldUntil: LATER }));
    service.callbacks.broken = true;
    await expect(replayDeadLetters(deps, { most: 10, dryRun: false })).rejects.toThrow('the queue is down');
    expect(letters.left()).toEqual(['m0']);
    service.callbacks.broken = false;
    await replayDeadLetters(deps, { most: 10, dryRun: false });
    expect(service.callbacks.sent).toEqual([{ token: done, delaySeconds: 0 }]);
    expect(service.captures.rows.get(done)?.callback).toMatchObject({ state: 'pending', forgiven: 8 });
    expect(letters.left()).toEqual([]);
  });

  test('keeps its place while others write to its capture all the time', async () => {
    const { deps, service, letters } = setUp([done], 'callbacks');
    service.captures.rows.set(done, someDone({ token: done, callback: dead, heldUntil: LATER }));
    const busy = { ...deps, captures: { ...deps.captures, move: async () => 'moved' as const } };
    await expect(replayDeadLetters(busy, { most: 10, dryRun: false })).rejects.toThrow(
      `Too much happens to capture ${done}. Try again.`,
    );
    expect(service.callbacks.sent).toEqual([]);
    expect(letters.left()).toEqual(['m0']);
  });
});

test('a letter of the stream says what it stands for, and is deleted by a replay', async () => {
  const { deps, service, steps } = setUp([undefined], 'stream');
  expect(await listDeadLetters(deps, 10)).toMatchObject([
    {
      fate: 'drop',
      reason:
        "Changes of the table that the stream's reader could not hand on; the sweeper has sent their captures on.",
    },
  ]);
  await replayDeadLetters(deps, { most: 10, dryRun: false });
  expect(steps).toEqual(['delete m0']);
  expect([service.callbacks.sent, service.queue.sent]).toEqual([[], []]);
});

describe('listing dead letters', () => {
  test('says of each why it is there, the oldest first, and leaves all', async () => {
    const { deps, steps, letters } = setUp([queued, undefined, done, unknown]);
    const listed = await listDeadLetters(deps, 10);
    expect(listed.map(({ letter, capture, fate }) => [letter.id, capture?.status, fate])).toEqual([
      ['m3', undefined, 'drop'],
      ['m2', 'done', 'drop'],
      ['m1', undefined, 'keep'],
      ['m0', 'queued', 'send'],
    ]);
    expect(letters.left()).toEqual(['m0', 'm1', 'm2', 'm3']);
    expect(steps).toEqual([]);
  });

  test('gives them back also when they cannot be judged', async () => {
    const { deps, letters } = setUp([queued, done]);
    const getAll = async () => {
      throw new Error('the table is down');
    };
    const failing = { ...deps, captures: { ...deps.captures, getAll } };
    await expect(listDeadLetters(failing, 10)).rejects.toThrow('the table is down');
    expect(letters.left()).toEqual(['m0', 'm1']);
  });
});

describe('replaying dead letters', () => {
  test('sends what has not ended before it deletes it, deletes what is of no use, and keeps what is not ours', async () => {
    const rich = someToken('r');
    const { deps, service, steps, letters } = setUp([queued, undefined, done, unknown, rich]);
    service.captures.rows.set(rich, someQueued({ token: rich, accountId: 'rich' }));
    const replayed = await replayDeadLetters(deps, { most: 10, dryRun: false });
    expect(replayed.map(({ fate }) => fate)).toEqual(['send', 'keep', 'drop', 'drop', 'send']);
    expect(steps).toEqual(['send q standard', 'send r priority', 'delete m0 m2 m3 m4']);
    expect([letters.left(), letters.hidden.size]).toEqual([['m1'], 0]);
  });

  test('does none of that in a dry run', async () => {
    const { deps, steps, letters } = setUp([queued, undefined, done]);
    const replayed = await replayDeadLetters(deps, { most: 10, dryRun: true });
    expect(replayed.map(({ fate }) => fate)).toEqual(['send', 'keep', 'drop']);
    expect(steps).toEqual([]);
    expect([letters.left(), letters.hidden.size]).toEqual([['m0', 'm1', 'm2'], 0]);
  });

  test('looks at no more than it is told to', async () => {
    const { deps, letters } = setUp([done, done, done]);
    await replayDeadLetters(deps, { most: 2, dryRun: false });
    expect(letters.left()).toEqual(['m2']);
  });

  test('loses nothing when sending fails in the middle', async () => {
    const tokens = Array.from({ length: 25 }, (_, index) => someToken(String.fromCharCode(65 + index)));
    const { deps, service, letters } = setUp(tokens);
    for (const token of tokens) service.captures.rows.set(token, someQueued({ token }));
    const sent: string[] = [];
    const send = async (some: readonly string[]) => {
      if (sent.length >= 10) throw new Error('the queue is down');
      sent.push(...some);
    };
    const failing = { ...deps, queue: { send } };
    await expect(replayDeadLetters(failing, { most: 100, dryRun: false })).rejects.toThrow('down');
    expect(letters.left()).toHaveLength(15);
    expect(letters.hidden.size).toBe(0);
    await replayDeadLetters(deps, { most: 100, dryRun: false });
    expect(new Set([...sent, ...service.queue.sent])).toEqual(new Set(tokens));
    expect(letters.left()).toEqual([]);
  });
});
