import type { Account } from '../domain/account.ts';
import { ApiError } from '../domain/errors.ts';
import {
  accountRate,
  addressOfCaller,
  type RateLimit,
  retrySeconds,
  wrongKeyRate,
} from '../domain/rate-limit.ts';
import type { Log } from '../ports/log.ts';
import type { RateLimiter } from '../ports/rate-limiter.ts';
import { type AuthenticateDependencies, authenticate } from './authenticate.ts';

export interface AdmitCallerDependencies extends AuthenticateDependencies {
  readonly rates: RateLimiter;
  readonly log: Log;
}

/** Who asks, as far as it is known before the key is judged. */
interface Caller {
  readonly key: unknown;
  /** The address that the request came from. */
  readonly address: string;
}

// A limit is there to protect the service, so it does not end calls when it cannot be asked.
const isWithin = (deps: AdmitCallerDependencies, bucket: string, limit: RateLimit): Promise<boolean> =>
  deps.rates.take(bucket, limit, deps.now()).catch((error: unknown) => {
    deps.log('rate_unknown', { error });
    return true;
  });

const tooMany = (detail: string, limit: RateLimit) =>
  new ApiError('rate_limited', { detail, retryAfter: retrySeconds(limit) });

/**
 * The account of a caller who has a right key and does not call too often. Throws ApiError `invalid_key`, or
 * `rate_limited`: for the account, or for the address that sends wrong keys. Right keys from the same address still
 * open, since many callers may share it.
 */
export const admitCaller = async (
  deps: AdmitCallerDependencies,
  { key, address }: Caller,
): Promise<Account> => {
  const account = await authenticate(deps, key).catch(async (error: unknown) => {
    const isWrongKey = error instanceof ApiError && error.code === 'invalid_key';
    if (!isWrongKey || (await isWithin(deps, `ADDRESS#${addressOfCaller(address)}`, wrongKeyRate)))
      throw error;
    throw tooMany('Too many wrong keys came from this address. Try again later.', wrongKeyRate);
  });
  if (await isWithin(deps, `ACCOUNT#${account.id}`, accountRate)) return account;
  throw tooMany(
    'This account sends too many requests: 50 a second, 200 at once. Try again later.',
    accountRate,
  );
};
