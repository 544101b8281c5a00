import { describe, expect, test } from 'vitest';
import { dynamoAccountEraser } from '../../functions/adapters/aws/dynamo-account-eraser.ts';
import {
  answerPartKey,
  apiKeyKey,
  batchKey,
  dedupeKey,
  rateKey,
} from '../../functions/adapters/aws/dynamo-keys.ts';
import { BATCH_LEASE_MS } from '../../functions/domain/batch.ts';
import type { Capture } from '../../functions/domain/capture.ts';
import { imagePath, previewPath } from '../../functions/domain/static-path.ts';
import { LEASE_SECONDS } from '../../functions/domain/time-limits.ts';
import { authenticate } from '../../functions/usecases/authenticate.ts';
import {
  countErasure,
  type EraseAccountDependencies,
  eraseAccount,
} from '../../functions/usecases/erase-account.ts';
import {
  MONTH,
  NOON,
  plainKeyHasher,
  someDone,
  someFailed,
  someParked,
  someProcessing,
  someProfile,
  someQueued,
  someToken,
  someWaitlisted,
} from '../support/builders.ts';
import { memoryService, memoryTables } from '../support/memory-ports.ts';

const KEY = 'aB3kR7mZx9Lq';
const UNLISTED = 'bC4kR7mZx9Lq';
const OTHER = 'cD5kR7mZx9Lq';

const everyState: readonly Capture[] = [
  someDone({ token: someToken('d'), jobId: 1 }),
  someDone({ token: someToken('e'), jobId: 2 }),
  someFailed({ token: someToken('f'), jobId: 3 }),
  someQueued({ token: someToken('q'), jobId: 4 }),
  someParked({ token: someToken('p'), jobId: 5 }),
  someWaitlisted({ token: someToken('w'), jobId: 6 }),
];

/** Two accounts with all that there can be of one; the clock moves on when something is waited for. */
const setUp = async (captures: readonly Capture[] = everyState) => {
  const clock = { at: NOON };
  const service = memoryService(() => clock.at);
  const table = service.dynamo.tables.get(memoryTables.accounts);
  for (const [id, key] of [
    ['account1', KEY],
    ['account2', OTHER],
  ] as const) {
    const hash = await plainKeyHasher.hash(key);
    await service.accounts.create(someProfile({ id }), { hash, name: 'first', createdAt: NOON });
    service.accounts.usage.set(`${id}/${MONTH}`, 2);
    service.accounts.usage.set(`${id}/2026-10`, 1);
    table.set({ ...batchKey({ accountId: id, id: 'b1' }), accountId: id, state: 'done' });
    table.set({ ...answerPartKey({ accountId: id, id: 'b1' }, 1, 0), bytes: new Uint8Array([1]) });
    table.set({ ...answerPartKey({ accountId: id, id: 'b1' }, 1, 1), bytes: new Uint8Array([2]) });
    table.set({ ...rateKey(`ACCOUNT#${id}`), fullAt: NOON });
  }
  table.set({
    ...apiKeyKey(await plainKeyHasher.hash(UNLISTED)),
    accountId: 'account1',
    name: 'old',
    createdAt: 1,
  });
  table.set({ ...dedupeKey('some request'), token: someToken('d'), createdAt: NOON });
  const others = someDone({ token: someToken('o'), accountId: 'account2', jobId: 7 });
  for (const one of [...captures, others]) {
    service.captures.rows.set(one.token, one);
    if (one.status !== 'done') continue;
    await service.images.put(imagePath(one.token, 'jpg'), new Uint8Array([1]), { contentType: 'image/jpeg' });
    await service.images.put(previewPath(one.token), new Uint8Array([1]), { contentType: 'image/webp' });
  }
  const waits: [number, string][] = [];
  const meanwhile: ((until: number) => Promise<void> | void)[] = [];
  const deps: EraseAccountDependencies = {
    captures: service.captures,
    images: service.images,
    held: service.held,
    eraser: dynamoAccountEraser(service.dynamo.client, memoryTables, {
      now: () => clock.at,
      backOff: async () => undefined,
    }),
    now: () => clock.at,
    waitUntil: async (at, what) => {
      waits.push([at, what]);
      for (const happen of meanwhile) await happen(at);
      clock.at = at;
    },
  };
  const rest = () => ({
    rows: [...table.values()].map(({ pk, sk }) => `${pk} ${sk}`).toSorted(),
    captures: [...service.captures.rows.keys()].toSorted(),
    files: [...service.images.files.keys()].toSorted(),
  });
  const opens = (key: string) =>
    authenticate(
      { ...service, keyHasher: plainKeyHasher, now: () => clock.at, log: () => undefined },
      key,
    ).then(
      ({ id }) => id,
      () => 'nobody',
    );
  return { service, deps, clock, waits, meanwhile, rest, opens };
};

/** What is left when only the other account is. */
const onlyTheOther = async () => {
  const { deps, rest } = await setUp();
  await eraseAccount(deps, 'account1');
  const left = rest();
  expect(left.captures).toEqual([someToken('o')]);
  expect(left.files).toEqual([imagePath(someToken('o'), 'jpg'), previewPath(someToken('o'))].toSorted());
  expect(left.rows.filter((row) => row.includes('account1'))).toEqual([]);
  expect(left.rows).toHaveLength(10);
  return left;
};

describe('erasing an account', () => {
  test('leaves nothing of it but a mark without a name, and all of another', async () => {
    const { deps, opens } = await setUp();
    const counts = {
      captures: 6,
      canceled: 3,
      files: 4,
      batches: 1,
      answerParts: 2,
      usageMonths: 2,
      keys: 2,
    };
    expect(await countErasure(deps, 'account1')).toEqual(counts);
    expect(await eraseAccount(deps, 'account1')).toEqual(counts);
    const { rows } = await onlyTheOther();
    expect(rows.filter((row) => row.startsWith('DEDUPE#'))).toHaveLength(1);
    expect([await opens(KEY), await opens(UNLISTED), await opens(OTHER)]).toEqual([
      'nobody',
      'nobody',
      'account2',
    ]);
    await expect(eraseAccount(deps, 'account1')).rejects.toMatchObject({ code: 'unknown_account' });
    await expect(countErasure(deps, 'account1')).rejects.toMatchObject({ code: 'unknown_account' });
  });

  test('changes nothing while it only counts', async () => {
    const { deps, rest, opens } = await setUp();
    const before = rest();
    await countErasure(deps, 'account1');
    expect(rest()).toEqual(before);
    expect(await opens(KEY)).toBe('account1');
  });

  test('shuts out the keys first, and waits until calls that were let in before have ended', async () => {
    const { deps, service, waits, meanwhile, opens, rest } = await setUp([]);
    meanwhile.push(async () => {
      expect([await opens(KEY), await opens(UNLISTED)]).toEqual(['nobody', 'nobody']);
      // The last thing that such a call does.
      service.captures.rows.set(someToken('q'), someQueued({ token: someToken('q') }));
      service.accounts.usage.set(`account1/${MONTH}`, 3);
    });
    expect(await eraseAccount(deps, 'account1')).toMatchObject({ captures: 1, canceled: 1 });
    expect(waits).toEqual([[NOON + BATCH_LEASE_MS, 'calls']]);
    expect(rest()).toEqual(await onlyTheOther());
  });

  test('lets a render that is under way neither finish nor leave files behind', async () => {
    const token = someToken('r');
    const { deps, service, waits, meanwhile, rest } = await setUp([someProcessing({ token })]);
    meanwhile.push(async (until) => {
      if (until !== NOON + LEASE_SECONDS * 1_000) return;
      // Its worker is at it to the end of its lease, and finds out only then.
      await service.images.put(imagePath(token, 'jpg'), new Uint8Array([1]), { contentType: 'image/jpeg' });
      await service.images.put(previewPath(token), new Uint8Array([1]), { contentType: 'image/webp' });
      const done = { from: someProcessing({ token }), to: someDone({ token }) };
      expect(await service.captures.move([done])).toBe('moved');
    });
    expect(await eraseAccount(deps, 'account1')).toMatchObject({ captures: 1, canceled: 1, files: 0 });
    expect(waits).toEqual([
      [NOON + BATCH_LEASE_MS, 'calls'],
      [NOON + LEASE_SECONDS * 1_000, 'renders'],
    ]);
    expect(rest()).toEqual(await onlyTheOther());
  });

  test('waits also for the worker of a capture that was canceled just before', async () => {
    const withdrawAt = NOON + 105_000;
    const { deps, waits } = await setUp([someFailed({ failure: 'internal', withdrawAt })]);
    await eraseAccount(deps, 'account1');
    expect(waits.at(-1)).toEqual([withdrawAt, 'renders']);
  });

  test('waits for nothing when the keys were shut out long ago and nothing renders', async () => {
    const { deps, service, clock, waits } = await setUp();
    for (const [hash, key] of service.accounts.keys) {
      if (key.accountId === 'account1')
        service.accounts.keys.set(hash, { ...key, revokedAt: NOON - BATCH_LEASE_MS });
    }
    await eraseAccount(deps, 'account1');
    expect([waits, clock.at]).toEqual([[], NOON]);
  });

  test('leaves a capture that ends at that very moment for the next round', async () => {
    const token = someToken('r');
    const { deps, service, rest } = await setUp([someProcessing({ token })]);
    const { end } = deps.eraser;
    let raced = false;
    const eraser: EraseAccountDependencies['eraser'] = {
      ...deps.eraser,
      end: (move) => {
        if (!raced) service.captures.rows.set(token, someDone({ token }));
        raced = true;
        return end(move);
      },
    };
    expect(await eraseAccount({ ...deps, eraser }, 'account1')).toMatchObject({
      captures: 1,
      canceled: 0,
      files: 2,
    });
    expect(rest()).toEqual(await onlyTheOther());
  });

  test('deletes what the sweeper gave back to the account while its profile was deleted', async () => {
    const { deps, service, rest } = await setUp([]);
    let given = false;
    const eraser: EraseAccountDependencies['eraser'] = {
      ...deps.eraser,
      delete: async (rows) => {
        await deps.eraser.delete(rows);
        if (given || !rows.some(({ kind }) => kind === 'usage_month')) return;
        given = true;
        service.accounts.usage.set(`account1/${MONTH}`, -1);
      },
    };
    await eraseAccount({ ...deps, eraser }, 'account1');
    expect(rest()).toEqual(await onlyTheOther());
  });

  test('cut off at any point it goes on when it is run again, and ends with nothing left', async () => {
    const whole = await onlyTheOther();
    let points = 0;
    for (let cutAt = 1; ; cutAt += 1) {
      const { deps, service, rest, meanwhile } = await setUp([
        ...everyState,
        someProcessing({ token: someToken('r'), jobId: 8 }),
      ]);
      meanwhile.push(async (until) => {
        if (until > NOON + LEASE_SECONDS * 1_000) return;
        const late = imagePath(someToken('r'), 'jpg');
        await service.images.put(late, new Uint8Array([1]), { contentType: 'image/jpeg' });
      });
      let calls = 0;
      const { client } = service.dynamo;
      const { send } = client;
      const broken = () => {
        calls += 1;
        if (calls === cutAt) throw new Error('cut off');
      };
      Object.assign(client, {
        send: async (command: Parameters<typeof send>[0]) => {
          broken();
          return send(command);
        },
      });
      const images = {
        delete: async (keys: readonly string[]) => {
          broken();
          await service.images.delete(keys);
        },
      };
      const cut = await eraseAccount({ ...deps, images }, 'account1').then(
        () => false,
        (error: Error) => error.message === 'cut off',
      );
      if (!cut) break;
      points += 1;
      // Where all was gone already it says so.
      await eraseAccount(deps, 'account1').catch((error: unknown) =>
        expect(error).toMatchObject({ code: 'unknown_account' }),
      );
      expect(rest(), `cut off at call ${cutAt}`).toEqual(whole);
    }
    expect(points).toBeGreaterThan(20);
  });
});
