import { beforeAll, describe, expect, test } from 'vitest';
import { MAX_BODY_BYTES } from '../../functions/http/json-body.ts';
import { memoryApi } from '../support/memory-api.ts';

let api: Awaited<ReturnType<typeof memoryApi>>;
beforeAll(async () => {
  api = await memoryApi();
});

const wrongKey = { key: 'aB3kR7mZx9Lq' };
const wrongShape = { ratio: '7:3' };
const wrongUrl = { url: 'http://10.0.0.1/' };
const wrongCallback = { callback_url: 'http://hooks.example.net/' };
const forPro = { format: 'png', wait_time: 9 };

interface Faults {
  readonly body: object | string;
  readonly type?: string;
  readonly code: string;
  readonly status: number;
  readonly fields?: readonly string[];
}

/** Each row has the fault of its stage and those of all later ones. */
const stages: readonly (readonly [stage: string, faults: Faults])[] = [
  [
    'size',
    { body: 'x'.repeat(MAX_BODY_BYTES + 1), type: 'text/plain', code: 'payload_too_large', status: 413 },
  ],
  ['content type', { body: 'not json', type: 'text/plain', code: 'unsupported_media_type', status: 415 }],
  ['JSON', { body: 'not json', code: 'invalid_json', status: 400 }],
  [
    'key',
    {
      body: { ...wrongKey, ...wrongShape, ...wrongUrl, ...forPro },
      code: 'invalid_key',
      status: 401,
    },
  ],
  [
    'shape',
    {
      body: { ...wrongShape, ...wrongUrl, ...wrongCallback, ...forPro, wait_time: 99 },
      code: 'invalid_parameter',
      status: 400,
      fields: ['ratio', 'wait_time'],
    },
  ],
  ['URL', { body: { ...wrongUrl, ...wrongCallback, ...forPro }, code: 'invalid_url', status: 422 }],
  ['callback URL', { body: { ...wrongCallback, ...forPro }, code: 'invalid_callback_url', status: 422 }],
  [
    'plan',
    {
      body: { ...forPro },
      code: 'pro_required',
      status: 403,
      fields: ['format', 'wait_time'],
    },
  ],
];

describe('the first stage that fails answers, with all of its fields', () => {
  test.each(stages)('%s', async (_, { body, type, code, status, fields }) => {
    const sent =
      typeof body === 'string'
        ? body
        : JSON.stringify({ key: api.keys.free, url: 'https://example.com/', ...body });
    const headers = type === undefined ? {} : { 'Content-Type': type };
    const answer = await api.call('POST /capture', { body: sent, headers });
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ error: code, ...(fields !== undefined && { fields }) });
    expect(api.service.captures.rows.size).toBe(0);
  });

  test('of a batch: its size comes after its shape and before its callback and the plan', async () => {
    const jobs = (count: number) => Array.from({ length: count }, () => ({}));
    const code = async (body: object) => {
      const sent = { key: api.keys.free, ...body };
      return (await api.call('POST /capture/batch', { body: JSON.stringify(sent) })).json;
    };
    const tooMany = { jobs: jobs(5_001), ...wrongCallback };
    expect(await code({ ...tooMany, ratio: 'x' })).toMatchObject({ fields: ['ratio'] });
    expect(await code(tooMany)).toMatchObject({ error: 'batch_too_large' });
    expect(await code({ ...wrongCallback, jobs: jobs(501) })).toMatchObject({
      error: 'invalid_callback_url',
    });
    expect(await code({ jobs: jobs(501) })).toMatchObject({ error: 'pro_required', fields: ['jobs'] });
    // As many as may be: each is judged by itself then.
    expect(await code({ jobs: jobs(500) })).toMatchObject({ submitted: 0, errors: 500 });
  });

  test('of a batch: what an idempotency key was answered with comes before its shape, and after key and rate', async () => {
    const send = (body: object) => api.call('POST /capture/batch', { body: JSON.stringify(body) });
    const first = {
      key: api.keys.free,
      idempotency_key: 'order-of-judgement',
      jobs: [{ url: 'https://example.com/' }],
    };
    expect((await send(first)).status).toBe(202);
    const misshapen = { ...first, ratio: 'x', jobs: 7 };
    expect((await send(misshapen)).status).toBe(202);
    expect(await send({ ...misshapen, ...wrongKey })).toMatchObject({ status: 401 });
    expect(await send({ ...misshapen, key: api.keys.pro })).toMatchObject({ status: 400 });
    expect(await send({ ...misshapen, idempotency_key: 'another-order-of-judgement' })).toMatchObject({
      status: 400,
    });
  });
});
