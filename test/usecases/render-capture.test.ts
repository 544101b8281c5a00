import { describe, expect, test } from 'vitest';
import type { Capture } from '../../functions/domain/capture.ts';
import { RenderFailure, type RenderFailureCode } from '../../functions/domain/render-failure.ts';
import type { Picture } from '../../functions/ports.ts';
import { renderCapture } from '../../functions/usecases/render-capture.ts';
import { MONTH, NOON, someProfile, someQueued, someToken } from '../support/builders.ts';
import { memoryService, scriptedRenderer, somePicture } from '../support/memory-ports.ts';

const token = someToken();
/** What the queue is told when another attempt is worth it. */
const soon = { againIn: 1 };

const setUp = (answer: () => Promise<Picture> = async () => somePicture(), row: Capture = someQueued()) => {
  const service = memoryService();
  service.accounts.profiles.set('account1', someProfile({ inflight: 1 }));
  service.accounts.usage.set(`account1/${MONTH}`, 1);
  service.captures.rows.set(token, row);
  const renderer = scriptedRenderer(answer);
  const clock = { now: NOON };
  const deps = { ...service, renderer, now: () => clock.now, log: () => undefined };
  return {
    service,
    renderer,
    clock,
    deliver: () => renderCapture(deps, token),
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
        timings: { queued: 0, navigate: 12, store: 0 },
      },
    });
    expect(inflight()).toBe(0);
    expect(used()).toBe(1);
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

  test('tells the estimate how long the slot was taken, and how much of that was not the caller’s own wait', async () => {
    const { deliver, service, clock } = setUp(async () => {
      clock.now += 6_500;
      return somePicture();
    });
    await deliver();
    expect(service.load.observed).toEqual([{ busySeconds: 6.5, renderSeconds: 1.5 }]);
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
});
