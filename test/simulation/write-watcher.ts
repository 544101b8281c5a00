import { captureOfRow } from '../../functions/adapters/aws/capture-row.ts';
import type { AccountLimits } from '../../functions/domain/account.ts';
import { MAX_ATTEMPTS } from '../../functions/domain/transition.ts';
import type { Row } from '../support/memory-dynamo/row.ts';
import { memoryTables } from '../support/memory-ports.ts';
import { type Customer, count, type Ledger } from './ledger.ts';
import type { World } from './world.ts';

/** A capture that waited for longer than any call can sleep was seen by whoever releases. */
const SEEN_MS = 900_000;

/** How soon the sweeper has to look at an account of which captures wait. */
const SEEN_WITHIN_MS = { parked: 45_000, waitlisted: 3_600_000 };

const isEnd = (status: unknown): boolean => status === 'done' || status === 'failed';

interface Watched {
  readonly ledger: Ledger;
  readonly world: World;
  /** The bounds of an account's counters; undefined: they are not judged before all has come to rest. */
  readonly limitsOf: (
    customer: Customer,
  ) => Pick<AccountLimits, 'inflightCap' | 'waitlistPlaces'> | undefined;
  /** Reads what changes of captures, as the stream does. */
  readonly stream: (before: Row | undefined, after: Row) => void;
}

/**
 * Is told of every row as it is written, whoever writes it, and notes what must never be: a capture that goes on after
 * its end, one that is released before an older one, more render slots or quota taken than an account has, captures that
 * wait without their account being listed for the sweeper.
 */
export const writeWatcher = ({ ledger, world, limitsOf, stream }: Watched) => {
  const { violations, waiting } = ledger;
  const customers = new Map(ledger.customers.map((customer) => [customer.id, customer]));

  const released = (token: string, accountId: string, jobId: number): void => {
    count(ledger, 'released');
    for (const [other, older] of waiting) {
      if (older.accountId !== accountId || older.jobId >= jobId) continue;
      if (world.elapsed() - older.since < SEEN_MS) continue;
      violations.push(`${token} (job ${jobId}) was released before ${other} (job ${older.jobId})`);
      return;
    }
  };

  const captureChanged = (before: Row | undefined, after: Row): void => {
    stream(before, after);
    const [from, to] = [before?.['status'], after['status']];
    const token = String(after['token']);
    if (from === 'processing' && to === 'processing' && Number(before?.['leaseUntil']) > world.now()) {
      violations.push(`${token} was claimed while another attempt held it`);
    }
    if (Number(after['attempt'] ?? 0) - Number(after['attemptsForgiven'] ?? 0) > MAX_ATTEMPTS) {
      violations.push(`${token} is tried for the ${after['attempt']}th time`);
    }
    if (before !== undefined && Number(after['attempt']) < Number(before['attempt'])) {
      violations.push(`${token} was changed by attempt ${after['attempt']}, which had lost its lease`);
    }
    if (from === to) return;
    const accountId = String(after['accountId']);
    const jobId = Number(after['jobId']);
    if (before === undefined) ledger.writtenAt.set(token, world.now());
    if (to === 'waitlisted') waiting.set(token, { accountId, jobId, since: world.elapsed() });
    if (to === 'parked') ledger.parked.set(accountId, (ledger.parked.get(accountId) ?? 0) + 1);
    if (from === 'parked') ledger.parked.set(accountId, (ledger.parked.get(accountId) ?? 0) - 1);
    if (from === 'waitlisted') {
      waiting.delete(token);
      if (to === 'parked') released(token, accountId, jobId);
    }
    if (isEnd(to)) count(ledger, String(to));
    const customer = customers.get(accountId);
    if (to === 'failed' && customer !== undefined) {
      const { url } = captureOfRow(after).options;
      if (url !== undefined) ledger.failed.push({ customer, url });
    }
    if (isEnd(from) && !(from === 'failed' && to === 'parked')) {
      violations.push(`${token} went on after its end: from ${from} to ${to}`);
    }
  };

  const profileChanged = (after: Row): void => {
    const customer = customers.get(String(after['id']));
    const limits = customer && limitsOf(customer);
    if (limits === undefined) return;
    const { inflightCap, waitlistPlaces } = limits;
    const most = { inflight: inflightCap, waitlisted: waitlistPlaces };
    for (const [counter, bound] of Object.entries(most)) {
      const value = Number(after[counter] ?? 0);
      if (value > bound) violations.push(`${after['id']} has ${value} ${counter}, of ${bound} at most`);
    }
    for (const counter of ['inflight', 'parked', 'waitlisted', 'credit']) {
      const value = Number(after[counter] ?? 0);
      if (value < 0) violations.push(`${after['id']} has ${value} ${counter}`);
    }
    const lookAt = after['sweepShard'] === undefined ? Infinity : Number(after['sweepAt'] ?? Infinity);
    for (const [counter, within] of Object.entries(SEEN_WITHIN_MS)) {
      if (Number(after[counter] ?? 0) > 0 && lookAt > world.now() + within) {
        violations.push(`${after['id']} has captures ${counter}, and no sweeper would look at it in time`);
      }
    }
  };

  return (table: string, before: Row | undefined, after: Row | undefined): void => {
    if (after === undefined) return;
    if (table === memoryTables.captures) captureChanged(before, after);
    else if (before?.['state'] === 'done' && before['seed'] === after['seed']) {
      violations.push(`the answer of the batch ${after['sk']} was written twice`);
    } else if (after['sk'] === 'PROFILE') profileChanged(after);
  };
};
