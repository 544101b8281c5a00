import type { APIGatewayProxyEvent } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiError, type ApiErrorCode, apiErrorCodes } from '../../functions/domain/errors.ts';
import { type Answer, endpoint } from '../../functions/http/endpoint.ts';
import type { Edge } from '../../functions/http/http-answer.ts';
import { problem, problemBody, problemStatus } from '../../functions/http/problem.ts';
import type { LogFields } from '../../functions/ports/log.ts';
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

const call = async (
  run: () => Promise<Answer>,
  edge: Partial<Edge> = {},
  event: Partial<APIGatewayProxyEvent> = {},
) => {
  const logged: [string, LogFields | undefined][] = [];
  const log = (event: string, fields?: LogFields) => {
    logged.push([event, fields]);
  };
  const handler = endpoint('getAccount', { log, tlsOnly: false, browserOrigins: [], ...edge }, run);
  const response = await handler(gatewayEvent(event), lambdaContext);
  if (!('statusCode' in response)) throw new Error('the handler gave no HTTP answer');
  return {
    ...response,
    json: response.body === '' ? undefined : (JSON.parse(response.body) as unknown),
    logged,
  };
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

describe('what every answer carries', () => {
  const ok = async () => ({ status: 200, body: account });

  test('HSTS where plain HTTP is not served', async () => {
    expect((await call(ok, { tlsOnly: true })).headers).toMatchObject({
      'strict-transport-security': 'max-age=31536000',
    });
    expect((await call(ok)).headers).not.toHaveProperty('strict-transport-security');
  });

  test('no body to HEAD, and the headers of GET', async () => {
    const { statusCode, headers, body } = await call(ok, {}, { httpMethod: 'HEAD' });
    expect([statusCode, body]).toEqual([200, '']);
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8' });
  });

  test.each([
    [[], 'https://app.example', undefined],
    [['*'], 'https://app.example', '*'],
    [['https://app.example'], 'https://app.example', 'https://app.example'],
    [['https://app.example'], 'https://evil.example', undefined],
    [['https://app.example'], undefined, undefined],
  ])(
    'with the browser origins %j a page of %s may read it as %s',
    async (browserOrigins, origin, allowed) => {
      const event = { headers: origin === undefined ? {} : { Origin: origin } };
      const good = await call(ok, { browserOrigins }, event);
      const bad = await call(
        async () => {
          throw new ApiError('invalid_key');
        },
        { browserOrigins },
        event,
      );
      for (const { headers = {} } of [good, bad]) {
        expect(headers['access-control-allow-origin']).toBe(allowed);
        expect(headers['access-control-expose-headers']).toBe(
          allowed && 'x-request-id, retry-after, x-idempotent-replay, x-idempotent-mismatch',
        );
        // What depends on the origin must not be kept for another one.
        const depends = browserOrigins.length > 0 && !browserOrigins.includes('*');
        expect(headers['vary']).toBe(depends ? 'origin' : undefined);
      }
    },
  );
});

describe('an error', () => {
  test.each(apiErrorCodes)('%s has its status and the contract’s body', (code) => {
    const thrown = new ApiError(code, { detail: 'what to do', fields: ['url'], retryAfter: 7 });
    const { status, body, headers } = problem(thrown, 'request-1');
    expect(status).toBe(problemStatus[code]);
    expect(headers).toEqual({ 'retry-after': '7' });
    expect(body).toEqual({
      error: code,
      detail: code === 'internal' ? expect.stringContaining('our side') : 'what to do',
      ...(['invalid_parameter', 'pro_required'].includes(code) && { fields: ['url'] }),
      ...(code === 'internal' && { request_id: 'request-1' }),
    });
  });

  test('that the route does not declare is a fault of ours, told as such', async () => {
    const { statusCode, json, logged } = await call(async () => {
      throw new ApiError('gone', { detail: 'what to do' });
    });
    expect(statusCode).toBe(500);
    expect(json).toMatchObject({ error: 'internal' });
    expect(String(logged[0]?.[1]?.error)).toContain('does not declare gone');
  });

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
        const { error } = problemBody.parse(json);
        expect(statusCode).toBe(problemStatus[error satisfies ApiErrorCode]);
      }),
    );
  });
});
