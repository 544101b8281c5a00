import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Lookup } from '../../functions/adapters/net/dns-resolver.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { callbackResolver } from '../../functions/runtime/callback-resolver.ts';
import { judgeCallbackUrl } from '../../functions/usecases/judge-callback-url.ts';

const lookup = vi.fn<Lookup>();

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  lookup.mockReset();
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
const silent = () => lookup.mockReturnValue(new Promise<never>(() => {}));

test('the look-up of a callback gives up after 2 seconds', async () => {
  silent();
  const answer = callbackResolver(lookup).resolve('hooks.example.net');
  expect(await statesAt(answer, [0, 1_999, 2_000])).toEqual(['waiting', 'waiting', 'broken']);
  await expect(answer).rejects.toThrow('No answer for hooks.example.net in 2000 ms.');
});

test('a callback without an answer is accepted after 2 seconds, to be judged at delivery', async () => {
  silent();
  const deps = { policy: outboundPolicy([]), resolver: callbackResolver(lookup), log: () => undefined };
  const judged = judgeCallbackUrl(deps, 'account1', 'https://hooks.example.net/');
  expect(await statesAt(judged, [1_999, 2_000])).toEqual(['waiting', 'kept']);
});

test('an answer in time is given at once, and leaves no timer', async () => {
  lookup.mockResolvedValue([{ address: '93.184.216.34' }]);
  await expect(callbackResolver(lookup).resolve('hooks.example.net')).resolves.toEqual(['93.184.216.34']);
  expect(vi.getTimerCount()).toBe(0);
});

test('the machine is asked when nobody else is named', async () => {
  expect(['127.0.0.1', '::1']).toContain((await callbackResolver().resolve('localhost'))[0]);
});
