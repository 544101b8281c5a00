import { lookup } from 'node:dns/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { callbackResolver } from '../../functions/runtime/callback-resolver.ts';
import { judgeCallbackUrl } from '../../functions/usecases/judge-callback-url.ts';

vi.mock('node:dns/promises', () => ({ lookup: vi.fn() }));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.mocked(lookup).mockReset();
});

/** What has become of a promise by the times on the clock, in milliseconds. */
const statesAt = async (promise: Promise<unknown>, times: readonly number[]): Promise<string[]> => {
  let state = 'waiting';
  promise.then(
    () => {
      state = 'kept';
    },
    () => {
      state = 'broken';
    },
  );
  const started = Date.now();
  const states: string[] = [];
  for (const time of times) {
    await vi.advanceTimersByTimeAsync(started + time - Date.now());
    states.push(state);
  }
  return states;
};
const silent = () => vi.mocked(lookup).mockReturnValue(new Promise<never>(() => {}));

test('the look-up of a callback gives up after 2 seconds', async () => {
  silent();
  const answer = callbackResolver().resolve('hooks.example.net');
  expect(await statesAt(answer, [0, 1_999, 2_000])).toEqual(['waiting', 'waiting', 'broken']);
  await expect(answer).rejects.toThrow('No answer for hooks.example.net in 2000 ms.');
});

test('a callback without an answer is accepted after 2 seconds, to be judged at delivery', async () => {
  silent();
  const deps = { policy: outboundPolicy([]), resolver: callbackResolver(), log: () => undefined };
  const judged = judgeCallbackUrl(deps, 'account1', 'https://hooks.example.net/');
  expect(await statesAt(judged, [1_999, 2_000])).toEqual(['waiting', 'kept']);
});

test('an answer in time is given at once, and leaves no timer', async () => {
  vi.mocked(lookup).mockResolvedValue([{ address: '93.184.216.34', family: 4 }] as never);
  await expect(callbackResolver().resolve('hooks.example.net')).resolves.toEqual(['93.184.216.34']);
  expect(vi.getTimerCount()).toBe(0);
});
