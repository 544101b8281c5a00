import { expect, test } from 'vitest';
import { type CallbackFault, newCallback } from '../../../functions/domain/callback.ts';
import { CALLBACK_ATTEMPTS } from '../../../functions/domain/callback-schedule.ts';
import { presentCapture } from '../../../functions/http/present-capture.ts';
import { deliverCallback } from '../../../functions/usecases/deliver-callback.ts';
import { NOON, someFailed, someToken } from '../../support/builders.ts';
import { memoryService } from '../../support/memory-ports.ts';

const token = someToken();
const urls = { apiUrl: 'https://api.example', staticUrl: 'https://static.example' };
const TICK_MS = 250;

/** All that polling shows of a callback whose attempts all end so, from its first attempt to its last and beyond. */
const polled = async (fault: CallbackFault, ms: number): Promise<string[]> => {
  const clock = { now: NOON };
  const service = memoryService(() => clock.now);
  const callback = { ...newCallback('https://hooks.example.net/'), dueAt: NOON };
  service.captures.rows.set(token, someFailed({ callback, heldUntil: NOON + 7 * 86_400_000 }));
  const seen: string[] = [];
  const stored = () => service.captures.rows.get(token);
  const pollUntil = (end: number): void => {
    for (; clock.now < end; clock.now += TICK_MS) {
      const row = stored();
      if (row === undefined) throw new Error('the capture is gone');
      const status = presentCapture(row, { urls, now: clock.now });
      seen.push(`${clock.now - NOON} ${JSON.stringify(status.callback)}`);
    }
  };
  const deps = {
    ...service,
    queue: service.callbacks,
    slots: { take: async () => ({ free: async () => undefined }) },
    sender: {
      send: async () => {
        const endsAt = clock.now + ms;
        pollUntil(endsAt);
        clock.now = endsAt;
        return { kind: 'unreachable' as const, fault };
      },
    },
    random: () => 0.5,
    now: () => clock.now,
    log: () => undefined,
  };
  for (let attempt = 1; attempt <= CALLBACK_ATTEMPTS; attempt += 1) {
    const dueAt: number = stored()?.callback?.dueAt ?? Number.NaN;
    clock.now = dueAt;
    await deliverCallback(deps, token);
    // From here on in step again, whenever the attempt ended.
    clock.now = dueAt + Math.ceil((clock.now - dueAt) / TICK_MS) * TICK_MS;
    pollUntil(dueAt + 10_000);
  }
  return seen;
};

test('what a caller sees of a callback and when is the same for each way not to reach anybody', async () => {
  const slowest = await polled('timed_out', 5_000);
  expect(new Set(slowest).size).toBe(slowest.length);
  expect(slowest).toHaveLength(CALLBACK_ATTEMPTS * 40);
  expect(slowest.at(-1)).toContain('"state":"failed"');
  expect(slowest.at(-1)).toContain('"last_result":"unreachable"');
  for (const [fault, ms] of [
    ['blocked_address', 0],
    ['dns_failed', 37],
    ['dns_failed', 5_000],
    ['connection_failed', 1],
    ['tls_failed', 212],
    ['closed', 480],
    ['bad_answer', 490],
  ] as const) {
    expect(await polled(fault, ms), fault).toEqual(slowest);
  }
});
