import { describe, expect, test } from 'vitest';
import { BATCH_LEASE_MS, GIVE_UP_MS, IDEMPOTENCY_MS } from '../../functions/domain/batch.ts';
import type { Fields } from '../../functions/domain/read-request.ts';
import { giveUpBatch } from '../../functions/usecases/give-up-batch.ts';
import { batchRig } from '../support/batch-rig.ts';
import { somePlans } from '../support/builders.ts';
import { stopAt } from '../support/pause-at.ts';

const url = 'https://example.com/';
const jobs = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ url: `${url}${index}`, wait_time: 0 }));
/** More than one transaction holds, paid for with quota and credits, and some on the wait list. */
const JOBS = 120;
const plans = { ...somePlans, pro: { monthlyQuota: 80, inflightCap: 5, batchLimit: 5_000 } };
const makeRig = () => batchRig({ plan: 'pro', credit: 20 }, plans);
type Rig = ReturnType<typeof makeRig>;

const withoutKey: Fields = { jobs: jobs(JOBS) };
const withKey: Fields = { idempotency_key: 'given-up-batch-1', jobs: jobs(JOBS) };

/** Every step at which a call may stop while its journal is open, each on a service of its own. */
const eachStop = async (
  body: Fields,
  look: (rig: Rig, call: { readonly resume: () => Promise<unknown> }, hint: string) => Promise<void>,
): Promise<number> => {
  let stops = 0;
  for (let at = 1; ; at += 1) {
    const rig = makeRig();
    const call = await stopAt(rig.service, { at, when: 'before' }, () => rig.send(body));
    if ('answer' in call) return stops;
    if (rig.journals().length === 0) continue;
    stops += 1;
    await look(rig, call, `step ${at}`);
  }
};
const journal = (rig: Rig) => {
  const [row] = rig.journals();
  if (row === undefined) throw new Error('there is no journal');
  return { accountId: 'account1', id: String(row['id']) };
};
const giveUp = (rig: Rig) => giveUpBatch(rig.deps, journal(rig));

describe('a batch that nobody completes', () => {
  test('gives back what was reserved for captures that were never written, and leaves those that were', async () => {
    const seen = new Set<number>();
    const stops = await eachStop(withoutKey, async (rig, _, hint) => {
      const written = rig.rows();
      seen.add(written.length);
      rig.clock.ms = BATCH_LEASE_MS + GIVE_UP_MS;
      expect(await giveUp(rig), hint).toBe(JOBS - written.length);
      expect(rig.rows(), hint).toEqual(written);
      expect(rig.journals(), hint).toEqual([]);
      rig.expectExact();
    });
    expect(stops).toBeGreaterThan(5);
    // None of them, some of them and all of them.
    expect(seen).toContain(0);
    expect(seen).toContain(JOBS);
    expect(seen.size).toBeGreaterThan(2);
  });

  test('gives back once, however often and by however many it is given up', async () => {
    await eachStop(withoutKey, async (rig, _, hint) => {
      rig.clock.ms = BATCH_LEASE_MS + GIVE_UP_MS;
      const id = journal(rig);
      await Promise.allSettled([1, 2, 3].map(() => giveUpBatch(rig.deps, id)));
      await giveUpBatch(rig.deps, id);
      expect(rig.journals(), hint).toEqual([]);
      rig.expectExact();
    });
  });

  test('is given up by the sweeper when its time has come, and not before', async () => {
    await eachStop(withoutKey, async (rig, _, hint) => {
      const before = rig.used();
      rig.clock.ms = BATCH_LEASE_MS + GIVE_UP_MS - 1;
      expect(await giveUp(rig), hint).toBeUndefined();
      expect((await rig.sweep()).givenUp, hint).toBe(0);
      expect(rig.used(), hint).toBe(before);
      rig.clock.ms += 1;
      expect((await rig.sweep()).givenUp, hint).toBe(1);
      rig.expectExact();
      rig.clock.ms += 60_000;
      expect((await rig.sweep()).givenUp, hint).toBe(0);
    });
  });

  test('keeps out its own call, were it only slow: what it has not written is never written', async () => {
    await eachStop(withoutKey, async (rig, call, hint) => {
      rig.clock.ms = BATCH_LEASE_MS + GIVE_UP_MS;
      await giveUp(rig);
      const written = rig.rows().map(({ token }) => token);
      await call.resume().catch(() => undefined);
      expect(
        rig.rows().map(({ token }) => token),
        hint,
      ).toEqual(written);
      rig.expectExact();
    });
  });

  test('and the late call tells the truth about its jobs', async () => {
    const rig = makeRig();
    const call = await stopAt(rig.service, { at: () => rig.journals().length > 0, when: 'before' }, () =>
      rig.send(withoutKey),
    );
    if ('answer' in call) throw new Error('it did not stop');
    expect([rig.journals().length, rig.rows().length]).toEqual([1, 0]);
    rig.clock.ms = BATCH_LEASE_MS + GIVE_UP_MS;
    await giveUp(rig);
    const { json } = await call.resume();
    expect(json).toMatchObject({ submitted: 0, waitlisted: 0, errors: JOBS });
    expect(json.jobs[0]).toMatchObject({ status: 'error', error: 'unavailable' });
  });
});

describe('with an idempotency key', () => {
  test('it is given up only when the key is no longer good', async () => {
    await eachStop(withKey, async (rig, _, hint) => {
      if (rig.journals().some(({ state }) => state === 'done')) return;
      const before = rig.used();
      rig.clock.ms = IDEMPOTENCY_MS - 1;
      expect(await giveUp(rig), hint).toBeUndefined();
      await rig.sweep();
      expect(rig.used(), hint).toBe(before);
      rig.clock.ms = IDEMPOTENCY_MS;
      await giveUp(rig);
      expect(
        rig.journals().filter(({ sk }) => String(sk).startsWith('BATCH#')),
        hint,
      ).toEqual([]);
      rig.expectExact();
    });
  });

  test('one that is done is left as it is', async () => {
    const rig = makeRig();
    await rig.send(withKey);
    const before = JSON.stringify([rig.rows(), rig.journals(), rig.profileNow()]);
    rig.clock.ms = IDEMPOTENCY_MS * 2;
    expect(await giveUp(rig)).toBeUndefined();
    expect(JSON.stringify([rig.rows(), rig.journals(), rig.profileNow()])).toBe(before);
  });
});

test('a batch that there is not is nothing to do', async () => {
  expect(await giveUpBatch(makeRig().deps, { accountId: 'account1', id: 'none' })).toBeUndefined();
});
