import { expect, onTestFinished, test, vi } from 'vitest';
import { dynamoCallbackSlots } from '../../../functions/adapters/aws/dynamo-callback-slots.ts';
import { type CallbackFault, newCallback } from '../../../functions/domain/callback.ts';
import { CALLBACK_ATTEMPTS } from '../../../functions/domain/callback-schedule.ts';
import { callbackShares } from '../../../functions/domain/callback-shares.ts';
import { presentCapture } from '../../../functions/http/present-capture.ts';
import { deliverCallback } from '../../../functions/usecases/deliver-callback.ts';
import { NOON, someFailed, someToken } from '../../support/builders.ts';
import { memoryService, memoryTables } from '../../support/memory-ports.ts';

const urls = { apiUrl: 'https://api.example', staticUrl: 'https://static.example' };
const TICK_MS = 250;
const LOOKED_MS = 10_000;
const shares = callbackShares(10);

/**
 * All that polling shows of the callbacks of captures that ended so many milliseconds after noon, where each attempt ends
 * with `fault` after `ms`, until all are given up: by the moment, in milliseconds after noon.
 */
const polled = async (fault: CallbackFault, ms: number, endedAt: readonly number[] = [0]) => {
  vi.useFakeTimers({ now: NOON, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const service = memoryService(Date.now);
  const captures = endedAt.map((after, index) => {
    const callback = { ...newCallback('https://hooks.example.net/'), dueAt: NOON + after };
    const token = someToken(String.fromCharCode('a'.charCodeAt(0) + index));
    return someFailed({ token, jobId: index, callback, heldUntil: NOON + 7 * 86_400_000 });
  });
  for (const one of captures) service.captures.rows.set(one.token, one);
  const stored = (token: string) => {
    const row = service.captures.rows.get(token);
    if (row === undefined) throw new Error('the capture is gone');
    return row;
  };
  const seen = new Map<number, string>();
  const look = (): void => {
    const shown = captures.map(({ token }) => presentCapture(stored(token), { urls, now: Date.now() }));
    seen.set(Date.now() - NOON, JSON.stringify(shown.map(({ callback }) => callback)));
  };
  const deps = {
    ...service,
    queue: service.callbacks,
    slots: dynamoCallbackSlots(service.dynamo.client, memoryTables.accounts, shares, {
      time: { now: Date.now, backOff: async () => undefined },
      random: () => 0,
    }),
    sender: {
      send: async () => {
        await new Promise((resolve) => setTimeout(resolve, ms));
        return { kind: 'unreachable' as const, fault };
      },
    },
    random: () => 0.5,
    now: Date.now,
    log: () => undefined,
  };
  const deliver = async (token: string): Promise<void> => {
    // Between the moments at which anything begins, so that it does not matter what of one moment comes first.
    for (let after = TICK_MS / 2; after < LOOKED_MS; after += TICK_MS) setTimeout(look, after);
    const outcome = await deliverCallback(deps, token);
    const { dueAt } = stored(token).callback ?? {};
    if (outcome !== 'settled') setTimeout(() => void deliver(token), outcome.againIn * 1_000);
    else if (dueAt !== undefined) setTimeout(() => void deliver(token), dueAt - Date.now());
  };
  for (const [index, { token }] of captures.entries()) {
    setTimeout(() => void deliver(token), endedAt[index]);
  }
  await vi.runAllTimersAsync();
  return [...seen].toSorted(([one], [other]) => one - other);
};

const otherWays = [
  ['blocked_address', 0],
  ['dns_failed', 37],
  ['dns_failed', 5_000],
  ['connection_failed', 1],
  ['tls_failed', 212],
  ['closed', 480],
  ['bad_answer', 490],
] as const;

test('what a caller sees of a callback and when is the same for each way not to reach anybody', async () => {
  const slowest = await polled('timed_out', 5_000);
  const attempts = new Set(slowest.map(([, shown]) => JSON.parse(shown)[0].last_attempt_at));
  expect(attempts.size).toBe(CALLBACK_ATTEMPTS);
  expect(slowest.at(-1)?.[1]).toContain('"state":"failed"');
  expect(slowest.at(-1)?.[1]).toContain('"last_result":"unreachable"');
  for (const [fault, ms] of otherWays) expect(await polled(fault, ms), fault).toEqual(slowest);
});

test('so is what many callbacks to one host tell by when others to it begin', async () => {
  const first = Array.from({ length: shares.host }, () => 0);
  const probes = [1_500, 1_500, 1_750];
  const slowest = await polled('timed_out', 5_000, [...first, ...probes]);
  // Else the probes would tell nothing: no slot is free for them before the first count as ended.
  const [, atFive] = slowest.find(([at]) => at > 5_000) ?? [];
  expect(JSON.parse(atFive ?? '').map(({ attempts }: { attempts: number }) => attempts)).toEqual([
    ...first.map(() => 1),
    ...probes.map(() => 0),
  ]);
  for (const [fault, ms] of otherWays) {
    expect(await polled(fault, ms, [...first, ...probes]), fault).toEqual(slowest);
  }
});
