import type { Account } from '../domain/account.ts';
import { type ApiKey, isFirstUseOn } from '../domain/api-key.ts';
import { apiKeyPattern } from '../domain/capture-token.ts';
import { ApiError } from '../domain/errors.ts';
import { utcDay } from '../domain/utc-day.ts';
import { utcMonth } from '../domain/utc-month.ts';
import type { Accounts } from '../ports/accounts.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyHasher } from '../ports/key-hasher.ts';
import type { Log } from '../ports/log.ts';

export interface AuthenticateDependencies {
  readonly accounts: Pick<Accounts, 'findKey' | 'noteKeyUsed' | 'get'>;
  readonly keyHasher: KeyHasher;
  readonly now: Clock;
  readonly log: Log;
}

const refuse = (): never => {
  throw new ApiError('invalid_key', {
    detail: 'The key is missing or not valid. Send your 12-character API key as "key".',
  });
};

// For the operator's eyes, so a call does not fail by it.
const noteUse = async (deps: AuthenticateDependencies, hash: string, key: ApiKey): Promise<void> => {
  const day = utcDay(deps.now());
  if (!isFirstUseOn(key, day)) return;
  await deps.accounts.noteKeyUsed(hash, day).catch((error: unknown) => {
    deps.log('key_use_not_noted', { account: key.accountId, error });
  });
};

/**
 * The account of an API key; once a UTC day the key is noted as used. Throws ApiError `invalid_key`, alike for missing,
 * malformed, unknown and revoked keys.
 */
export const authenticate = async (deps: AuthenticateDependencies, key: unknown): Promise<Account> => {
  if (typeof key !== 'string' || !apiKeyPattern.test(key)) return refuse();
  const hash = await deps.keyHasher.hash(key);
  const found = await deps.accounts.findKey(hash);
  if (found === undefined || found.revokedAt !== undefined) return refuse();
  // Side by side, and both to their end: a function freezes when it has answered.
  const noted = noteUse(deps, hash, found);
  try {
    return (await deps.accounts.get(found.accountId, utcMonth(deps.now()))) ?? refuse();
  } finally {
    await noted;
  }
};
