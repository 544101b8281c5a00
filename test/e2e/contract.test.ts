import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, inject, test } from 'vitest';
import {
  batchRequestExamples,
  callbackExamples,
  captureExamples,
} from '../../functions/http/example-requests.ts';
import { problemBody } from '../../functions/http/problem.ts';
import type { Route } from '../../functions/http/route.ts';
import { routes } from '../../functions/http/routes.ts';
import { methodsOf } from '../../functions/http/routes-by-path.ts';
import { captureStates } from '../support/capture-states.ts';
import { engineTables } from '../support/engine-tables.ts';
import { answerFaults } from '../support/openapi-validator.ts';
import { serviceClient } from '../support/service-client.ts';

const { api, static: staticUrl, keys, endpoint, fixtureSite } = inject('stack');
const table: readonly Route[] = Object.values(routes);
const paths = [...new Set(table.map(({ path }) => path))];

interface Sent {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

const send = async (method: string, path: string, init: RequestInit = {}): Promise<Sent> => {
  const response = await fetch(`${api}${path}`, { method, redirect: 'manual', ...init });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true && text !== '';
  const json: unknown = isJson ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, text, json };
};
const post = (path: string, body: unknown): Promise<Sent> =>
  send('POST', path, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** An example with the key and the pages of this stack in place of the made-up ones. */
const here = (example: unknown): unknown =>
  JSON.parse(
    JSON.stringify(example)
      .replaceAll('aB3kR7mZx9Lq', keys.pro)
      .replaceAll(/https:\/\/example\.(?:com|org)\//g, `${fixtureSite}/small`),
  );

describe('every example of a request in the document', () => {
  const examples = [
    ['/capture', captureExamples],
    ['/capture/callback', callbackExamples],
    ['/capture/batch', batchRequestExamples],
  ] as const;
  test.each(
    examples.flatMap(([path, all]) =>
      Object.entries(all).map(([name, { value }]) => ({ path, name, value })),
    ),
  )('POST $path, $name: is answered as the document says', async ({ path, value }) => {
    const answer = await post(path, here(value));
    expect(answerFaults(path, 'POST', answer)).toEqual([]);
    expect([202, 503]).toContain(answer.status);
  });

  test('that this version can render ends in a picture', async () => {
    const client = serviceClient(api, keys.pro);
    const { smallest, preset, phone, pro } = captureExamples;
    const answers = await Promise.all(
      [smallest, preset, phone, pro].map((example) => post('/capture', here(example?.value))),
    );
    const done = [];
    for (const { json } of answers) done.push(await client.done((json as { token: string }).token));
    expect(done.map(({ output_width, output_height }) => [output_width, output_height])).toEqual([
      [1280, 720],
      [1200, 630],
      [780, expect.any(Number)],
      [3840, 2400],
    ]);
  });
});

test('a fragment reaches the page, and the URL comes back as it was sent', async () => {
  const client = serviceClient(api, keys.pro);
  const url = `${fixtureSite}/fragment#/söme/route?q=1`;
  const status = await client.done(await client.submit({ url, wait_time: 0 }));
  expect(status.url).toBe(url);
  expect(decodeURI(status.meta_page_title ?? '')).toBe('#/söme/route?q=1');
});

describe('a status', () => {
  const { client, captures: TableName } = engineTables(endpoint);
  const states = captureStates(Date.now(), { apiUrl: api, staticUrl });

  test.each(states)('of a capture that is $name', async ({ row, answer }) => {
    await client.send(new PutCommand({ TableName, Item: row }));
    const got = await send('GET', `/capture/${row.token}`);
    expect(answerFaults('/capture/{token}', 'GET', got)).toEqual([]);
    expect(got.status).toBe(200);
    expect(got.json).toMatchObject({ token: row.token, ...answer });
  });

  test.each([
    ['queued', 404],
    ['done', 404],
    ['failed', 404],
    // Its row is put there by hand: the bucket has no file of it.
    ['done and private', 410],
  ])('the file of a capture that is %s is answered %i', async (name, status) => {
    const row = states.find((one) => one.name === name)?.row;
    const got = await send('GET', `/capture/${row?.token}/file`);
    expect(answerFaults('/capture/{token}/file', 'GET', got)).toEqual([]);
    expect(got.status).toBe(status);
  });
});

describe('the edge of every path', () => {
  const real = (path: string): string => path.replace('{token}', 'a'.repeat(32));
  const common = (answer: Sent) => {
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-request-id')).toMatch(/./);
    // Plain HTTP is all there is here.
    expect(answer.headers.get('strict-transport-security')).toBeNull();
  };

  test.each(paths)('%s: a method that it does not take is 405 with Allow', async (path) => {
    const answer = await send('DELETE', real(path));
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(methodsOf(path).join(', '));
    expect(problemBody.parse(answer.json).error).toBe('method_not_allowed');
    common(answer);
  });

  test.each(paths)('%s: OPTIONS names the methods', async (path) => {
    const answer = await send('OPTIONS', real(path));
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.headers.get('allow')).toBe(methodsOf(path).join(', '));
    common(answer);
  });

  test.each(table.filter(({ method }) => method === 'GET').map(({ path }) => path))(
    '%s: HEAD is GET without the body',
    async (path) => {
      const [head, get] = [await send('HEAD', real(path)), await send('GET', real(path))];
      expect([head.status, head.text]).toEqual([get.status, '']);
      for (const name of ['content-type', 'cache-control', 'location', 'access-control-allow-origin']) {
        expect(head.headers.get(name), name).toBe(get.headers.get(name));
      }
      common(head);
      common(get);
    },
  );

  test.each(['/nothing/here', '/captures', '/capture/x/y/z', '/openapi.yml', '/.env'])(
    '%s is not found',
    async (path) => {
      for (const method of ['GET', 'POST', 'OPTIONS', 'PUT']) {
        const answer = await send(method, path);
        expect(answer.status).toBe(404);
        expect(problemBody.parse(answer.json).error).toBe('not_found');
        common(answer);
      }
    },
  );

  test('a page of another site may read statuses and the document, and call nothing with a key', async () => {
    const headers = { origin: 'https://other.example', 'access-control-request-method': 'GET' };
    const allowed = async (path: string) =>
      (await send('OPTIONS', path, { headers })).headers.get('access-control-allow-origin');
    expect(await allowed(`/capture/${'a'.repeat(32)}`)).toBe('*');
    expect(await allowed('/openapi.json')).toBe('*');
    expect(await allowed('/capture')).toBeNull();
    expect(await allowed('/account')).toBeNull();
  });
});

test('a key in the Authorization header takes the place of one in the body, and not the other way round', async () => {
  const headers = { authorization: `Bearer ${keys.free}`, 'content-type': 'application/json' };
  const sent = (body: unknown) => send('POST', '/capture', { headers, body: JSON.stringify(body) });
  expect((await sent({ url: `${fixtureSite}/small`, ratio: 'x' })).status).toBe(400);
  expect((await sent({ url: `${fixtureSite}/small`, key: 'aB3kR7mZx9Lq' })).status).toBe(401);
});
