import type { Account } from '../domain/account.ts';
import { apiKeyPattern } from '../domain/capture-token.ts';
import { ApiError } from '../domain/errors.ts';
import { utcMonth } from '../domain/utc-month.ts';
import type { Accounts, Clock, KeyHasher } from '../ports.ts';

export interface AuthenticateDependencies {
  readonly accounts: Accounts;
  readonly keyHasher: KeyHasher;
  readonly now: Clock;
}

const refuse = (): never => {
  throw new ApiError('invalid_key', {
    detail: 'The key is missing or not valid. Send your 12-character API key as "key".',
  });
};

/** The account of an API key. Throws ApiError `invalid_key`, alike for missing, malformed and unknown keys. */
export const authenticate = async (deps: AuthenticateDependencies, key: unknown): Promise<Account> => {
  if (typeof key !== 'string' || !apiKeyPattern.test(key)) return refuse();
  const id = await deps.accounts.idOfKey(await deps.keyHasher.hash(key));
  if (id === undefined) return refuse();
  return (await deps.accounts.get(id, utcMonth(deps.now()))) ?? refuse();
};
