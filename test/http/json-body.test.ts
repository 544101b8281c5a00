import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { ApiError, type ApiErrorCode } from '../../functions/domain/errors.ts';
import { bearerKey, jsonBody, MAX_BODY_BYTES } from '../../functions/http/json-body.ts';
import { gatewayEvent } from '../support/gateway-event.ts';

const code = (event: Partial<APIGatewayProxyEvent>): ApiErrorCode => {
  try {
    jsonBody(gatewayEvent(event));
  } catch (error) {
    if (error instanceof ApiError) return error.code;
    throw error;
  }
  throw new Error('the body was accepted');
};

describe('what is not a JSON object is refused', () => {
  test.each([
    ['no body', null],
    ['an empty body', ''],
    ['text', 'url=https://example.com'],
    ['half an object', '{"url":'],
    ['an array', '[{"url":"https://example.com"}]'],
    ['null', 'null'],
    ['a number', '7'],
    ['a string', '"https://example.com"'],
    ['a single quote', "{'url': 'x'}"],
  ])('%s', (_, body) => {
    expect(code({ body })).toBe('invalid_json');
  });

  test('bytes that are not UTF-8', () => {
    const body = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]).toString('base64');
    expect(code({ body, isBase64Encoded: true })).toBe('invalid_json');
  });
});

describe('content types', () => {
  test.each([
    {},
    { 'Content-Type': 'application/json' },
    { 'content-type': 'application/json; charset=utf-8' },
    { 'CONTENT-TYPE': 'Application/JSON' },
    { 'Content-Type': 'application/json; Charset="UTF-8"' },
    { 'Content-Type': '' },
  ])('%j is accepted', (headers) => {
    expect(jsonBody(gatewayEvent({ body: '{"a":1}', headers }))).toEqual({ a: 1 });
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
    'application/json; charset=utf-16',
    'application/json; charset=latin1',
  ])('%s is not', (type) => {
    expect(code({ body: '{}', headers: { 'Content-Type': type } })).toBe('unsupported_media_type');
  });
});

describe('size', () => {
  const object = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`;

  test('4 MB are accepted, one byte more is not, before anything else is judged', () => {
    expect(Object.keys(jsonBody(gatewayEvent({ body: object(MAX_BODY_BYTES) })))).toEqual(['a']);
    const headers = { 'Content-Type': 'text/plain' };
    expect(code({ body: object(MAX_BODY_BYTES + 1), headers })).toBe('payload_too_large');
    expect(code({ body: 'x'.repeat(6_000_000) })).toBe('payload_too_large');
  });

  test('counts bytes, not letters', () => {
    expect(code({ body: `{"a":"${'é'.repeat(MAX_BODY_BYTES / 2)}"}` })).toBe('payload_too_large');
  });
});

test('a body that the gateway encoded is decoded', () => {
  const body = Buffer.from('{"url":"https://例え.jp/"}').toString('base64');
  expect(jsonBody(gatewayEvent({ body, isBase64Encoded: true }))).toEqual({ url: 'https://例え.jp/' });
});

test.each([
  [{ Authorization: 'Bearer aB3kR7mZx9Lq' }, 'aB3kR7mZx9Lq'],
  [{ authorization: 'bearer  aB3kR7mZx9Lq ' }, 'aB3kR7mZx9Lq'],
  [{ authorization: 'Basic aB3kR7mZx9Lq' }, undefined],
  [{ authorization: 'Bearer' }, undefined],
  [{}, undefined],
])('%j carries the key %s', (headers, key) => {
  expect(bearerKey(gatewayEvent({ headers }))).toBe(key);
});
