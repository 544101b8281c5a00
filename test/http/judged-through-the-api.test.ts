import { beforeAll, describe, expect, test } from 'vitest';
import { memoryApi } from '../support/memory-api.ts';

let api: Awaited<ReturnType<typeof memoryApi>>;
beforeAll(async () => {
  api = await memoryApi();
});

const WRONG_KEY = 'aB3kR7mZx9Lq';
const url = 'https://example.com/';
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });

interface Verdict {
  readonly status: number;
  readonly error: string;
  readonly fields?: readonly string[];
}
type Submit = 'POST /capture' | 'POST /capture/callback' | 'POST /capture/batch';

const submit = (operation: Submit, body: object, headers: Readonly<Record<string, string>> = {}) =>
  api.call(operation, { body: JSON.stringify(body), headers });

/** The answer with its fields in the order of the alphabet: they are a set. */
const verdictOf = async (operation: Submit, body: object): Promise<Verdict> => {
  const { status, json } = await submit(operation, body);
  const { error, fields } = json as Omit<Verdict, 'status'>;
  return { status, error, ...(fields !== undefined && { fields: fields.toSorted() }) };
};

describe('options that do not go together are named', () => {
  const selectorAndPdf = { selector: 'main', format: 'pdf' };
  const strayCookie = { cookies: [{ name: 'a', value: '1', domain: 'example.org' }] };

  test.each<[string, object, string[]]>([
    ['a selector with pdf', selectorAndPdf, ['selector']],
    ['a cookie of another site', strayCookie, ['cookies']],
    ['both at once', { ...selectorAndPdf, ...strayCookie }, ['cookies', 'selector']],
    [
      'each beside a field that is wrong by itself',
      { ...selectorAndPdf, ratio: '7:3' },
      ['ratio', 'selector'],
    ],
  ])('%s', async (_, options, fields) => {
    for (const operation of ['POST /capture', 'POST /capture/callback'] as const) {
      const body = { key: api.keys.pro, url, callback_url: 'https://hooks.example.net/', ...options };
      expect(await verdictOf(operation, body)).toEqual({ status: 400, error: 'invalid_parameter', fields });
    }
  });

  test.each<[string, object]>([
    ['a selector with another format', { selector: 'main', format: 'png' }],
    ['pdf with an empty selector', { selector: '', format: 'pdf' }],
    ['a cookie of the site itself', { cookies: [{ name: 'a', value: '1', domain: 'example.com' }] }],
  ])('and %s passes', async (_, options) => {
    // This version judges these and cannot render them yet.
    expect((await verdictOf('POST /capture', { key: api.keys.pro, url, ...options })).error).not.toBe(
      'invalid_parameter',
    );
  });
});

describe('POST /capture/callback', () => {
  test.each<[string, object, Verdict]>([
    [
      'no callback_url is a missing field',
      {},
      { status: 400, error: 'invalid_parameter', fields: ['callback_url'] },
    ],
    ['an empty callback_url is no URL', { callback_url: '' }, { status: 422, error: 'invalid_callback_url' }],
  ])('%s', async (_, options, verdict) => {
    expect(await verdictOf('POST /capture/callback', { key: api.keys.free, url, ...options })).toEqual(
      verdict,
    );
  });
});

describe('GET /account', () => {
  const cases: readonly (readonly [string, { readonly query?: string; readonly header?: string }, string])[] =
    [
      ['the key in the query', { query: 'free' }, 'free'],
      ['the key in the header', { header: 'pro' }, 'pro'],
      ['two right keys: the one in the query counts', { query: 'free', header: 'pro' }, 'free'],
      ['two right keys, the other way round', { query: 'pro', header: 'free' }, 'pro'],
      [
        'a right key in the query beside a wrong one in the header',
        { query: 'free', header: 'wrong' },
        'free',
      ],
      ['a wrong key in the query beside a right one in the header', { query: 'wrong', header: 'pro' }, '401'],
      ['a wrong key in the header', { header: 'wrong' }, '401'],
      ['no key', {}, '401'],
    ];

  test.each(cases)('%s', async (_, { query, header }, expected) => {
    const keys: Readonly<Record<string, string>> = { ...api.keys, wrong: WRONG_KEY };
    const { status, json } = await api.call('GET /account', {
      queryStringParameters: query === undefined ? null : { key: keys[query] ?? '' },
      headers: header === undefined ? {} : bearer(keys[header] ?? ''),
    });
    if (expected === '401') {
      expect(status).toBe(401);
      expect(json).toMatchObject({ error: 'invalid_key' });
    } else {
      expect(status).toBe(200);
      expect(json).toMatchObject({ plan: expected });
    }
  });
});

describe('a POST', () => {
  // What a caller with a right key is answered, which shows that the key was taken.
  const bodies: readonly (readonly [Submit, object, number])[] = [
    ['POST /capture', { url }, 202],
    ['POST /capture/callback', { url, callback_url: 1 }, 400],
    ['POST /capture/batch', { jobs: [] }, 400],
  ];

  test.each(bodies)(
    '%s takes the key of the header when the body has none',
    async (operation, body, status) => {
      expect((await submit(operation, body, bearer(api.keys.free))).status).toBe(status);
      expect((await submit(operation, body, bearer(WRONG_KEY))).status).toBe(401);
      expect((await submit(operation, body)).status).toBe(401);
    },
  );

  test.each(bodies)(
    '%s judges the key of its body, whatever the header has',
    async (operation, body, status) => {
      const right = { ...body, key: api.keys.pro };
      expect((await submit(operation, right, bearer(WRONG_KEY))).status).toBe(status);
      for (const key of [WRONG_KEY, '', null]) {
        const answer = await submit(operation, { ...body, key }, bearer(api.keys.pro));
        expect(answer.status).toBe(401);
        expect(answer.json).toMatchObject({ error: 'invalid_key' });
      }
    },
  );

  test('is charged to the account of the key that counts', async () => {
    const options = { url: `${url}whose` };
    await submit('POST /capture', { ...options, key: api.keys.free }, bearer(api.keys.pro));
    await submit('POST /capture', options, bearer(api.keys.pro));
    const owners = [...api.service.captures.rows.values()]
      .filter((capture) => capture.options.url === options.url)
      .map(({ accountId }) => accountId);
    expect(owners).toEqual(['free', 'pro']);
  });
});
