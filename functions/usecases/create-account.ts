import type { AccountProfile, PlanName } from '../domain/account.ts';
import { newAccountId, newApiKey, type RandomBytes } from '../domain/capture-token.ts';
import type { Accounts } from '../ports/accounts.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyHasher } from '../ports/key-hasher.ts';

export interface CreateAccountDependencies {
  readonly accounts: Accounts;
  readonly keyHasher: KeyHasher;
  readonly randomBytes: RandomBytes;
  readonly now: Clock;
}

/** Creates an account with its first key. The key is in the answer and nowhere else: only its hash is stored. */
export const createAccount = async (
  deps: CreateAccountDependencies,
  wanted: { readonly name: string; readonly plan: PlanName; readonly credit: number },
): Promise<{ account: AccountProfile; key: string }> => {
  const key = newApiKey(deps.randomBytes);
  const createdAt = deps.now();
  const account: AccountProfile = { id: newAccountId(deps.randomBytes), ...wanted, inflight: 0, createdAt };
  const hash = await deps.keyHasher.hash(key);
  await deps.accounts.create(account, { hash, name: 'first key', createdAt });
  return { account, key };
};
