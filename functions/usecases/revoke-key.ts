import type { ApiKey } from '../domain/api-key.ts';
import { OperatorRefusal } from '../domain/operator-refusal.ts';
import type { Accounts } from '../ports/accounts.ts';
import type { Clock } from '../ports/clock.ts';
import { showAccount } from './show-account.ts';

export interface RevokeKeyDependencies {
  readonly accounts: Pick<Accounts, 'get' | 'keysOf' | 'revokeKey'>;
  readonly now: Clock;
}

/** What is to be revoked; a dry run changes nothing. */
interface Revocation {
  readonly accountId: string;
  readonly keyId: string;
  readonly dryRun: boolean;
}

const unknownKey = ({ accountId, keyId }: Revocation, keys: readonly ApiKey[]): OperatorRefusal => {
  const ids = keys.map(({ id }) => id).join(', ') || 'none';
  return new OperatorRefusal(
    'unknown_key',
    `Account ${accountId} has no key with the id ${keyId}. The ids of its keys: ${ids}.`,
  );
};

/**
 * Shuts a key out at once and for good, or says what that would do. Answers the key as it is now, whether it was live
 * before, and how many others of the account are. Throws OperatorRefusal when there is no such account or key.
 */
export const revokeKey = async (
  deps: RevokeKeyDependencies,
  wanted: Revocation,
): Promise<{ key: ApiKey; wasLive: boolean; othersLive: number }> => {
  const { accountId, keyId, dryRun } = wanted;
  const { keys } = await showAccount(deps, accountId);
  const found = keys.find(({ id }) => id === keyId);
  if (found === undefined) throw unknownKey(wanted, keys);
  const key = dryRun ? found : await deps.accounts.revokeKey(accountId, keyId, deps.now());
  if (key === undefined) throw unknownKey(wanted, keys);
  const live = keys.filter(({ revokedAt }) => revokedAt === undefined);
  const wasLive = live.includes(found);
  return { key, wasLive, othersLive: live.length - (wasLive ? 1 : 0) };
};
