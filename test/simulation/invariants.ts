import { captureOfRow } from '../../functions/adapters/aws/capture-row.ts';
import { accountProfile } from '../../functions/domain/account.ts';
import type { Capture, Charge } from '../../functions/domain/capture.ts';
import { resultFiles } from '../../functions/domain/result-files.ts';
import { imagePath } from '../../functions/domain/static-path.ts';
import { utcMonth } from '../../functions/domain/utc-month.ts';
import { memoryTables } from '../support/memory-ports.ts';
import { checkCallbacks } from './check-callbacks.ts';
import type { Customer, Ledger } from './ledger.ts';
import type { Shared } from './service-process.ts';

const DEDUPE_MS = 60_000;

/** What a capture has cost in the end, judged without the rules of the service. */
const paid = (one: Capture): Charge | undefined => {
  if (one.status === 'waitlisted') return undefined;
  if (one.status !== 'failed') return one.charge;
  const isKept = ['page_unresponsive', 'page_crashed', 'page_too_heavy'].includes(one.failure);
  return isKept ? one.charge : undefined;
};

const same = (violations: string[], what: string, counted: number, stored: number): void => {
  if (counted !== stored) violations.push(`${what}: ${counted} by the captures, ${stored} in the account`);
};

const checkAccount = (shared: Shared, customer: Customer, own: readonly Capture[], violations: string[]) => {
  const rows = shared.dynamo.tables.get(memoryTables.accounts);
  const pk = `ACCOUNT#${customer.id}`;
  const row = rows.get({ pk, sk: 'PROFILE' });
  const profile = accountProfile.parse(row);
  const { monthlyQuota } = shared.plans[customer.plan];
  const charges = own.map(paid).filter((charge) => charge !== undefined);

  const byMonth = new Map<string, number>();
  for (const charge of charges) {
    if (charge.from === 'quota') byMonth.set(charge.month, (byMonth.get(charge.month) ?? 0) + 1);
  }
  for (const row of rows.values()) {
    const month =
      String(row['sk']).startsWith('USAGE#') && row['pk'] === pk ? String(row['sk']).slice(6) : '';
    if (month !== '' && !byMonth.has(month)) byMonth.set(month, 0);
  }
  for (const [month, count] of byMonth) {
    const used = Number(rows.get({ pk, sk: `USAGE#${month}` })?.['used'] ?? 0);
    same(violations, `quota of ${customer.id} in ${month}`, count, used);
    if (used > monthlyQuota) violations.push(`${customer.id} used ${used} of ${monthlyQuota} in ${month}`);
  }
  const credits = charges.filter(({ from }) => from === 'credit').length;
  same(violations, `credits of ${customer.id}`, customer.granted - credits, profile.credit);

  const waitlisted = own.filter(({ status }) => status === 'waitlisted').length;
  same(violations, `wait list of ${customer.id}`, waitlisted, profile.waitlisted ?? 0);
  same(violations, `slots of ${customer.id}`, 0, profile.inflight);
  same(violations, `parked captures of ${customer.id}`, 0, profile.parked ?? 0);
  if (waitlisted > 0 && (row?.['sweepShard'] === undefined || row['sweepAt'] === undefined)) {
    violations.push(`${customer.id} has ${waitlisted} waitlisted captures that no sweeper would look at`);
  }
  const used = byMonth.get(utcMonth(shared.world.now())) ?? 0;
  if (waitlisted > 0 && (profile.credit > 0 || used < monthlyQuota)) {
    violations.push(`${customer.id} has ${waitlisted} captures that wait for what it has`);
  }
};

/** The same request leads to one capture within a minute, unless that fails. */
const checkDuplicates = (own: readonly Capture[], { violations, writtenAt }: Ledger): void => {
  const latest = new Map<string, Capture>();
  // One that an operator had tried anew had failed, and counted for nothing meanwhile.
  const alive = own.filter(({ status, attemptsForgiven }) => status !== 'failed' && !attemptsForgiven);
  for (const one of alive.toSorted((a, b) => a.createdAt - b.createdAt)) {
    // A private one is never the same; its address is sealed.
    if (one.options.url === undefined) continue;
    const request = `${one.options.url} ${one.callback?.url}`;
    const before = latest.get(request);
    // Both by what the service calls its creation and by when it really was written: the clock may have jumped between.
    const written = (writtenAt.get(one.token) ?? 0) - (writtenAt.get(before?.token ?? '') ?? 0);
    const isClose = Math.abs(written) < DEDUPE_MS;
    if (before !== undefined && isClose && one.createdAt - before.createdAt < DEDUPE_MS) {
      violations.push(`${before.token} and ${one.token} are of the same request within a minute`);
    }
    latest.set(request, one);
  }
};

/** Judges a world that has come to rest; adds to the ledger's violations. */
export const checkInvariants = (shared: Shared, ledger: Ledger): void => {
  const { violations } = ledger;
  const captures = new Map<string, Capture>();
  const byAccount = new Map<string, Capture[]>();
  let voided = 0;
  for (const row of shared.dynamo.tables.get(memoryTables.captures).values()) {
    if (row['status'] === 'void') {
      voided += 1;
      continue;
    }
    const one = captureOfRow(row);
    captures.set(one.token, one);
    byAccount.set(one.accountId, [...(byAccount.get(one.accountId) ?? []), one]);
  }
  ledger.counts['voided'] = voided;

  for (const { token, customer } of ledger.promised) {
    const one = captures.get(token);
    if (one === undefined) violations.push(`${token} was promised to ${customer.id} and is lost`);
    else if (one.accountId !== customer.id) violations.push(`${token} is another account's`);
  }
  if (new Set([...captures.values()].map(({ jobId }) => jobId)).size !== captures.size) {
    violations.push('two captures have the same job id');
  }
  for (const one of captures.values()) {
    const { status, token } = one;
    if (status !== 'done' && status !== 'failed' && status !== 'waitlisted') {
      violations.push(`${token} is stuck: ${status}, attempt ${one.attempt}`);
    }
    const { hosted, held } = resultFiles(one);
    if (status === 'failed') {
      const left = [
        ...hosted.filter((file) => shared.files.has(file)),
        ...held.filter((file) => shared.heldFiles.has(file)),
      ];
      for (const file of left) violations.push(`${token} has failed, and left ${file}`);
    }
    if (status !== 'done') continue;
    for (const file of hosted) {
      if (!shared.files.has(file)) violations.push(`${token} is done without ${file}`);
    }
    for (const file of held) {
      if (shared.heldFiles.has(file) === (one.isExpired === true)) {
        violations.push(`${token} is ${one.isExpired ? 'expired with' : 'done without'} ${file}`);
      }
    }
    if (held.length > 0 && shared.files.has(imagePath(token, one.options.format))) {
      violations.push(`${token} is not to be published, and is`);
    }
  }
  checkCallbacks(shared, ledger, captures);
  for (const customer of ledger.customers) {
    const own = byAccount.get(customer.id) ?? [];
    checkAccount(shared, customer, own, violations);
    checkDuplicates(own, ledger);
  }
  for (const [key, answers] of ledger.answers) {
    if (new Set(answers).size > 1)
      violations.push(`the callers of the batch ${key} were told different things`);
  }
  for (const row of shared.dynamo.tables.get(memoryTables.accounts).values()) {
    if (row['state'] === 'open') violations.push(`the batch ${row['sk']} is open for good`);
  }
};
