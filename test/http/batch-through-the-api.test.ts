import { beforeEach, describe, expect, test } from 'vitest';
import { memoryApi } from '../support/memory-api.ts';
import { answerFaults } from '../support/openapi-validator.ts';
import { stopAt } from '../support/pause-at.ts';

let api: Awaited<ReturnType<typeof memoryApi>>;
beforeEach(async () => {
  api = await memoryApi();
});

const url = 'https://example.com/';
const send = async (body: object) => {
  const answer = await api.call('POST /capture/batch', { body: JSON.stringify(body) });
  expect(answerFaults('/capture/batch', 'POST', answer)).toEqual([]);
  return answer;
};
const batch = (changes: object = {}) => ({
  key: api.keys.free,
  idempotency_key: 'over-http-for-once',
  jobs: [{ url }, { url: `${url}2` }, { url }, null],
  ...changes,
});
const replayed = 'x-idempotent-replay';
const mismatched = 'x-idempotent-mismatch';

describe('POST /capture/batch', () => {
  test('is accepted, counts what became of the jobs, and has an answer of the document', async () => {
    const { status, json, headers } = await send(batch());
    expect(status).toBe(202);
    expect(json).toMatchObject({ submitted: 2, waitlisted: 0, deduplicated: 1, errors: 1 });
    expect(headers).not.toHaveProperty(replayed);
    expect(headers).not.toHaveProperty(mismatched);
    const { jobs } = json as { jobs: { token: string }[] };
    expect(jobs[2]?.token).toBe(jobs[0]?.token);
  });

  test('with more jobs than slots: those that wait are called queued, here and in their status', async () => {
    const jobs = Array.from({ length: 5 }, (_, index) => ({ url: `${url}${index}` }));
    const { json } = await send(batch({ jobs }));
    const made = (json as { jobs: { token: string; status: string }[] }).jobs;
    expect(made.map(({ status }) => status)).toEqual(Array(5).fill('queued'));
    expect([...api.service.captures.rows.values()].filter(({ status }) => status === 'parked')).toHaveLength(
      2,
    );
    for (const { token } of made) {
      const { json: status } = await api.call('GET /capture/{token}', { pathParameters: { token } });
      expect(status).toMatchObject({ status: 'queued', eta_seconds: expect.any(Number) as unknown });
    }
    const again = await api.call('POST /capture', {
      body: JSON.stringify({ key: api.keys.free, ...jobs[4] }),
    });
    expect(again).toMatchObject({ status: 200, json: { token: made[4]?.token, status: 'queued' } });
  });

  test('is answered the same again, with a header that says so', async () => {
    const first = await send(batch());
    const again = await send(batch());
    expect([again.status, again.json]).toEqual([202, first.json]);
    expect(again.headers).toMatchObject({ [replayed]: 'true' });
    expect(again.headers).not.toHaveProperty(mismatched);
  });

  test('is answered the same with another body, with two headers that say so', async () => {
    const first = await send(batch());
    const other = await send(batch({ jobs: [{ url: `${url}other` }] }));
    expect([other.status, other.json]).toEqual([202, first.json]);
    expect(other.headers).toMatchObject({ [replayed]: 'true', [mismatched]: 'true' });
    expect(api.service.captures.rows.size).toBe(2);
  });

  test('while the first call runs: 409 that says when to ask again', async () => {
    const isReserved = () => api.service.accounts.usage.size > 0;
    const first = await stopAt(api.service, { at: isReserved, when: 'before' }, () => send(batch()));
    if (!('resume' in first)) throw new Error('it did not stop');
    const again = await send(batch());
    expect(again.status).toBe(409);
    expect(again.json).toMatchObject({ error: 'idempotency_in_progress' });
    expect(String(again.headers['retry-after'])).toMatch(/^[1-9]\d*$/);
    expect(again.headers).not.toHaveProperty(replayed);
    expect((await first.resume()).status).toBe(202);
    expect((await send(batch())).headers).toMatchObject({ [replayed]: 'true' });
  });

  test('says nothing about other accounts’ keys', async () => {
    await send(batch());
    const others = await send(batch({ key: api.keys.pro }));
    expect(others.headers).not.toHaveProperty(replayed);
    expect(others.json).toMatchObject({ submitted: 2 });
  });

  test('has an account that is exact afterwards', async () => {
    await send(batch({ jobs: Array.from({ length: 9 }, (_, index) => ({ url: `${url}${index}` })) }));
    const { json } = await api.call('GET /account', { queryStringParameters: { key: api.keys.free } });
    expect(json).toMatchObject({ quota_used: 9, inflight: 3, inflight_cap: 3 });
  });
});

/** What Lambda hands on at most, in bytes of JSON in which the body is a text. */
const MOST_BYTES = 6 * 1_048_576;
/** For what is around the body, and for a request id or a header more. */
const AROUND = 2_000;

describe('the largest answers', () => {
  const JOBS = 5_000;
  /** Letters that take the most bytes in an answer, as names of fields that nobody knows. */
  const dear = ['"', '\\', '\u{1f600}', '\u0000', '\ud800', '\u2028', '\u007f'].flatMap((letter) =>
    ['a', 'b', 'c'].map((end) => letter.repeat(61) + end),
  );
  const unknown = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 1]));
  const bytesOf = (answer: { readonly status: number; readonly headers: object; readonly json: unknown }) =>
    Buffer.byteLength(
      JSON.stringify({
        statusCode: answer.status,
        headers: answer.headers,
        body: JSON.stringify(answer.json),
      }),
    );

  test.each(
    dear
      .filter((_, at) => at % 3 === 0)
      .map((name, at) => [JSON.stringify(name.slice(0, 2)), at * 3] as const),
  )(
    'of warnings about fields of %s stay below what Lambda hands on',
    async (_, from) => {
      const top = unknown(Array.from({ length: 10 }, (__, at) => `${dear[from]?.slice(0, 60)}${at}`));
      const own = unknown(
        Array.from({ length: 10 }, (__, at) => `${dear[from]?.slice(0, 50)}${at}`).slice(0, 2),
      );
      const jobs = Array.from({ length: JOBS }, (__, index) => ({ url: `${url}${index}`, ...own }));
      const answer = await send({ key: api.keys.pro, ...top, jobs });
      expect(answer.json).toMatchObject({ submitted: JOBS });
      expect(bytesOf(answer)).toBeLessThan(MOST_BYTES - AROUND);
      const warned = (answer.json as { jobs: { warnings: string[] }[] }).jobs[0]?.warnings;
      expect(warned).toHaveLength(2);
    },
    60_000,
  );

  test('of refusals that name many fields stay below what Lambda hands on', async () => {
    const wrong = {
      preset: 1,
      viewport_width: 1,
      output_size: 1,
      ratio: 1,
      crop_height: 1,
      format: 1,
      color_scheme: 1,
      render_region: 1,
      frame: 1,
      wait_time: 'x',
      scroll_to: 1,
      selector: 1,
      http_auth: 1,
      cookies: 1,
      pdf_scale: 'x',
      hidpi: 1,
      nojs: 1,
      private: 1,
      fullpage: 1,
      pdf_page_size: 1,
    };
    const answer = await send({ key: api.keys.pro, jobs: Array.from({ length: JOBS }, () => wrong) });
    expect(answer.json).toMatchObject({ errors: JOBS });
    expect(bytesOf(answer)).toBeLessThan(MOST_BYTES - AROUND);
  });

  test('are kept for an idempotency key as they are', async () => {
    const jobs = Array.from({ length: JOBS }, (_, index) => ({ url: `${url}${index}` }));
    const body = {
      key: api.keys.pro,
      idempotency_key: 'the-largest-of-all',
      ...unknown(dear.slice(0, 10)),
      jobs,
    };
    const first = await send(body);
    const again = await send(body);
    expect(again.headers).toMatchObject({ [replayed]: 'true' });
    expect(again.json).toEqual(first.json);
  });
});
