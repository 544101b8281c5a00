import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { isNestedDeeperThan } from '../../../functions/http/is-nested-deeper-than.ts';
import { MAX_BODY_BYTES } from '../../../functions/http/json-body.ts';
import { memoryApi } from '../../support/memory-api.ts';
import { answerFaults } from '../../support/openapi-validator.ts';

const paths = ['/capture', '/capture/callback', '/capture/batch'] as const;
const MILLION = 1_000_000;

let api: Awaited<ReturnType<typeof memoryApi>>;
beforeEach(async () => {
  api = await memoryApi();
});

/** The answer to a body that is a right request but for `more`; all answers are those of the document. */
const send = async (path: (typeof paths)[number], more: string, headers: Record<string, string> = {}) => {
  const right = `"key":"${api.keys.pro}","url":"https://example.com/","callback_url":"https://hooks.example.net/","idempotency_key":"0123456789abcdef"`;
  const jobs = path === '/capture/batch' && !more.startsWith('"jobs"') ? '"jobs":[{}],' : '';
  const body = more.startsWith('{') || more.startsWith('[') ? more : `{${right},${jobs}${more}}`;
  const answer = await api.call(`POST ${path}`, { body, headers });
  expect(answerFaults(path, 'POST', answer)).toEqual([]);
  return answer;
};
const nested = (levels: number, open = '[', close = ']') => open.repeat(levels) + close.repeat(levels);

describe('arrays and objects in one another', () => {
  const bombs: readonly (readonly [string, string])[] = [
    ['arrays', nested(100_000)],
    ['objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['both, two million deep', `${'[{"a":'.repeat(600_000)}`],
  ];
  describe.each(paths)('%s', (path) => {
    test.each(bombs)('%s are refused, wherever they are', async (_, bomb) => {
      const places = ['"x":', '"cookies":', '"http_auth":', '"jobs":', '"url":', '"callback_secret":'];
      for (const place of places.slice(0, bomb.length > MILLION ? 1 : undefined)) {
        expect(await send(path, place + bomb), place).toMatchObject({
          status: 400,
          json: { error: 'invalid_json', detail: expect.stringContaining('100') },
        });
      }
      expect(await send(path, `[${bomb}]`)).toMatchObject({ status: 400, json: { error: 'invalid_json' } });
      expect(api.service.captures.rows.size).toBe(0);
    });

    test('as many as may be do no harm, and brackets in texts are no levels', async () => {
      const text = JSON.stringify('\\"[{'.repeat(200));
      const answer = await send(path, `"x":${nested(99)},"y":${text}`);
      expect(answer).toMatchObject({ status: 202 });
      // The answer to the same call is found again by a hash over all of it.
      expect((await send(path, `"x":${nested(99)},"y":${text}`)).status).toBeLessThan(300);
    });
  });

  test('are counted as a parser would, in any JSON', () => {
    const levelsOf = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? 1 + Math.max(0, ...Object.values(value).map(levelsOf))
        : 0;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const json = Buffer.from(JSON.stringify(value));
        const levels = levelsOf(value);
        expect(isNestedDeeperThan(levels, json)).toBe(false);
        expect(levels === 0 || isNestedDeeperThan(levels - 1, json)).toBe(true);
      }),
      { seed: 20_261_128, numRuns: 500 },
    );
  });
});

describe('much of one thing within 4 MB', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => `"f${index}":0`).join(',');
  const bodies: readonly (readonly [string, string, number])[] = [
    ['an unknown array of a million', `"x":[${'0,'.repeat(MILLION)}0]`, 202],
    ['a million cookies', `"cookies":[${'0,'.repeat(MILLION)}0]`, 400],
    ['a name of 4 MB', `"${'k'.repeat(4 * MILLION)}":0`, 202],
    ['a value of 4 MB', `"callback_secret":"${'v'.repeat(4 * MILLION)}"`, 400],
    ['a number of 4 MB', `"wait_time":${'9'.repeat(4 * MILLION)}`, 400],
    ['100,000 unknown fields', many, 202],
    ['100,000 unknown fields in a cookie', `"cookies":[{"name":"a","value":"b",${many}}]`, 202],
    ['100,000 unknown fields in http_auth', `"http_auth":{"user":"a","pass":"b",${many}}`, 202],
  ];
  test.each(bodies)('%s: a small answer', async (_, more, status) => {
    for (const path of paths) {
      const answer = await send(path, more);
      expect(answer.status).toBe(status);
      expect(JSON.stringify(answer.json).length).toBeLessThan(2_000);
    }
    const kept = [...api.service.captures.rows.values()];
    expect(kept.length).toBe(status === 202 ? 1 : 0);
    expect(JSON.stringify(kept).length).toBeLessThan(4_000);
  });

  test('a million jobs, and 5,000 that each have much to warn of', async () => {
    expect(await send('/capture/batch', `"jobs":[${'0,'.repeat(MILLION)}0]`)).toMatchObject({ status: 413 });
    const names = Array.from({ length: 12 }, (_, index) => `"${'\\u0001'.repeat(9)}${index}":0`).join(',');
    const jobs = Array.from(
      { length: 5_000 },
      (_, index) => `{"url":"https://example.com/${index}",${names}}`,
    );
    const answer = await send('/capture/batch', `"jobs":[${jobs.join(',')}]`);
    expect(answer).toMatchObject({ status: 202, json: { submitted: 5_000 } });
    // A Lambda may answer 6 MB.
    expect(Buffer.byteLength(JSON.stringify(JSON.stringify(answer.json)))).toBeLessThan(6 * MILLION);
  });

  test('one byte more is too much, counted as bytes and after base64', async () => {
    const body = ' '.repeat(MAX_BODY_BYTES - 10);
    const code = async (event: { body: string; isBase64Encoded?: boolean }) =>
      (await api.call('POST /capture', event)).status;
    expect(await code({ body: `${body}${'ä'.repeat(6)}` })).toBe(413);
    expect(await code({ body: `${body}${'ä'.repeat(5)}` })).toBe(400);
    const encoded = (more: number) => Buffer.from(body + ' '.repeat(more)).toString('base64');
    expect(await code({ body: encoded(11), isBase64Encoded: true })).toBe(413);
    expect(await code({ body: encoded(10), isBase64Encoded: true })).toBe(400);
  });
});

describe('odd JSON', () => {
  test.each([
    ['a number beyond all', '"pdf_scale":1e400', 400],
    ['one below all', '"scroll_offset_px":-1e400', 400],
    ['an unknown one beyond all', '"x":1e400', 202],
    ['half a surrogate pair in a secret', '"callback_secret":"\\ud800"', 400],
    ['half a surrogate pair as a name', '"\\ud800":0', 202],
    ['NUL in a selector', '"selector":"a\\u0000b"', 400],
    ['NUL as a name', '"\\u0000":0', 202],
    ['NUL in a URL', '"url":"https://example.com/\\u0000"', 422],
  ])('%s', async (_, more, status) => {
    const answer = await send('/capture', more);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.json)).not.toMatch(/[\0\ud800-\udfff]|\\u0000|\\ud800/i);
  });

  test('of a field that comes twice the last one is judged, and that one is captured', async () => {
    const code = async (more: string) => (await send('/capture', more)).status;
    expect(await code('"url":"https://example.org/","url":"http://10.0.0.1/"')).toBe(422);
    expect(await code('"url":"http://10.0.0.1/","url":"https://example.org/"')).toBe(202);
    const [row] = api.service.captures.rows.values();
    expect(row?.options.url).toBe('https://example.org/');
  });

  test('a byte order mark is no part of it', async () => {
    const body = `\ufeff{"key":"${api.keys.pro}","url":"https://example.com/"}`;
    expect((await api.call('POST /capture', { body })).status).toBe(202);
  });

  test('what was packed, or is in another charset, is not unpacked or guessed at', async () => {
    const text = `{"key":"${api.keys.pro}","url":"https://example.com/"}`;
    const status = async (bytes: Buffer, headers: Record<string, string>) => {
      const event = { body: bytes.toString('base64'), isBase64Encoded: true, headers };
      return (await api.call('POST /capture', event)).status;
    };
    expect(await status(gzipSync(text), { 'Content-Encoding': 'gzip' })).toBe(400);
    expect(await status(Buffer.from(text, 'utf16le'), {})).toBe(400);
    expect(await status(Buffer.from(text), { 'Content-Type': 'application/json; charset=utf-16' })).toBe(415);
    expect(await status(Buffer.from(text), { 'Content-Type': 'application/x-www-form-urlencoded' })).toBe(
      415,
    );
    expect(await status(Buffer.from(text), { 'Content-Type': 'application/json;charset="UTF-8"' })).toBe(202);
  });
});
