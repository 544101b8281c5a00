import { accountProfile } from '../../functions/domain/account.ts';
import { memoryTables } from '../support/memory-ports.ts';
import type { Ledger } from './ledger.ts';
import type { Shared } from './service-process.ts';

/** Longer than the sweeper needs in bad times. */
const LONGEST_MS = 15 * 60_000;
/** The same where a counter may say that nobody waits: until the sweeper comes to the account. */
const LONGEST_MISLED_MS = 30 * 60_000;

/**
 * Notes where a render slot is free and one of the account's captures waits for it all the same, for minutes. Not of passers-by:
 * the sweeper alone sees to theirs, and in a storm hardly a sweep comes to its end.
 */
export const checkIdle = ({ world, dynamo, plans }: Shared, ledger: Ledger, isMisled: boolean): void => {
  const longest = isMisled ? LONGEST_MISLED_MS : LONGEST_MS;
  const accounts = dynamo.tables.get(memoryTables.accounts);
  for (const { id, plan } of ledger.customers.filter(({ isPasserBy }) => !isPasserBy)) {
    const profile = accountProfile.parse(accounts.get({ pk: `ACCOUNT#${id}`, sk: 'PROFILE' }));
    const { inflightCap } = plans[plan];
    // A single one of many slots may be left free for a moment.
    const isFree = inflightCap - profile.inflight >= Math.max(1, inflightCap / 4);
    const isIdle = (ledger.parked.get(id) ?? 0) > 0 && isFree;
    const since = ledger.idleSince.get(id) ?? world.elapsed();
    if (!isIdle) ledger.idleSince.delete(id);
    else if (world.elapsed() - since > longest) {
      ledger.violations.push(`${id} has a free slot and parked captures for ${longest / 60_000} minutes`);
      ledger.idleSince.delete(id);
    } else ledger.idleSince.set(id, since);
  }
};
