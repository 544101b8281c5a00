import type { APIGatewayProxyEvent } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import { unrouted } from '../../../functions/http/unrouted.ts';
import { NOON, someDone, someToken } from '../../support/builders.ts';
import { gatewayEvent } from '../../support/gateway-event.ts';
import { memoryApi } from '../../support/memory-api.ts';
import { memoryRateLimiter } from '../../support/memory-rate-limiter.ts';

const EVIL = 'evil.example';
/** What a caller may say of itself, of the service and of the request, in every spelling that some server heeds. */
const tricks: Readonly<Record<string, string>> = {
  Host: EVIL,
  'X-Forwarded-Host': EVIL,
  'X-Forwarded-Proto': 'http',
  'X-Forwarded-Port': '6666',
  'X-Forwarded-For': '6.6.6.6',
  'X-Real-IP': '6.6.6.6',
  'True-Client-IP': '6.6.6.6',
  'CF-Connecting-IP': '6.6.6.6',
  'CloudFront-Viewer-Address': '6.6.6.6:80',
  Forwarded: `for=6.6.6.6;host=${EVIL};proto=http`,
  'X-Original-URL': `https://${EVIL}/`,
  'X-Rewrite-URL': '/docs',
  'X-HTTP-Method-Override': 'DELETE',
  'X-HTTP-Method': 'DELETE',
  'X-Method-Override': 'DELETE',
  'Transfer-Encoding': 'chunked',
  'Content-Length': '1',
  Origin: `https://${EVIL}`,
  Referer: `https://${EVIL}/`,
  'X-Request-Id': 'evil-request',
  'X-Amzn-Trace-Id': 'evil-trace',
};

let api: Awaited<ReturnType<typeof memoryApi>>;
beforeEach(async () => {
  api = await memoryApi();
});

const submit = async (options: object, headers: Record<string, string> = {}) => {
  const body = JSON.stringify({ key: api.keys.pro, url: 'https://example.com/', ...options });
  return api.call('POST /capture', { body, headers });
};

describe('what a caller says in headers', () => {
  test('changes no answer: addresses in it are those of the deployment', async () => {
    const places = [
      ['a', someDone(), 'https://static.example.net/'],
      ['b', someDone({ private: true, heldUntil: NOON + 1 }), 'https://api.example.net/'],
    ] as const;
    for (const [letter, row, place] of places) {
      const token = someToken(letter);
      api.service.captures.rows.set(token, { ...row, token });
      const event = { pathParameters: { token } };
      const plain = await api.call('GET /capture/{token}', event);
      const tricked = await api.call('GET /capture/{token}', { ...event, headers: tricks });
      expect(plain.status).toBe(200);
      expect(tricked).toEqual(plain);
      expect(JSON.stringify(tricked)).toContain(place);
      expect(JSON.stringify(tricked)).not.toMatch(/evil|6\.6\.6\.6/);
    }
  });

  test.each(Object.keys(tricks))('%s is heeded by no error', async (name) => {
    const headers = { [name]: tricks[name] ?? '' };
    const event = { httpMethod: 'GET', resource: '/{proxy+}' };
    const answer = async (sent: Record<string, string>) =>
      unrouted({ log: () => undefined, tlsOnly: true, browserOrigins: [] })(
        gatewayEvent({ ...event, headers: sent }),
      );
    expect(await answer(headers)).toEqual(await answer({}));
    expect(await submit({ ratio: 'x' }, headers)).toEqual(await submit({ ratio: 'x' }));
    expect(await submit({ key: 'wrong' }, headers)).toEqual(await submit({ key: 'wrong' }));
  });

  test.each(['GET /account', 'POST /capture'] as const)(
    '%s: does not choose where wrong keys are counted, which is where the connection came from',
    async (route) => {
      const buckets: string[] = [];
      const limiter = memoryRateLimiter();
      api = await memoryApi({
        rates: {
          take: (bucket, ...limit) => {
            buckets.push(bucket);
            return limiter.take(bucket, ...limit);
          },
        },
      });
      const from = (sourceIp: string): Partial<APIGatewayProxyEvent> => {
        const { requestContext } = gatewayEvent();
        return { requestContext: { ...requestContext, identity: { ...requestContext.identity, sourceIp } } };
      };
      const guess = (turn: number, sourceIp: string) =>
        api.call(route, {
          ...from(sourceIp),
          queryStringParameters: { key: 'wrongWRONG12' },
          ...(route === 'POST /capture' && { body: '{"key":"wrongWRONG12"}' }),
          headers: {
            'X-Forwarded-For': `6.6.6.${turn}`,
            Forwarded: `for=6.6.6.${turn}`,
            'X-Real-IP': `6.6.6.${turn}`,
          },
        });
      const statuses: number[] = [];
      for (let turn = 0; turn < 31; turn += 1) statuses.push((await guess(turn, '203.0.113.7')).status);
      expect(statuses).toEqual([...Array.from({ length: 30 }, () => 401), 429]);
      expect(new Set(buckets)).toEqual(new Set(['ADDRESS#203.0.113.7']));
      expect((await guess(0, '203.0.113.8')).status).toBe(401);
    },
  );
});

describe('a key in a header', () => {
  const keyed = async (headers: Record<string, string>, body: object = {}) =>
    (
      await api.call('POST /capture', {
        body: JSON.stringify({ url: 'https://example.com/', ...body }),
        headers,
      })
    ).status;

  test('counts where the body has none, not even an empty one', async () => {
    expect(await keyed({ AUTHORIZATION: `bearer ${api.keys.free}` })).toBe(202);
    for (const key of [null, '', 'wrong', {}, ['freefreefree']]) {
      expect(await keyed({ Authorization: `Bearer ${api.keys.free}` }, { key })).toBe(401);
    }
  });

  test('is one key: several in one header, as a proxy joins them, are none', async () => {
    for (const value of [
      `Bearer ${api.keys.free}, Bearer ${api.keys.pro}`,
      `Bearer ${api.keys.free} ${api.keys.pro}`,
      `Bearer\t${api.keys.free}`,
      `Bearer ${api.keys.free}\r\nX: y`,
      `Basic ${api.keys.free}`,
      `Bearer ${' '.repeat(50_000)}x ${' '.repeat(50_000)}`,
    ]) {
      expect(await keyed({ Authorization: value })).toBe(401);
    }
  });
});

describe('pages of strangers', () => {
  test('may neither call with a key nor read what came of it', async () => {
    const headers = { Origin: `https://${EVIL}` };
    const open = Object.keys((await submit({}, headers)).headers).filter((name) =>
      /^access-control/.test(name),
    );
    expect(open).toEqual([]);
    const asked = await unrouted({ log: () => undefined, tlsOnly: true, browserOrigins: [] })(
      gatewayEvent({
        httpMethod: 'OPTIONS',
        resource: '/capture',
        headers: {
          ...headers,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'x',
        },
      }),
    );
    expect(Object.keys(asked.headers ?? {}).filter((name) => /^access-control/.test(name))).toEqual([]);
  });

  test('are never told that they may send cookies', async () => {
    const answers = [
      await submit({}, { Origin: `https://${EVIL}` }),
      await api.call('GET /capture/{token}', { pathParameters: { token: 'x' }, headers: { Origin: 'null' } }),
    ];
    for (const { headers } of answers) {
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    }
  });
});

describe('a token in a path', () => {
  const right = 'a'.repeat(32);
  test.each([
    ['nothing', ''],
    ['a slash', `${right}/`],
    ['a way up', `../${right}`],
    ['an encoded way up', `..%2f${right}`],
    ['an encoded NUL', `${right}%00`],
    ['NUL', `${right}\0`],
    ['a line end', `${right}\n`],
    ['another script', 'а'.repeat(32)],
    ['an ending', `${right}.jpg`],
    ['a wild card', '*'.repeat(32)],
    ['100,000 letters', 'a'.repeat(100_000)],
    ['a name of every object', '__proto__'],
  ])('with %s is not looked for', async (_, token) => {
    const asked: unknown[] = [];
    const { service } = api;
    service.dynamo.client.send = (async (command: unknown) => {
      asked.push(command);
      return {};
    }) as never;
    for (const path of ['GET /capture/{token}', 'GET /capture/{token}/file'] as const) {
      for (const httpMethod of ['GET', 'HEAD']) {
        const event = { pathParameters: { token }, httpMethod };
        expect((await api.call(path, event)).status).toBe(404);
      }
    }
    expect(asked).toEqual([]);
  });
});
