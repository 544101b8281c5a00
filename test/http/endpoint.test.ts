import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiError, type ApiErrorCode, apiErrorCodes } from '../../functions/domain/errors.ts';
import { type Answer, endpoint } from '../../functions/http/endpoint.ts';
import { problemBody, problemStatus } from '../../functions/http/problem.ts';
import type { LogFields } from '../../functions/ports.ts';
import { gatewayEvent, lambdaContext } from '../support/gateway-event.ts';

const account = {
  plan: 'free',
  pro_until: null,
  credit: 0,
  quota_used: 0,
  quota_total: 200,
  quota_remaining: 200,
  inflight: 0,
  inflight_cap: 3,
};

const call = async (run: () => Promise<Answer>) => {
  const logged: [string, LogFields | undefined][] = [];
  const handler = endpoint('getAccount', (event, fields) => logged.push([event, fields]), run);
  const response = await handler(gatewayEvent(), lambdaContext);
  if (!('statusCode' in response)) throw new Error('the handler gave no HTTP answer');
  return { ...response, json: JSON.parse(response.body) as unknown, logged };
};

describe('a success', () => {
  test('is the route’s body, never cached, never sniffed, with the request’s id', async () => {
    const { statusCode, headers, json } = await call(async () => ({ status: 200, body: account }));
    expect(statusCode).toBe(200);
    expect(json).toEqual(account);
    expect(headers).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': 'request-1',
    });
  });

  test('cannot carry a field that the table does not declare', async () => {
    const { json } = await call(async () => ({ status: 200, body: { ...account, pepper: 'secret' } }));
    expect(json).toEqual(account);
  });

  test('that does not fit the table is an internal error, not a wrong answer', async () => {
    const misfit = await call(async () => ({ status: 200, body: { ...account, credit: 'many' } }));
    const undeclared = await call(async () => ({ status: 201, body: account }));
    expect([misfit.statusCode, undeclared.statusCode]).toEqual([500, 500]);
  });
});

describe('an error', () => {
  test.each(apiErrorCodes.filter((code) => code !== 'internal'))(
    '%s has its status and the contract’s body',
    async (code) => {
      const { statusCode, json } = await call(async () => {
        throw new ApiError(code, { detail: 'what to do', fields: ['url'] });
      });
      expect(statusCode).toBe(problemStatus[code]);
      expect(json).toEqual({ error: code, detail: 'what to do', fields: ['url'] });
    },
  );

  test('says when to come back', async () => {
    const { headers } = await call(async () => {
      throw new ApiError('rate_limited', { retryAfter: 7 });
    });
    expect(headers).toMatchObject({ 'retry-after': '7' });
  });

  test('that nobody foresaw tells the caller its id and nothing else, and is logged', async () => {
    const { statusCode, json, logged } = await call(async () => {
      throw new TypeError('the table snapstack-prod-captures is gone');
    });
    expect(statusCode).toBe(500);
    expect(json).toMatchObject({ error: 'internal', request_id: 'request-1' });
    expect(JSON.stringify(json)).not.toContain('snapstack');
    expect(logged.map(([event]) => event)).toEqual(['request_failed', 'request']);
    expect(logged[1]?.[1]).toMatchObject({ route: 'getAccount', status: 500 });
  });

  test('whatever is thrown, the answer is the contract’s', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (thrown) => {
        const { statusCode, json } = await call(async () => {
          throw thrown;
        });
        const { error } = problemBody.strict().parse(json);
        expect(statusCode).toBe(problemStatus[error satisfies ApiErrorCode]);
      }),
    );
  });
});
