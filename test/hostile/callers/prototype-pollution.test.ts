import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askedOptions } from '../../../functions/domain/asked-options.ts';
import { memoryApi } from '../../support/memory-api.ts';
import { answerFaults } from '../../support/openapi-validator.ts';

/** What a polluted object would have: options that a free account may not have, and a place of its own. */
const poison =
  '{"format":"png","wait_time":30,"private":true,"polluted":true,"url":"https://evil.example/","callback_url":"https://evil.example/","key":"proproproPRO","plan":"pro"}';
const poisons = [
  ['__proto__', `"__proto__":${poison}`],
  ['constructor', `"constructor":{"prototype":${poison}}`],
  ['prototype', `"prototype":${poison}`],
  ['__proto__ twice', `"__proto__":{"__proto__":${poison}}`],
  [
    'what every object has',
    '"toString":1,"valueOf":1,"hasOwnProperty":1,"isPrototypeOf":1,"then":1,"toJSON":1',
  ],
] as const;

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype];
const shape = () => JSON.stringify(prototypes.map((one) => Reflect.ownKeys(one).map(String)));

let api: Awaited<ReturnType<typeof memoryApi>>;
let before: string;
beforeEach(async () => {
  api = await memoryApi();
  before = shape();
});
afterEach(() => {
  expect(shape()).toBe(before);
  expect({}).not.toHaveProperty('polluted');
});

const send = async (path: '/capture' | '/capture/callback' | '/capture/batch', body: string) => {
  const answer = await api.call(`POST ${path}`, { body });
  expect(answerFaults(path, 'POST', answer)).toEqual([]);
  return answer;
};
/** The captures that were made, none of which has anything of the poison. */
const made = () => {
  const rows = [...api.service.captures.rows.values()];
  for (const row of rows) {
    expect(row).toMatchObject({ accountId: 'free', private: false });
    expect(row.options).toMatchObject({ url: 'https://example.com/', format: 'jpg', wait_time: 5 });
    expect(Object.keys(row.options).filter((name) => !Object.hasOwn(askedOptions.shape, name))).toEqual([]);
    expect(Object.getPrototypeOf(row.options)).toBe(Object.prototype);
    expect(JSON.stringify({ ...row, warnings: [] })).not.toMatch(/evil|polluted/);
  }
  return rows;
};

describe.each(poisons)('fields named %s', (_, field) => {
  const own = () => `"key":"${api.keys.free}","url":"https://example.com/"`;

  test('change nothing of a capture, and are named as unknown', async () => {
    const answer = await send('/capture', `{${own()},${field}}`);
    expect(answer).toMatchObject({ status: 202, json: { warnings: [expect.stringContaining('Unknown')] } });
    expect(made()).toHaveLength(1);
  });

  test('stand for no field that is missing', async () => {
    expect((await send('/capture', `{${field}}`)).status).toBe(401);
    expect(await send('/capture', `{"key":"${api.keys.free}",${field}}`)).toMatchObject({
      status: 400,
      json: { fields: ['url'] },
    });
    expect(await send('/capture/callback', `{${own()},${field}}`)).toMatchObject({
      status: 400,
      json: { fields: ['callback_url'] },
    });
    expect((await send('/capture/batch', `{${own()},${field}}`)).status).toBe(400);
    expect(made()).toHaveLength(0);
  });

  test('get through no merge of a batch, neither of its defaults nor of a job', async () => {
    const jobs = `[{${field}},{"ratio":"1:1",${field}},{"url":"https://example.com/","ratio":"2:1"}]`;
    expect(await send('/capture/batch', `{${own()},${field},"jobs":${jobs}}`)).toMatchObject({
      status: 202,
      json: { submitted: 3, errors: 0 },
    });
    expect(made()).toHaveLength(3);
    const homeless = `{"key":"${api.keys.free}",${field},"jobs":[{${field}}]}`;
    expect(await send('/capture/batch', homeless)).toMatchObject({
      status: 202,
      json: { errors: 1, jobs: [{ error: 'invalid_parameter' }] },
    });
    expect(made()).toHaveLength(3);
  });

  test('change nothing of a cookie or of http_auth', async () => {
    const inner = `"http_auth":{"user":"u",${field}},"cookies":[{"name":"a",${field}}]`;
    expect(
      await send('/capture', `{"key":"${api.keys.pro}","url":"https://example.com/",${inner}}`),
    ).toMatchObject({
      status: 400,
      json: { fields: ['http_auth', 'cookies'] },
    });
  });
});

describe('a name of every object is no value of an option', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
  const options = ['preset', 'ratio', 'format', 'frame', 'render_region', 'dismiss_cookies', 'pdf_page_size'];
  test.each(options)('%s', async (option) => {
    for (const name of names) {
      const body = JSON.stringify({ key: api.keys.pro, url: 'https://example.com/', [option]: name });
      expect(await send('/capture', body)).toMatchObject({ status: 400, json: { fields: [option] } });
    }
  });
});
