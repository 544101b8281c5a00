import { randomUUID } from 'node:crypto';
import { get } from 'node:http';
import { describe, expect, inject, test } from 'vitest';
import { dynamoRateLimiter } from '../../functions/adapters/aws/dynamo-rate-limiter.ts';
import { NOON } from '../support/builders.ts';
import { engineTables } from '../support/engine-tables.ts';
import { memoryRateLimiter } from '../support/memory-rate-limiter.ts';
import { answerFaults } from '../support/openapi-validator.ts';

const { api, endpoint } = inject('stack');
const { client, accounts } = engineTables(endpoint);
const limiter = dynamoRateLimiter(client, accounts);
const limit = { burst: 5, everyMs: 100 };

describe('a bucket in DynamoDB', () => {
  test('answers as a bucket does, call by call', async () => {
    const model = memoryRateLimiter();
    const bucket = randomUUID();
    // Bursts, pauses shorter and longer than a token, and a pause that fills the bucket.
    const steps = [0, 0, 0, 0, 0, 0, 0, 50, 50, 10, 250, 0, 0, 0, 99, 1, 700, 0, 0, 0, 0, 0, 0, 100, 0];
    let now = NOON;
    const answers = { ours: [] as boolean[], model: [] as boolean[] };
    for (const step of steps) {
      now += step;
      answers.ours.push(await limiter.take(bucket, limit, now));
      answers.model.push(await model.take(bucket, limit, now));
    }
    expect(answers.ours).toEqual(answers.model);
    expect(answers.ours).toContain(false);
  });

  test('gives each token to one of many callers at the same moment', async () => {
    const bucket = randomUUID();
    const all = await Promise.all(Array.from({ length: 20 }, () => limiter.take(bucket, limit, NOON)));
    expect(all.filter(Boolean)).toHaveLength(5);
  });
});

/** Asks for an account from another loopback address, so that the limit of this one is left to the other tests. */
const askFrom = (localAddress: string, path: string) =>
  new Promise<{ status: number; retryAfter: string | undefined; json: unknown }>((resolve, reject) => {
    get(`${api}${path}`, { localAddress }, async (response) => {
      const text = (await response.toArray()).join('');
      const { statusCode: status = 0, headers } = response;
      resolve({ status, retryAfter: headers['retry-after'], json: JSON.parse(text) });
    }).on('error', reject);
  });

// Other systems have no second loopback address.
test.runIf(process.platform === 'linux')(
  'wrong keys of one address are answered 401 and then 429 with Retry-After',
  async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 60 && statuses.at(-1) !== 429; i += 1) {
      const answer = await askFrom('127.0.0.2', '/account?key=aB3kR7mZx9Lq');
      statuses.push(answer.status);
      expect(answerFaults('/account', 'GET', answer)).toEqual([]);
      if (answer.status === 429) expect(answer.retryAfter).toBe('2');
    }
    expect(statuses.at(-1)).toBe(429);
    expect(statuses.length).toBeGreaterThan(30);
    expect(new Set(statuses.slice(0, -1))).toEqual(new Set([401]));
    expect((await askFrom('127.0.0.1', '/account?key=aB3kR7mZx9Lq')).status).toBe(401);
  },
);
