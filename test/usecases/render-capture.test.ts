import { describe, expect, test } from 'vitest';
import type { AccountProfile } from '../../functions/domain/account.ts';
import { newCallback } from '../../functions/domain/callback.ts';
import type { Capture, CaptureIn } from '../../functions/domain/capture.ts';
import type { Retention } from '../../functions/domain/kept-times.ts';
import { RenderFailure, type RenderFailureCode } from '../../functions/domain/render-failure.ts';
import type { Picture } from '../../functions/ports/renderer.ts';
import { renderCapture } from '../../functions/usecases/render-capture.ts';
import {
  MONTH,
  NOON,
  someDone,
  someFailed,
  someParked,
  somePlans,
  someProcessing,
  someProfile,
  someQueued,
  someToken,
  someWaitlisted,
} from '../support/builders.ts';
import { memoryService, scriptedRenderer, somePicture } from '../support/memory-ports.ts';

const token = someToken();
/** What the queue is told when another attempt is worth it. */
const soon = { againIn: 1 };

const setUp = (
  answer: () => Promise<Picture> = async () => somePicture(),
  row: Capture = someQueued(),
  settings: { readonly retention?: Retention } = {},
) => {
  const service = memoryService();
  service.accounts.profiles.set('account1', someProfile({ inflight: 1 }));
  service.accounts.usage.set(`account1/${MONTH}`, 1);
  service.captures.rows.set(token, row);
  const renderer = scriptedRenderer(answer);
  const clock = { now: NOON };
  const logged: string[] = [];
  const deps = {
    ...service,
    renderer,
    plans: somePlans,
    ...settings,
    now: () => clock.now,
    log: (event: string) => void logged.push(event),
  };
  return {
    service,
    renderer,
    clock,
    logged,
    change: (changes: Partial<AccountProfile>) => {
      const profile = service.accounts.profiles.get('account1') ?? someProfile();
      service.accounts.profiles.set('account1', { ...profile, ...changes });
    },
    deliver: (receives = 1) => renderCapture(deps, token, receives),
    row: () => service.captures.rows.get(token),
    used: () => service.accounts.usage.get(`account1/${MONTH}`),
    inflight: () => service.accounts.profiles.get('account1')?.inflight,
  };
};

const failing = (code: RenderFailureCode) => async (): Promise<Picture> => {
  throw new RenderFailure(code);
};

describe('a delivery', () => {
  test('ends in done, with the file and its preview at the contract’s keys', async () => {
    const { deliver, service, row, inflight, used } = setUp();
    expect(await deliver()).toBe('settled');
    expect([...service.images.files.keys()].toSorted()).toEqual([
      `a/aa/${token}.jpg`,
      `a/aa/${token}_p.webp`,
    ]);
    expect(row()).toMatchObject({
      status: 'done',
      attempt: 1,
      result: {
        outputWidth: 1280,
        fileSize: 3,
        fileHash: 'sha256:039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81',
        timings: {
          queued: 0,
          claimed: 0,
          browser: 0,
          navigate: 12,
          settle: 0,
          consent: 0,
          scroll: 0,
          shoot: 0,
          encode: 0,
          store: 0,
        },
      },
    });
    expect(inflight()).toBe(0);
    expect(used()).toBe(1);
  });

  test('keeps what was checked, and what came of the cookie banner', async () => {
    const found = {
      checks: { blocked_requests: 4 },
      consent: { cmp: 'didomi', action: 'accept', result: 'accepted' },
    } as const;
    const { deliver, row } = setUp(async () => somePicture(found));
    await deliver();
    expect(row()).toMatchObject({ status: 'done', result: found });
  });

  test('is done only once the object is there', async () => {
    const { deliver, service, row } = setUp();
    service.images.broken = true;
    expect(await deliver()).toEqual(soon);
    expect(row()).toMatchObject({ status: 'queued', attempt: 1 });
    service.images.broken = false;
    expect(await deliver()).toBe('settled');
    expect(row()).toMatchObject({ status: 'done', attempt: 2 });
  });

  test('made twice renders once, also at the same time', async () => {
    const { deliver, renderer, inflight } = setUp();
    // The one that finds the capture held stays with the queue, should the other crash.
    expect((await Promise.all([deliver(), deliver()])).toSorted()).toEqual([{ againIn: 115 }, 'settled']);
    expect(await deliver()).toBe('settled');
    expect(renderer.asked).toHaveLength(1);
    expect(inflight()).toBe(0);
  });

  test('of a capture that nobody knows settles', async () => {
    const { deliver, service, renderer } = setUp();
    service.captures.rows.delete(token);
    expect(await deliver()).toBe('settled');
    expect(renderer.asked).toEqual([]);
  });

  test.each([
    ['was not the caller’s own wait', {}, { busySeconds: 6.5, renderSeconds: 1.5 }],
    ['was not that of two visits', { sharpen: 5_900 }, { busySeconds: 12, renderSeconds: 2 }],
  ])('tells the estimate how long the slot was taken, and how much of that %s', async (_, timings, seen) => {
    const { deliver, service, clock } = setUp(async () => {
      clock.now += seen.busySeconds * 1_000;
      return somePicture({ timings });
    });
    await deliver();
    expect(service.load.observed).toEqual([seen]);
  });

  test('is done although the estimate cannot be told', async () => {
    const { deliver, service, row } = setUp();
    service.load.broken = true;
    expect(await deliver()).toBe('settled');
    expect(row()).toMatchObject({ status: 'done' });
  });

  test('says while it renders when it expects to be done', async () => {
    let during: Capture | undefined;
    const { deliver, service } = setUp(
      async () => {
        during = service.captures.rows.get(token);
        return somePicture();
      },
      someQueued({ dueAt: NOON + 90_000 }),
    );
    await deliver();
    // wait_time 5 and a usual render of 2 s
    expect(during).toMatchObject({ status: 'processing', dueAt: NOON + 7_000 });
  });
});

describe('a failure', () => {
  test('of the page ends the capture, and gives back what it cost', async () => {
    const { deliver, row, used, inflight } = setUp(failing('dns_failed'));
    expect(await deliver()).toBe('settled');
    expect(row()).toMatchObject({ status: 'failed', failure: 'dns_failed' });
    expect(used()).toBe(0);
    expect(inflight()).toBe(0);
    expect(await deliver()).toBe('settled');
    expect(used()).toBe(0);
  });

  test('that used the whole budget is not given back', async () => {
    const { deliver, used, inflight } = setUp(failing('page_unresponsive'));
    await deliver();
    expect(used()).toBe(1);
    expect(inflight()).toBe(0);
  });

  test('that may pass is tried three times, and no more', async () => {
    const { deliver, row, renderer } = setUp(failing('page_crashed'));
    const outcomes = [await deliver(), await deliver(), await deliver(), await deliver()];
    expect(outcomes).toEqual([soon, soon, 'settled', 'settled']);
    expect(row()).toMatchObject({ status: 'failed', failure: 'page_crashed', attempt: 3 });
    expect(renderer.asked).toHaveLength(3);
  });

  test('that nobody foresaw is internal, and is tried again', async () => {
    const { deliver, row } = setUp(async () => {
      throw new TypeError('a bug');
    });
    expect(await deliver()).toEqual(soon);
    expect(row()).toMatchObject({ status: 'queued', dueAt: NOON + 7_000 });
  });

  test('of a worker that crashed is found when its lease has run out, by the message that waited for it', async () => {
    const { deliver, row, clock, renderer } = setUp(undefined, {
      ...someQueued(),
      status: 'processing',
      attempt: 3,
      leaseUntil: NOON + 60_000,
    });
    expect(await deliver()).toEqual({ againIn: 60 });
    expect(row()).toMatchObject({ status: 'processing' });
    clock.now = NOON + 60_000;
    expect(await deliver()).toBe('settled');
    expect(row()).toMatchObject({ status: 'failed', failure: 'internal' });
    expect(renderer.asked).toEqual([]);
  });
});

describe('a write whose answer is lost does not lose the capture', () => {
  test('the claim', async () => {
    const { deliver, service, row, clock } = setUp();
    service.captures.answersLost = 1;
    expect(await deliver()).toEqual({ againIn: 115 });
    clock.now += 115_000;
    expect(await deliver()).toBe('settled');
    expect(row()).toMatchObject({ status: 'done', attempt: 2 });
  });

  test('the end of an attempt that is worth another', async () => {
    let tries = 0;
    const { deliver, service, row } = setUp(async () => {
      tries += 1;
      if (tries > 1) return somePicture();
      service.captures.answersLost = 1;
      throw new RenderFailure('page_crashed');
    });
    expect(await deliver()).toEqual(soon);
    expect(await deliver()).toBe('settled');
    expect(row()).toMatchObject({ status: 'done', attempt: 2 });
  });

  test('the end of the capture', async () => {
    const { deliver, service, row } = setUp(async () => {
      service.captures.answersLost = 1;
      return somePicture();
    });
    expect(await deliver()).toBe('settled');
    expect(row()).toMatchObject({ status: 'done', attempt: 1 });
  });
});

test('an attempt that lost its lease cannot end the capture of the one that has it now', async () => {
  const stolen = { ...someQueued(), status: 'processing' as const, attempt: 2, leaseUntil: NOON + 999 };
  const { deliver, row, inflight, service } = setUp(async () => {
    service.captures.rows.set(token, stolen);
    return somePicture();
  });
  expect(await deliver()).toEqual(soon);
  expect(row()).toEqual(stolen);
  expect(inflight()).toBe(1);
  // The files are those of the other attempt, too.
  expect(service.images.files.size).toBe(2);
});

test('the files of a capture that was canceled while it rendered are taken back', async () => {
  const { deliver, row, service } = setUp(async () => {
    service.captures.rows.set(token, someFailed({ attempt: 1 }));
    return somePicture();
  });
  expect(await deliver()).toBe('settled');
  expect(row()).toMatchObject({ status: 'failed' });
  expect(service.images.files.size).toBe(0);
});

test('a preview that cannot be written fails the attempt once the file is stored, so that it can be taken back', async () => {
  const preview = async () => {
    throw new Error('no memory');
  };
  const { deliver, row, service } = setUp(
    async () => ({ ...somePicture(), preview }),
    someQueued({ attempt: 2 }),
  );
  const { put } = service.images;
  let isStored = false;
  service.images.put = async (...file) => {
    // Longer than the preview takes to fail.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    await put(...file);
    isStored = true;
  };
  expect(await deliver()).toBe('settled');
  expect(row()).toMatchObject({ status: 'failed', failure: 'internal' });
  expect(isStored).toBe(true);
  expect(service.images.files.size).toBe(0);
});

test('what is doubtful in a preview is told after what is in the picture', async () => {
  const picture = somePicture({ warnings: ['One.'] });
  const preview = async () => ({ bytes: new Uint8Array([4]), warning: 'Two.' });
  const { deliver, row } = setUp(async () => ({ ...picture, preview }));
  expect(await deliver()).toBe('settled');
  expect(row()).toMatchObject({ status: 'done', warnings: ['One.', 'Two.'] });
});

test('of a private picture no preview is written', async () => {
  let previews = 0;
  const preview = async () => {
    previews += 1;
    return { bytes: new Uint8Array([4]) };
  };
  const { deliver, row } = setUp(
    async () => ({ ...somePicture(), preview }),
    someQueued({ callback: newCallback('https://hooks.example.net/') }),
  );
  expect(await deliver()).toBe('settled');
  expect(row()).toMatchObject({ status: 'done' });
  expect(previews).toBe(0);
});

test('a capture that failed while it was stored leaves nothing of its picture', async () => {
  const { deliver, row, service } = setUp(undefined, someQueued({ attempt: 2 }));
  const { put } = service.images;
  service.images.put = async (key, ...file) => {
    if (!key.endsWith('.webp')) return put(key, ...file);
    throw new Error('the bucket is down');
  };
  expect(await deliver()).toBe('settled');
  expect(row()).toMatchObject({ status: 'failed', failure: 'internal', attempt: 3 });
  expect(service.images.files.size).toBe(0);
});

test.each<[string, Parameters<typeof failing>[0], number, boolean]>([
  ['a failure of ours, each time', 'internal', 3, true],
  ['a failure by the page, after an attempt that died', 'dns_failed', 2, true],
  ['a failure by the page at first', 'dns_failed', 1, false],
])('of %s the sweeper is to delete what is there', async (_, code, attempt, isLeft) => {
  const { deliver, row } = setUp(failing(code), someQueued({ attempt: attempt - 1 }));
  expect(await deliver()).toBe('settled');
  expect(row()).toMatchObject({ status: 'failed', attempt });
  expect('withdrawAt' in (row() ?? {})).toBe(isLeft);
});

test('a capture that failed by its page at first has nothing to be taken back, and asks no bucket', async () => {
  const { deliver, row, service } = setUp(failing('dns_failed'));
  const asked: string[] = [];
  service.images.delete = async (keys) => void asked.push(...keys);
  expect(await deliver()).toBe('settled');
  expect(row()).toMatchObject({ status: 'failed', failure: 'dns_failed' });
  expect(asked).toEqual([]);
});

test('what the last attempt stored before its worker died is taken back when that is found', async () => {
  const died = someProcessing({ attempt: 3, leaseUntil: NOON - 1 });
  const { deliver, row, service } = setUp(undefined, died);
  service.images.files.set(`a/aa/${token}.jpg`, new Uint8Array([1]));
  expect(await deliver()).toBe('settled');
  expect(row()).toMatchObject({ status: 'failed', attempt: 3 });
  expect(service.images.files.size).toBe(0);
});

describe('the account’s next captures go on', () => {
  const next = (letter: string, jobId: number) => someParked({ token: someToken(letter), jobId });
  const withNext = (answer?: () => Promise<Picture>, row?: Capture) => {
    const parts = setUp(answer, row);
    parts.change({ inflight: 3, parked: 2 });
    for (const one of [next('c', 3), next('b', 2)]) parts.service.captures.rows.set(one.token, one);
    return parts;
  };

  test('when a capture is done: its slot goes to the oldest that waits', async () => {
    const { deliver, service, inflight } = withNext();
    await deliver();
    expect(service.queue.sent).toEqual([someToken('b')]);
    expect(service.captures.rows.get(someToken('b'))).toMatchObject({ status: 'queued' });
    expect(inflight()).toBe(3);
  });

  test('when it has failed: what it gives back pays for one on the wait list, in its slot', async () => {
    const { deliver, service, change, used } = setUp(failing('dns_failed'));
    service.accounts.usage.set(`account1/${MONTH}`, 3);
    change({ inflight: 3, waitlisted: 1 });
    const waits = someWaitlisted({ token: someToken('w'), jobId: 9 });
    service.captures.rows.set(waits.token, waits);
    await deliver();
    expect(service.captures.rows.get(waits.token)).toMatchObject({
      status: 'queued',
      charge: { from: 'quota' },
    });
    expect(service.queue.sent).toEqual([waits.token]);
    expect(used()).toBe(3);
  });

  test('not while it is tried again: it keeps its slot', async () => {
    const { deliver, service, inflight } = withNext(failing('page_crashed'));
    expect(await deliver()).toEqual(soon);
    expect(service.queue.sent).toEqual([]);
    expect(inflight()).toBe(3);
  });

  test.each<[string, Capture]>([
    ['done', someDone()],
    ['failed', someFailed()],
    ['parked', someParked()],
  ])('also when the delivery finds it %s: who ended it may have died before it handed on', async (_, row) => {
    const { deliver, service, change, renderer } = withNext(undefined, row);
    change({ inflight: 2 });
    expect(await deliver()).toBe('settled');
    expect(service.queue.sent).toHaveLength(1);
    expect(renderer.asked).toEqual([]);
  });

  test('also when another delivery ended it at this moment', async () => {
    const { deliver, service, change } = withNext(async () => {
      service.captures.rows.set(token, someDone());
      change({ inflight: 2 });
      return somePicture();
    });
    expect(await deliver()).toBe('settled');
    expect(service.queue.sent).toEqual([someToken('b')]);
  });

  test('and when that fails the capture is done all the same: the message comes back some times to try it again', async () => {
    const { deliver, service, row, logged, renderer } = withNext();
    const { get } = service.accounts;
    service.accounts.get = async () => {
      throw new Error('the table is down');
    };
    expect(await deliver()).toEqual(soon);
    expect(row()).toMatchObject({ status: 'done' });
    expect(logged).toContain('account_not_taken_up');
    const later = [await deliver(2), await deliver(3), await deliver(4)];
    expect(later).toEqual([{ againIn: 2 }, { againIn: 4 }, { againIn: 8 }]);
    // After that it is left to the sweeper.
    expect(await deliver(5)).toBe('settled');
    service.accounts.get = get;
    expect(await deliver(2)).toBe('settled');
    expect(service.queue.sent).toEqual([someToken('b')]);
    expect(renderer.asked).toHaveLength(1);
  });

  test('and when the list does not show them yet, the message comes back to look again', async () => {
    const { deliver, service } = withNext();
    const { standing } = service.captures;
    service.captures.standing = async () => [];
    expect(await deliver()).toEqual(soon);
    expect(service.queue.sent).toEqual([]);
    service.captures.standing = standing;
    expect(await deliver(2)).toBe('settled');
    expect(service.queue.sent).toEqual([someToken('b')]);
  });

  describe('and when what it gives back pays for one that the wait list does not show yet', () => {
    const withWaiting = (answer?: () => Promise<Picture>) => {
      const parts = setUp(answer);
      const { service } = parts;
      service.accounts.usage.set(`account1/${MONTH}`, 2);
      parts.change({ inflight: 3, waitlisted: 1 });
      const waits = someWaitlisted({ token: someToken('w'), jobId: 9 });
      service.captures.rows.set(waits.token, waits);
      const { standing } = service.captures;
      service.captures.standing = async () => [];
      return { ...parts, show: () => Object.assign(service.captures, { standing }) };
    };

    test('the message comes back to look again', async () => {
      const { deliver, service, show } = withWaiting(failing('dns_failed'));
      expect(await deliver()).toEqual(soon);
      expect(service.queue.sent).toEqual([]);
      show();
      expect(await deliver(2)).toBe('settled');
      expect(service.queue.sent).toEqual([someToken('w')]);
    });

    // A batch that died may have reserved that place for a day.
    test('it does not where nothing was given back', async () => {
      const { deliver } = withWaiting();
      expect(await deliver()).toBe('settled');
    });
  });

  test('and when there are none, or no slots for them, the message is done with', async () => {
    const { deliver, service, change } = withNext();
    change({ inflight: 4, parked: 2 });
    expect(await deliver()).toBe('settled');
    expect(service.queue.sent).toEqual([]);
    const alone = setUp();
    expect(await alone.deliver()).toBe('settled');
  });
});

test.each<[string, Capture]>([
  ['waits for a slot', someParked()],
  ['waits to be paid for', someWaitlisted()],
])('a capture that %s is not rendered, whatever a message says', async (_, one) => {
  const { deliver, row, renderer, change } = setUp(undefined, one);
  change({ inflight: 3, parked: 0, waitlisted: 0 });
  expect(await deliver()).toBe('settled');
  expect(renderer.asked).toEqual([]);
  expect(row()).toEqual(one);
});

describe('where results are kept for a time', () => {
  const DAY_MS = 86_400_000;
  const kept = { retention: { retentionMs: 7 * DAY_MS, privateMs: DAY_MS } };

  test('a result says until when, from the moment it is done, and so do its files', async () => {
    const untils: (number | undefined)[] = [];
    const { deliver, service, clock, row } = setUp(
      async () => {
        clock.now += 3_000;
        return somePicture();
      },
      undefined,
      kept,
    );
    service.images.put = async (_key, _bytes, { until }) => void untils.push(until);
    await deliver();
    expect(row()).toMatchObject({ status: 'done', keptUntil: NOON + 3_000 + 7 * DAY_MS });
    expect(untils).toEqual([NOON + 3_000 + 7 * DAY_MS, NOON + 3_000 + 7 * DAY_MS]);
  });

  test.each([
    ['private', someQueued({ private: true })],
    ['callback', someQueued({ callback: newCallback('https://hooks.example.net/') })],
  ])('a %s one outlives its file, so that callers are told that it is gone', async (_, queued) => {
    const retention = { privateMs: DAY_MS, retentionMs: 1 };
    const { deliver, row } = setUp(async () => somePicture(), queued, { retention });
    await deliver();
    const { keptUntil = 0, heldUntil = 0 } = row() as CaptureIn<'done'>;
    expect(keptUntil - heldUntil).toBeGreaterThanOrEqual(DAY_MS);
  });

  test('a failure is kept as long', async () => {
    const { deliver, row } = setUp(failing('dns_failed'), undefined, kept);
    await deliver();
    expect(row()).toMatchObject({ status: 'failed', keptUntil: NOON + 7 * DAY_MS });
  });

  test('what is tried again is not done, and has no end', async () => {
    const { deliver, row } = setUp(failing('page_crashed'), undefined, kept);
    await deliver();
    expect(row()).not.toHaveProperty('keptUntil');
  });

  test('and where they are kept for good, nothing has an end', async () => {
    const untils: (number | undefined)[] = [];
    const { deliver, service, row } = setUp();
    service.images.put = async (_key, _bytes, { until }) => void untils.push(until);
    await deliver();
    expect(row()).toMatchObject({ status: 'done' });
    expect(row()).not.toHaveProperty('keptUntil');
    expect(untils).toEqual([undefined, undefined]);
  });
});
