import type { RateLimit } from '../domain/rate-limit.ts';

/** Token buckets, each by its name. */
export interface RateLimiter {
  /** Takes one token at `now` (Unix ms). False: the bucket is empty. */
  take(bucket: string, limit: RateLimit, now: number): Promise<boolean>;
}
