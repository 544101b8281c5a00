import { CALLBACK_ATTEMPTS } from '../../functions/domain/callback-schedule.ts';
import { type Capture, hasEnded } from '../../functions/domain/capture.ts';
import { count, type Ledger } from './ledger.ts';
import type { Shared } from './service-process.ts';

/** Every callback has arrived or lies in the dead letters, what arrived twice is the same, and nothing secret is left. */
export const checkCallbacks = (
  { buried }: Shared,
  ledger: Ledger,
  captures: ReadonlyMap<string, Capture>,
): void => {
  const { violations, deliveries, sends } = ledger;
  for (const one of captures.values()) {
    const { token, callback, sealed } = one;
    if (!hasEnded(one)) continue;
    if (sealed?.inputs !== undefined) violations.push(`${token} has ended and keeps its inputs`);
    if (callback === undefined) continue;
    const arrived = deliveries.get(`msg_${token}`) ?? [];
    const sent = sends.get(`msg_${token}`) ?? 0;
    if (sent > callback.attempts)
      violations.push(`${token} was sent ${sent} times in ${callback.attempts} attempts`);
    count(ledger, `callbacks ${callback.state}`);
    if (callback.attempts - callback.forgiven > CALLBACK_ATTEMPTS) {
      violations.push(`the callback of ${token} was tried ${callback.attempts} times`);
    }
    if (callback.state === 'delivered') {
      if (!arrived.some(({ isGood }) => isGood)) violations.push(`${token} is delivered to nobody`);
      if (sealed?.secret !== undefined) violations.push(`${token} is delivered and keeps its secret`);
    } else if (callback.state === 'pending') {
      violations.push(`the callback of ${token} is stuck after ${callback.attempts} attempts`);
    } else if (callback.unburied || !buried.has(token)) {
      violations.push(`the callback of ${token} was given up without a dead letter`);
    }
  }
  for (const [id, attempts] of deliveries) {
    const one = captures.get(id.slice('msg_'.length));
    if (one?.callback === undefined) violations.push(`${id} was sent, and nobody asked for it`);
    if (new Set(attempts.map(({ digest }) => digest)).size > 1) violations.push(`${id} has several bodies`);
    if (attempts.some(({ url }) => url !== one?.callback?.url)) violations.push(`${id} went elsewhere`);
    count(ledger, 'callbacks that arrived', attempts.length);
  }
};
