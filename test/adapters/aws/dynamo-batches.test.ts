import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { IDEMPOTENCY_MS } from '../../../functions/domain/batch.ts';
import { holdingsOf } from '../../../functions/domain/holdings.ts';
import { MONTH, NOON, someBatch, someLimits, someParked, someProfile } from '../../support/builders.ts';
import { memoryService, memoryTables } from '../../support/memory-ports.ts';

const nothing = holdingsOf([]);

const setUp = async () => {
  const clock = { now: NOON };
  const service = memoryService(() => clock.now);
  service.accounts.profiles.set('account1', someProfile());
  const { batches } = service;
  const begun = someBatch();
  expect(await batches.begin(begun, nothing, someLimits())).toBe('begun');
  const parts = () =>
    [...service.dynamo.tables.get(memoryTables.accounts).values()].filter(({ sk }) =>
      String(sk).startsWith('PART#'),
    );
  return { batches, service, clock, begun, parts };
};

describe('the answer of a batch', () => {
  const incompressible = randomBytes(2_250_000).toString('base64');

  test.each([
    ['nothing', ''],
    ['a short one', '{"jobs":[]}'],
    ['3 MB that cannot be compressed', incompressible],
    ['letters of all kinds', '"\\\u0000é\u{1f600}\u2028'.repeat(10_000)],
  ])('is kept as it is: %s', async (_, answer) => {
    const { batches, begun } = await setUp();
    expect(await batches.finish(begun, answer)).toBe(true);
    const found = await batches.find('account1', begun.id);
    expect(found?.state).toBe('done');
    expect((await batches.answerOf(found ?? begun)) === answer).toBe(true);
  });

  test('that does not fit into a row is in several, and not in more than it needs', async () => {
    const { batches, begun, parts } = await setUp();
    await batches.finish(begun, incompressible);
    // Base64 is deflated to three quarters.
    expect(parts()).toHaveLength(Math.ceil(2_250_000 / 350_000));
    const small = await setUp();
    await small.batches.finish(small.begun, 'x'.repeat(3_000_000));
    expect(small.parts()).toHaveLength(1);
  });

  test('is that of the attempt which finished, whatever another has left there', async () => {
    const { batches, begun } = await setUp();
    const second = { ...begun, attempt: 2 };
    expect(await batches.takeOver(begun, second)).toBe(true);
    expect(await batches.finish(begun, 'of the first')).toBe(false);
    expect(await batches.finish(second, 'of the second')).toBe(true);
    const found = (await batches.find('account1', begun.id)) ?? begun;
    expect(await batches.answerOf(found)).toBe('of the second');
    expect(await batches.finish(second, 'anew')).toBe(false);
  });

  test('goes with its journal an hour after the key is no longer good', async () => {
    const { batches, begun, service, parts } = await setUp();
    await batches.finish(begun, 'x');
    const until = (NOON + IDEMPOTENCY_MS + 3_600_000) / 1_000;
    expect(parts().map(({ expiresAt }) => expiresAt)).toEqual([until]);
    const rows = [...service.dynamo.tables.get(memoryTables.accounts).values()];
    expect(rows.find(({ sk }) => String(sk).startsWith('BATCH#'))).toMatchObject({ expiresAt: until });
  });
});

describe('a journal', () => {
  test('that is open never goes by itself, and the sweeper finds it in its time', async () => {
    const { batches, begun, service } = await setUp();
    const rows = [...service.dynamo.tables.get(memoryTables.accounts).values()];
    expect(rows.find(({ sk }) => String(sk).startsWith('BATCH#'))).not.toHaveProperty('expiresAt');
    expect(await batches.due(begun.keptUntil - 1, 50)).toEqual([]);
    expect(await batches.due(begun.keptUntil, 50)).toEqual([{ accountId: 'account1', id: begun.id }]);
    await batches.finish(begun, 'x');
    expect(await batches.due(Number.MAX_SAFE_INTEGER, 50)).toEqual([]);
  });

  test('takes what its captures have, or is not begun', async () => {
    const { batches, service } = await setUp();
    const takes = holdingsOf([1, 2, 3].map((jobId) => someParked({ jobId })));
    const other = someBatch({ id: 'b' });
    expect(await batches.begin(other, takes, someLimits({ monthlyQuota: 2 }))).toBe('exhausted');
    expect(await batches.find('account1', 'b')).toBeUndefined();
    expect(await batches.begin(other, takes, someLimits({ monthlyQuota: 3 }))).toBe('begun');
    expect(service.accounts.usage.get(`account1/${MONTH}`)).toBe(3);
    expect(service.accounts.profiles.get('account1')).toMatchObject({ parked: 3, inflight: 0 });
  });

  test('takes the place of none but one that is done and past its time', async () => {
    const { batches, begun, clock } = await setUp();
    const anew = someBatch({ seed: '11' });
    const begin = () => batches.begin(anew, nothing, someLimits());
    clock.now = begun.keptUntil;
    expect(await begin()).toBe('exists');
    await batches.finish(begun, 'x');
    clock.now = begun.keptUntil - 1;
    expect(await begin()).toBe('exists');
    clock.now = begun.keptUntil;
    expect(await begin()).toBe('begun');
    expect(await batches.find('account1', begun.id)).toEqual(anew);
  });

  test('is taken over by one of many that saw the same attempt', async () => {
    const { batches, begun } = await setUp();
    const later = { ...begun, attempt: 2 };
    const answers = await Promise.all([1, 2, 3].map(() => batches.takeOver(begun, later)));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  test('is not touched by who held another one under the same key, whose time is over', async () => {
    const { batches } = await setUp();
    const id = 'b'.repeat(64);
    const old = someBatch({ id, seed: 'old' });
    const later = someBatch({ id, seed: 'later' });
    expect(await batches.begin(later, nothing, someLimits())).toBe('begun');
    await batches.forget(old);
    expect(await batches.finish(old, 'another answer')).toBe(false);
    expect(await batches.takeOver(old, { ...old, attempt: 2 })).toBe(false);
    expect(await batches.find(later.accountId, later.id)).toEqual(later);
  });

  test('is forgotten while it is open, and kept when it is done', async () => {
    const { batches, begun } = await setUp();
    await batches.finish(begun, 'x');
    await batches.forget(begun);
    expect(await batches.find('account1', begun.id)).toBeDefined();
    const open = someBatch({ id: 'c' });
    await batches.begin(open, nothing, someLimits());
    await batches.forget(open);
    await batches.forget(open);
    expect(await batches.find('account1', 'c')).toBeUndefined();
  });
});
