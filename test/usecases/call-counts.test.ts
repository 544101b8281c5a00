import { describe, expect, test } from 'vitest';
import { createBatch } from '../../functions/usecases/create-batch.ts';
import { createCapture } from '../../functions/usecases/create-capture.ts';
import { releaseWaitlist } from '../../functions/usecases/release-waitlist.ts';
import { renderCapture } from '../../functions/usecases/render-capture.ts';
import { someProfile, someQueued, someWaitlisted } from '../support/builders.ts';
import { countedService } from '../support/counted-service.ts';

test('a submit makes as many calls for an account with 2,000 captures as for a new one', async () => {
  const { deps, count } = await countedService();
  const submit = async (url: string) => {
    const account = await deps.accounts.get('pro', '2026-11');
    if (account === undefined) throw new Error('there is no account');
    return createCapture(deps, account, { url });
  };
  const whenNew = await count(() => submit('https://example.com/first'));
  for (let index = 0; index < 2_000; index += 1) await submit(`https://example.com/${index}`);
  const whenParked = await count(() => submit('https://example.com/last'));
  // All but the first six are parked: such a one looks once more whether a slot became free.
  const { BatchGet = 0, ...others } = whenParked;
  const { BatchGet: before = 0, SEND: _, ...first } = whenNew;
  expect(others).toEqual(first);
  expect(BatchGet).toBe(before + 1);
  expect(Object.values(whenNew).reduce((sum, one) => sum + one, 0)).toBeLessThan(10);
});

describe('a long wait list that can be paid for', () => {
  const accountId = 'pro';
  const url = 'https://example.com/new';
  const waitingService = async (waitlisted: number) => {
    const counted = await countedService();
    const { accounts, captures } = counted.deps;
    accounts.profiles.set(accountId, someProfile({ id: accountId, plan: 'pro', waitlisted }));
    for (let jobId = 1; jobId <= waitlisted; jobId += 1) {
      const token = String(jobId).padStart(32, 'w');
      captures.rows.set(token, someWaitlisted({ token, jobId, accountId }));
    }
    const account = async () => (await accounts.get(accountId, '2026-11')) ?? expect.fail('no account');
    const waiting = async () => (await account()).waitlisted ?? 0;
    return { ...counted, account, waiting };
  };

  test('is released with as many calls for each as for those before it, and each row read once', async () => {
    const callsFor = async (waitlisted: number) => {
      const { deps, count, waiting } = await waitingService(waitlisted);
      const calls = await count(() => releaseWaitlist(deps, accountId));
      expect(await waiting()).toBe(0);
      return calls;
    };
    // Of each page: the account, the list, its rows, and what becomes of them; then the account, which has no more.
    expect(await callsFor(900)).toEqual({ BatchGet: 2 * 10 + 1, Query: 10, TransactWrite: 10 });
    expect(await callsFor(2_700)).toEqual({ BatchGet: 2 * 30 + 1, Query: 30, TransactWrite: 30 });
  });

  test('costs a batch no more calls when it is still longer, and what is left waits', async () => {
    const callsFor = async (waitlisted: number) => {
      const { deps, count, account, waiting } = await waitingService(waitlisted);
      const calls = await count(async () =>
        createBatch(deps, await account(), { jobs: [{ url }] }, (results) => results[0]?.kind ?? ''),
      );
      expect(await waiting()).toBeGreaterThan(waitlisted - 2_200);
      return calls;
    };
    const calls = await callsFor(3_000);
    expect(await callsFor(4_500)).toEqual(calls);
    expect(Object.values(calls).reduce((sum, one) => sum + one, 0)).toBeLessThan(150);
  });

  test('costs the end of a capture no more calls when it is still longer', async () => {
    const callsFor = async (waitlisted: number) => {
      const { deps, count, waiting } = await waitingService(waitlisted);
      const queued = someQueued({ jobId: 9_999, accountId });
      deps.captures.rows.set(queued.token, queued);
      const calls = await count(() => renderCapture(deps, queued.token));
      expect(await waiting()).toBe(waitlisted - 90);
      return calls;
    };
    expect(await callsFor(600)).toEqual(await callsFor(300));
  });
});
