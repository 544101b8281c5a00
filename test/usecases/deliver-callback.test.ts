import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CALLBACK_CONNECT_MS, newCallback } from '../../functions/domain/callback.ts';
import type { Capture, CaptureIn } from '../../functions/domain/capture.ts';
import { heldPath } from '../../functions/domain/held-path.ts';
import type { CallbackAnswer, CallbackRequest } from '../../functions/ports/callback-sender.ts';
import {
  type DeliverCallbackDependencies,
  deliverCallback,
} from '../../functions/usecases/deliver-callback.ts';
import { sealer } from '../../functions/usecases/sealer.ts';
import { sweep } from '../../functions/usecases/sweep.ts';
import { NOON, someDone, someFailed, somePlans, someQueued, someToken } from '../support/builders.ts';
import { memoryService } from '../support/memory-ports.ts';

const token = someToken();
const URL_ = 'https://hooks.example.net/take?them=all';
const file = new Uint8Array([1, 2, 3]);
const WEEK = 7 * 86_400_000;

interface Sent {
  readonly headers: CallbackRequest['headers'];
  readonly body: Buffer;
  readonly length: number;
}

const pending = { ...newCallback(URL_), dueAt: NOON };

const setUp = async (changes: Partial<Capture> = {}, secret?: string, page?: string) => {
  const clock = { now: NOON };
  const service = memoryService(() => clock.now);
  const seal = await sealer(service.envelopes, { accountId: 'account1', boundTo: token }, [
    { ...(secret && { secret }), ...(page && { page }) },
  ]);
  const sealed = seal(token, { ...(secret && { secret }), ...(page && { page }) });
  const row: Capture =
    changes.status === 'failed'
      ? { ...(changes as CaptureIn<'failed'>), sealed }
      : someDone({ callback: pending, heldUntil: NOON + WEEK, sealed, ...(changes as object) });
  service.captures.rows.set(token, row);
  service.held.files.set(heldPath(row), { bytes: file, facts: { contentType: 'image/jpeg', fileName: 'x' } });
  const sent: Sent[] = [];
  const answers: (CallbackAnswer | Error)[] = [];
  const connectBys: number[] = [];
  const slots = { free: true, taken: 0, freed: 0 };
  const logged: [string, object | undefined][] = [];
  const deps: DeliverCallbackDependencies = {
    ...service,
    queue: service.callbacks,
    slots: {
      take: async () => {
        if (!slots.free) return undefined;
        slots.taken += 1;
        return {
          free: async () => {
            slots.freed += 1;
          },
        };
      },
    },
    sender: {
      send: async ({ headers, body, length }, connectBy) => {
        connectBys.push(connectBy);
        const chunks: Uint8Array[] = [];
        for await (const chunk of body()) chunks.push(chunk);
        sent.push({ headers, body: Buffer.concat(chunks), length });
        const answer = answers.shift() ?? { kind: 'answered', status: 200 };
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    random: () => 0.5,
    now: () => clock.now,
    log: (event, fields) => void logged.push([event, fields]),
  };
  const stored = () => service.captures.rows.get(token);
  return {
    service,
    clock,
    sent,
    answers,
    connectBys,
    slots,
    logged,
    deps,
    stored,
    callback: () => stored()?.callback,
    deliver: (receives = 1) => deliverCallback(deps, token, receives),
    sweep: () => sweep({ ...service, plans: somePlans, now: () => clock.now, log: () => undefined }),
  };
};

const parts = async ({ headers, body }: Sent) => {
  const form = await new Response(new Uint8Array(body), { headers }).formData();
  return Object.fromEntries(
    await Promise.all(
      [...form.entries()].map(async ([name, value]) => [
        name,
        typeof value === 'string'
          ? value
          : { name: value.name, type: value.type, bytes: [...new Uint8Array(await value.arrayBuffer())] },
      ]),
    ),
  ) as Record<string, unknown>;
};

describe('a result that is sent', () => {
  test('has the parts of the contract, with the file under its name and type', async () => {
    const { deliver, sent, callback, stored } = await setUp({}, 'our secret');
    expect(await deliver()).toBe('settled');
    const [only] = sent;
    if (only === undefined) throw new Error('nothing was sent');
    expect(await parts(only)).toEqual({
      status: 'OK',
      token,
      job_id: '1',
      format: 'jpg',
      url: 'https://example.com/',
      callback_secret: 'our secret',
      file: { name: `${token}.jpg`, type: 'image/jpeg', bytes: [1, 2, 3] },
    });
    expect(only.length).toBe(only.body.byteLength);
    expect(callback()).toMatchObject({ state: 'delivered', attempts: 1, trail: [{ at: NOON, status: 200 }] });
    // Nobody needs the secret any more.
    expect(stored()).not.toHaveProperty('sealed');
  });

  test('is signed over id, time and raw body, by the bytes of the secret', async () => {
    const secret = 'sécret ✓';
    const { deliver, sent } = await setUp({}, secret);
    await deliver();
    const { headers, body } = sent[0] as Sent;
    const time = String(NOON / 1_000);
    const expected = createHmac('sha256', Buffer.from(secret, 'utf8'))
      .update(Buffer.concat([Buffer.from(`msg_${token}.${time}.`), body]))
      .digest('base64');
    expect(headers).toMatchObject({
      'webhook-id': `msg_${token}`,
      'webhook-timestamp': time,
      'webhook-signature': `v1,${expected}`,
    });
  });

  test('has neither a signature nor the part without a secret', async () => {
    const { deliver, sent } = await setUp();
    await deliver();
    expect(sent[0]?.headers).not.toHaveProperty('webhook-signature');
    expect(await parts(sent[0] as Sent)).not.toHaveProperty('callback_secret');
  });

  test('of a failure says why, and has no file', async () => {
    const { deliver, sent } = await setUp(someFailed({ callback: pending, heldUntil: NOON + WEEK }), 's');
    await deliver();
    const got = await parts(sent[0] as Sent);
    expect(got).toMatchObject({
      status: 'ERR',
      error: 'dns_failed',
      detail: expect.stringMatching(/host name/),
    });
    expect(got).not.toHaveProperty('file');
  });

  test('of a private capture names the address that was sealed', async () => {
    const page = JSON.stringify({ url: 'https://private.example/' });
    const { url: _, ...options } = someDone().options;
    const { deliver, sent } = await setUp({ private: true, options }, undefined, page);
    await deliver();
    expect(await parts(sent[0] as Sent)).toMatchObject({ url: 'https://private.example/' });
  });

  test('cannot be taken apart by what its caller chose', async () => {
    const secret = `x\r\n--snapstack-guess\r\nContent-Disposition: form-data; name="status"\r\n\r\nERR`;
    const { deliver, sent } = await setUp({}, secret);
    await deliver();
    expect(await parts(sent[0] as Sent)).toMatchObject({ status: 'OK', callback_secret: secret });
  });

  test('has its time to connect from its beginning on, before which its file was signed', async () => {
    const { deps, clock, connectBys, callback } = await setUp({}, 'secret');
    const slow = {
      ...deps,
      held: {
        stream: async function* (path: string) {
          clock.now += 9_000;
          yield* deps.held.stream(path);
        },
      },
    };
    await deliverCallback(slow, token);
    const begunAt = callback()?.trail[0]?.at;
    expect(begunAt).toBe(NOON + 9_000);
    expect(connectBys).toEqual([NOON + 9_000 + CALLBACK_CONNECT_MS]);
  });

  test.each([
    [900, CALLBACK_CONNECT_MS],
    [4_900, 5_900],
  ])(
    'whose beginning took %i ms to be written must have its connection %i ms after it',
    async (writing, expected) => {
      const { deps, clock, connectBys } = await setUp();
      const move: typeof deps.captures.move = async (moves, limits) => {
        const written = await deps.captures.move(moves, limits);
        clock.now += writing;
        return written;
      };
      await deliverCallback({ ...deps, captures: { ...deps.captures, move } }, token);
      expect(connectBys).toEqual([NOON + expected]);
    },
  );
});

describe('an attempt that failed', () => {
  test('is repeated byte for byte under the same id, with a time and a signature of its own', async () => {
    const { deliver, sent, answers, clock, service, callback } = await setUp({}, 'secret');
    answers.push({ kind: 'answered', status: 500 });
    await deliver();
    expect(callback()).toMatchObject({ state: 'pending', attempts: 1, dueAt: NOON + 5_000 });
    expect(service.callbacks.sent).toEqual([{ token, delaySeconds: 5 }]);
    clock.now = NOON + 5_000;
    await deliver();
    const [first, second] = sent as [Sent, Sent];
    expect(second.body.equals(first.body)).toBe(true);
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(second.headers['webhook-timestamp']).toBe(String(NOON / 1_000 + 5));
    expect(second.headers['webhook-signature']).not.toBe(first.headers['webhook-signature']);
    expect(callback()).toMatchObject({ state: 'delivered', attempts: 2 });
  });

  test('of long ago is sent on by the sweeper, which the queue could not wait for', async () => {
    const rig = await setUp({ callback: { ...pending, attempts: 2, trail: [] } });
    rig.answers.push({ kind: 'answered', status: 503 });
    await rig.deliver();
    const dueAt = NOON + 1_800_000;
    expect(rig.callback()).toMatchObject({ attempts: 3, dueAt });
    expect(rig.service.callbacks.sent).toEqual([]);
    rig.service.dynamo.settleIndexes();
    rig.clock.now = dueAt - 1;
    expect((await rig.sweep()).sentOn).toBe(0);
    rig.clock.now = dueAt;
    expect((await rig.sweep()).sentOn).toBe(1);
    expect(rig.service.callbacks.sent).toEqual([{ token, delaySeconds: 0 }]);
  });

  test('for the last time goes to the dead letters, with its reason, and keeps the secret for a replay', async () => {
    const rig = await setUp({ callback: { ...pending, attempts: 7, trail: [] } }, 'secret');
    rig.answers.push({ kind: 'unreachable', fault: 'tls_failed' });
    await rig.deliver();
    expect(rig.callback()).toMatchObject({ state: 'failed', attempts: 8, unburied: false });
    expect(rig.service.letters.buried).toEqual([
      { token, reason: 'Tried 8 times, the last time: tls_failed.' },
    ]);
    expect(rig.stored()).toHaveProperty('sealed.secret');
  });

  test('and was given up by a sender that died then is buried by the sweeper', async () => {
    const rig = await setUp({
      callback: { ...newCallback(URL_), state: 'failed', attempts: 8, unburied: true },
    });
    rig.clock.now = NOON + 60_000;
    rig.service.dynamo.settleIndexes();
    expect((await rig.sweep()).buried).toBe(1);
    expect(rig.callback()).toMatchObject({ state: 'failed', unburied: false });
    expect(rig.service.letters.buried).toHaveLength(1);
    expect((await rig.sweep()).buried).toBe(0);
  });

  test('because its file could not be signed counts as well', async () => {
    const rig = await setUp({}, 'secret');
    rig.service.held.broken = true;
    await rig.deliver();
    expect(rig.callback()).toMatchObject({ attempts: 1, trail: [{ fault: 'file_unreadable' }] });
    expect(rig.connectBys).toEqual([]);
  });

  test('because the file could not be read is no answer of the receiver', async () => {
    const rig = await setUp();
    rig.service.held.broken = true;
    await rig.deliver();
    expect(rig.callback()).toMatchObject({ state: 'pending', trail: [{ fault: 'file_unreadable' }] });
  });
});

describe('a message of the callback queue', () => {
  test.each([
    ['whose capture is unknown', undefined],
    ['whose capture has not ended', someQueued({ callback: newCallback(URL_) })],
    ['whose capture has no callback', someDone()],
    ['whose callback is delivered', someDone({ callback: { ...pending, state: 'delivered' } })],
    ['whose callback was given up', someDone({ callback: { ...pending, state: 'failed' } })],
    ['that is early', someDone({ callback: { ...pending, dueAt: NOON + 60_000 } })],
  ])('%s is settled without a word to anybody', async (_, row) => {
    const { deps, service, sent, slots } = await setUp();
    service.captures.rows.delete(token);
    if (row !== undefined) service.captures.rows.set(token, row);
    expect(await deliverCallback(deps, token)).toBe('settled');
    expect([sent.length, slots.taken]).toEqual([0, 0]);
  });

  test('that is a moment early comes back in that moment', async () => {
    const { deliver, sent } = await setUp({ callback: { ...pending, dueAt: NOON + 900 } });
    expect(await deliver()).toEqual({ againIn: 1 });
    expect(sent).toEqual([]);
  });

  test('that came twice is sent once', async () => {
    const { deliver, deps, sent } = await setUp();
    await Promise.all([deliver(), deliverCallback(deps, token)]);
    expect(sent).toHaveLength(1);
  });

  test('whose receiver has all that may be sent to it comes back later, later each time, and costs no attempt', async () => {
    const { deliver, slots, callback, sent } = await setUp();
    slots.free = false;
    const waits = await Promise.all([1, 2, 3, 10].map((receives) => deliver(receives)));
    expect(waits.map((wait) => (wait === 'settled' ? 0 : wait.againIn))).toEqual([2, 3, 6, 90]);
    // They must not pile up: the sweeper sends it on.
    expect(await deliver(25)).toBe('settled');
    expect(callback()).toMatchObject({ attempts: 0, state: 'pending' });
    expect(sent).toEqual([]);
  });

  test('frees its slot, whatever came of it', async () => {
    const { deliver, slots, answers, service } = await setUp();
    answers.push(new Error('out of memory'));
    await deliver();
    service.envelopes.broken = true;
    expect([slots.taken, slots.freed]).toEqual([1, 1]);
  });

  test('that cannot be opened costs no attempt', async () => {
    const { deliver, service, callback } = await setUp({}, 'secret');
    service.envelopes.broken = true;
    await expect(deliver()).rejects.toThrow('KMS is down');
    expect(callback()).toMatchObject({ attempts: 0, dueAt: NOON });
  });
});

test('no log line has an address, a secret or a token in it', async () => {
  const { deliver, logged, answers } = await setUp({}, 'secret');
  answers.push({ kind: 'answered', status: 500 });
  await deliver();
  expect(logged.map(([event]) => event)).toEqual(['callback_attempted']);
  for (const marker of [token, 'hooks.example', 'secret', 'them=all']) {
    expect(JSON.stringify(logged)).not.toContain(marker);
  }
});
