import { type ApiKey, apiKeyId } from '../domain/api-key.ts';
import { newApiKey, type RandomBytes } from '../domain/capture-token.ts';
import { unknownAccount } from '../domain/unknown-account.ts';
import type { Accounts } from '../ports/accounts.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyHasher } from '../ports/key-hasher.ts';

export interface CreateKeyDependencies {
  readonly accounts: Pick<Accounts, 'addKey'>;
  readonly keyHasher: KeyHasher;
  readonly randomBytes: RandomBytes;
  readonly now: Clock;
}

/** Ids have 32 bits, so that two of an account are the same is rare, and twice in a row is a fault. */
const TRIES = 3;

/**
 * Gives an account another key. The key is in the answer and nowhere else: only its hash is stored. Throws
 * OperatorRefusal when there is no such account.
 */
export const createKey = async (
  deps: CreateKeyDependencies,
  { accountId, name }: { readonly accountId: string; readonly name: string },
): Promise<{ key: string; stored: ApiKey }> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const key = newApiKey(deps.randomBytes);
    const hash = await deps.keyHasher.hash(key);
    const createdAt = deps.now();
    const answer = await deps.accounts.addKey(accountId, { hash, name, createdAt });
    if (answer === 'unknown_account') throw unknownAccount(accountId);
    if (answer === 'added') return { key, stored: { id: apiKeyId(hash), accountId, name, createdAt } };
  }
  throw new Error('Every new key had the id of another one.');
};
