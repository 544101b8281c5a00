import { createHash } from 'node:crypto';
import type { CallbackAnswer, CallbackSender } from '../../functions/ports/callback-sender.ts';
import { deliverCallback } from '../../functions/usecases/deliver-callback.ts';
import type { Ledger } from './ledger.ts';
import { queueWorkers } from './queue-workers.ts';
import { type Shared, serviceProcess } from './service-process.ts';
import type { Life } from './world.ts';

/** How many attempts fail at their receiver; at some hosts all do. */
const FAILING = 0.3;
const DEAD_HOST = 'hooks-0.example.net';
const SEND_MS = { least: 20, most: 1_500 };

const failures: readonly CallbackAnswer[] = [
  { kind: 'answered', status: 500 },
  { kind: 'answered', status: 503, retryAfter: '30' },
  { kind: 'answered', status: 429, retryAfter: '600' },
  { kind: 'answered', status: 301 },
  { kind: 'unreachable', fault: 'timed_out' },
  { kind: 'unreachable', fault: 'closed' },
  { kind: 'unreachable', fault: 'connection_failed' },
];

/** Notes what arrives, answers what it likes, and its process may die in the midst of it. */
const sender = ({ world }: Shared, life: Life, ledger: Ledger): CallbackSender => ({
  send: async ({ url, headers, body, length }) => {
    const id = headers['webhook-id'] ?? '';
    ledger.sends.set(id, (ledger.sends.get(id) ?? 0) + 1);
    await world.pass(life, world.random.between(SEND_MS.least, SEND_MS.most));
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of body()) {
      hash.update(chunk);
      bytes += chunk.byteLength;
    }
    if (bytes !== length) ledger.violations.push(`a callback of ${length} bytes has ${bytes}`);
    const isDead = new URL(url).host === DEAD_HOST;
    // What goes to a dead host arrives nowhere; what fails elsewhere has arrived all the same.
    const arrives = !isDead && world.random.chance(0.9);
    const isGood = arrives && !world.random.chance(FAILING);
    if (arrives) {
      const all = ledger.deliveries.get(id) ?? [];
      all.push({ digest: hash.digest('hex'), url, isGood });
      ledger.deliveries.set(id, all);
    }
    await world.pass(life, world.random.between(1, 30));
    if (isGood) return { kind: 'answered', status: 200 };
    if (arrives && world.random.chance(0.01)) return { kind: 'answered', status: 410 };
    return isDead ? { kind: 'unreachable', fault: 'timed_out' } : world.random.pick(failures);
  },
});

/** What sends callbacks. */
export const callbackSenders = (ledger: Ledger) =>
  queueWorkers({
    queueOf: ({ callbackQueue }) => callbackQueue,
    slotsOf: ({ callbackSlots }) => callbackSlots,
    processOf: (shared, life) => {
      const process = serviceProcess(shared, life, 'deliver-callback');
      const deps = {
        ...process,
        slots: process.callbackSlots,
        queue: process.callbacks,
        sender: sender(shared, life, ledger),
        random: shared.world.random,
      };
      return { ...deps, workOn: (token, receives) => deliverCallback(deps, token, receives) };
    },
  });
