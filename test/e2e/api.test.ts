import { beforeAll, describe, expect, inject, test } from 'vitest';
import { accountAnswer } from '../../functions/http/account-answer.ts';
import { problemBody } from '../../functions/http/problem.ts';
import { type ServiceClient, serviceClient } from '../support/service-client.ts';

const { api, keys, fixtureSite } = inject('stack');
let free: ServiceClient;

beforeAll(() => {
  free = serviceClient(api, keys.free);
});

describe('what is not a capture gets the contract’s error body', () => {
  const url = `${fixtureSite}/colours`;
  test.each([
    ['text', 'hello', 400, 'invalid_json'],
    ['an empty body', '', 400, 'invalid_json'],
    ['half an object', '{"key":', 400, 'invalid_json'],
    ['an array', [{ url }], 400, 'invalid_json'],
    ['null', 'null', 400, 'invalid_json'],
    ['6 MB', `{"key":"${'x'.repeat(6_000_000)}"}`, 413, 'payload_too_large'],
    ['no key', { url }, 401, 'invalid_key'],
    ['a malformed key', { key: 'x', url }, 401, 'invalid_key'],
    ['a key that is a number', { key: 123456789012, url }, 401, 'invalid_key'],
    ['an unknown key', { key: 'aB3kR7mZx9Lq', url }, 401, 'invalid_key'],
    ['no url', { key: keys.free }, 400, 'invalid_parameter'],
    ['a wrong option', { key: keys.free, url, ratio: '17:9' }, 400, 'invalid_parameter'],
    ['a private address', { key: keys.free, url: 'http://169.254.169.254/' }, 422, 'invalid_url'],
    ['a file', { key: keys.free, url: 'file:///etc/passwd' }, 422, 'invalid_url'],
    ['a Pro option', { key: keys.free, url, format: 'png' }, 403, 'pro_required'],
  ])('%s', async (_, body, status, code) => {
    const answer = await free.post(body);
    expect(answer.status).toBe(status);
    expect(problemBody.parse(answer.json).error).toBe(code);
    expect(answer.headers.get('content-type')).toContain('application/json');
  });

  test('another content type', async () => {
    const response = await fetch(`${api}/capture`, {
      method: 'POST',
      body: 'a=1',
      headers: { 'content-type': 'text/plain' },
    });
    expect(response.status).toBe(415);
    expect(problemBody.parse(await response.json()).error).toBe('unsupported_media_type');
  });

  test('unknown and malformed tokens answer alike', async () => {
    const answers = await Promise.all(
      ['a'.repeat(32), 'x', 'a'.repeat(33)].map((token) => free.get(`/capture/${token}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(answers.map(({ json }) => JSON.stringify(json))).size).toBe(1);
  });
});

describe('the account', () => {
  test('is found by the key in the query or in a header, and only by it', async () => {
    const byQuery = await free.get(`/account?key=${keys.pro}`);
    const byHeader = await free.get('/account', { authorization: `Bearer ${keys.pro}` });
    expect(byQuery.status).toBe(200);
    expect(accountAnswer.strict().parse(byQuery.json)).toMatchObject({ plan: 'pro', pro_until: null });
    expect(byHeader.json).toEqual(byQuery.json);
    expect((await free.get('/account')).status).toBe(401);
    expect((await free.get('/account?key=aB3kR7mZx9Lq')).status).toBe(401);
  });

  test('answers are never cached or sniffed, and carry the request’s id', async () => {
    const { headers } = await free.get(`/account?key=${keys.free}`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-request-id')).toMatch(/./);
  });
});
