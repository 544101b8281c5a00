import type { RateLimiter } from '../../functions/ports/rate-limiter.ts';

/** Token buckets in memory, counted as buckets: the model that the number in DynamoDB must agree with. */
export const memoryRateLimiter = (): RateLimiter => {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take: async (bucket, { burst, everyMs }, now) => {
      const { tokens, at } = buckets.get(bucket) ?? { tokens: burst, at: now };
      const held = Math.min(burst, tokens + (now - at) / everyMs);
      const isAllowed = held >= 1;
      buckets.set(bucket, { tokens: isAllowed ? held - 1 : held, at: now });
      return isAllowed;
    },
  };
};
