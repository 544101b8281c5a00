import { describe, expect, test } from 'vitest';
import type { Edge } from '../../functions/http/http-answer.ts';
import { problemBody } from '../../functions/http/problem.ts';
import type { Route } from '../../functions/http/route.ts';
import { routes } from '../../functions/http/routes.ts';
import { unrouted } from '../../functions/http/unrouted.ts';
import { gatewayEvent } from '../support/gateway-event.ts';

const call = (method: string, resource: string, edge: Partial<Edge> = {}, headers = {}) =>
  unrouted({ log: () => undefined, tlsOnly: false, browserOrigins: [], ...edge })(
    gatewayEvent({ httpMethod: method, resource, headers }),
  );
const preflight = { Origin: 'https://app.example', 'Access-Control-Request-Method': 'POST' };
const table: readonly Route[] = Object.values(routes);
const origin = 'https://app.example';
const EXPOSED = 'x-request-id, retry-after, x-idempotent-replay, x-idempotent-mismatch';

/** The headers of an answer that say who may read it. */
const corsOf = ({ headers = {} }: Awaited<ReturnType<typeof call>>) =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.startsWith('access-control-') || name === 'vary'),
  );

describe('a path that is not in the table', () => {
  test.each(['GET', 'POST', 'DELETE', 'OPTIONS'])('%s is 404 in the contract’s shape', async (method) => {
    const { statusCode, body, headers } = await call(method, '/{proxy+}');
    expect(statusCode).toBe(404);
    expect(problemBody.parse(JSON.parse(body)).error).toBe('not_found');
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': 'request-1',
    });
  });
});

describe('a refusal', () => {
  const anyone = { 'access-control-allow-origin': '*', 'access-control-expose-headers': EXPOSED };
  const onlyTheStages = {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': EXPOSED,
    vary: 'origin',
  };

  test.each([[[]], [[origin]], [['https://other.example']]])(
    'of an unknown path may be read by every page, with the browser origins %j',
    async (browserOrigins) => {
      const answer = await call('GET', '/{proxy+}', { browserOrigins }, { Origin: origin });
      expect(answer.statusCode).toBe(404);
      expect(corsOf(answer)).toEqual(anyone);
    },
  );

  test.each(table.map(({ path, cors }) => [path, cors] as const))(
    'of another method of %s may be read by whoever its route lets read it: %s',
    async (path, cors) => {
      const refusedTo = async (browserOrigins: readonly string[], headers = { Origin: origin }) => {
        const answer = await call('DELETE', path, { browserOrigins }, headers);
        expect(answer.statusCode).toBe(405);
        return corsOf(answer);
      };
      const isForAll = cors === 'anyone';
      expect(await refusedTo([])).toEqual(isForAll ? anyone : {});
      expect(await refusedTo(['*'])).toEqual(anyone);
      expect(await refusedTo([origin])).toEqual(isForAll ? anyone : onlyTheStages);
      expect(await refusedTo([origin], { Origin: 'https://evil.example' })).toEqual(
        isForAll ? anyone : { vary: 'origin' },
      );
    },
  );

  test.each([
    ['GET', '/{proxy+}', 404],
    ['DELETE', '/capture', 405],
    ['OPTIONS', '/capture', 204],
  ])(
    'or %s %s (%i) has browsers remember HTTPS where plain HTTP is not served',
    async (method, path, status) => {
      const secured = await call(method, path, { tlsOnly: true });
      expect(secured.statusCode).toBe(status);
      expect(secured.headers).toMatchObject({ 'strict-transport-security': 'max-age=31536000' });
      expect((await call(method, path)).headers).not.toHaveProperty('strict-transport-security');
    },
  );
});

describe('another method of a path', () => {
  test.each(table.map(({ path, method }) => [path, method] as const))(
    '%s names what it takes: %s, OPTIONS',
    async (path, method) => {
      const { statusCode, body, headers } = await call('DELETE', path);
      const allowed = method === 'GET' ? 'GET, HEAD, OPTIONS' : 'POST, OPTIONS';
      expect(statusCode).toBe(405);
      expect(headers).toMatchObject({ allow: allowed, 'x-request-id': 'request-1' });
      expect(JSON.parse(body)).toEqual({
        error: 'method_not_allowed',
        detail: `This path takes ${allowed}.`,
      });
    },
  );

  test('is refused to HEAD without a body', async () => {
    expect(await call('HEAD', '/capture')).toMatchObject({ statusCode: 405, body: '' });
  });
});

describe('OPTIONS', () => {
  test('names the methods, and nothing else to who is no browser', async () => {
    const { statusCode, headers, body } = await call('OPTIONS', '/capture');
    expect([statusCode, body]).toEqual([204, '']);
    expect(headers).toEqual({
      allow: 'POST, OPTIONS',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': 'request-1',
    });
  });

  test.each(['/capture/{token}', '/docs', '/openapi.json', '/openapi.yaml'])(
    'lets every page read %s',
    async (path) => {
      expect((await call('OPTIONS', path, {}, preflight)).headers).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, HEAD, OPTIONS',
        'access-control-max-age': '86400',
      });
    },
  );

  test.each(['/capture', '/capture/callback', '/capture/batch', '/account'])(
    'lets a page call %s only where the stage says so',
    async (path) => {
      const closed = await call('OPTIONS', path, {}, preflight);
      expect(Object.keys(closed.headers ?? {}).filter((name) => name.startsWith('access-'))).toEqual([]);
      const open = await call('OPTIONS', path, { browserOrigins: ['https://app.example'] }, preflight);
      expect(open.headers).toMatchObject({
        'access-control-allow-origin': 'https://app.example',
        'access-control-allow-headers': expect.stringContaining('content-type') as unknown,
        vary: 'origin',
      });
      const other = await call('OPTIONS', path, { browserOrigins: ['https://other.example'] }, preflight);
      expect(other.headers).not.toHaveProperty('access-control-allow-methods');
    },
  );
});
