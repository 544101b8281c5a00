import { createHash } from 'node:crypto';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { heldPath } from '../../functions/domain/held-path.ts';
import { getCaptureFileEndpoint } from '../../functions/http/endpoints/get-capture-file.ts';
import { NOON, someDone, someResult } from '../support/builders.ts';
import { gatewayEvent, lambdaContext } from '../support/gateway-event.ts';
import { memoryService } from '../support/memory-ports.ts';

const BYTES = Buffer.from('0123456789');
const HASH = createHash('sha256').update(BYTES).digest('hex');
const ETAG = `"${HASH}"`;
const LARGE = 5 * 1_024 * 1_024;

const setUp = ({ fileSize = BYTES.byteLength, isGone = false } = {}) => {
  const { captures, held } = memoryService();
  const one = someDone({
    private: true,
    heldUntil: NOON + 1,
    result: someResult({ fileSize, fileHash: `sha256:${HASH}` }),
  });
  captures.rows.set(one.token, one);
  const facts = { contentType: 'image/jpeg', fileName: `${one.token}.jpg` };
  if (!isGone) held.files.set(heldPath(one), { bytes: BYTES, facts });
  const edge = { log: () => undefined, tlsOnly: false, browserOrigins: [] };
  const handler = getCaptureFileEndpoint({ captures, held, now: () => NOON }, edge);
  return async (headers: Readonly<Record<string, string>> = {}, httpMethod = 'GET') =>
    (await handler(
      gatewayEvent({
        httpMethod,
        resource: '/capture/{token}/file',
        path: `/capture/${one.token}/file`,
        pathParameters: { token: one.token },
        headers,
      }),
      lambdaContext,
    )) as APIGatewayProxyResult;
};

describe('a range', () => {
  test('counts when it is meant for this version of the file, or for any', async () => {
    const ask = setUp();
    const part = { statusCode: 206, headers: { 'content-range': 'bytes 2-4/10' } };
    expect(await ask({ range: 'bytes=2-4' })).toMatchObject(part);
    expect(await ask({ range: 'bytes=2-4', 'if-range': ETAG })).toMatchObject(part);
    const whole = await ask({ range: 'bytes=2-4', 'if-range': '"another"' });
    expect(whole.statusCode).toBe(200);
    expect(Buffer.from(whole.body, 'base64')).toEqual(BYTES);
  });

  test.each(['bytes=0-1', 'bytes=10-'])('is nothing to a HEAD (%s)', async (range) => {
    const { statusCode, headers } = await setUp()({ range }, 'HEAD');
    expect({ statusCode, length: headers?.['content-length'] }).toEqual({ statusCode: 200, length: '10' });
    expect(headers).not.toHaveProperty('content-range');
  });
});

describe('a file that is not in the bucket any more, before its time', () => {
  test.each([
    ['fetched', {}, 'GET', {}],
    ['fetched in part', { range: 'bytes=0-1' }, 'GET', {}],
    ['asked about', {}, 'HEAD', {}],
    ['known to the caller', { 'if-none-match': ETAG }, 'GET', {}],
    ['large', {}, 'GET', { fileSize: LARGE }],
    ['large and asked about', {}, 'HEAD', { fileSize: LARGE }],
  ])('is gone when it is %s', async (_, headers, method, file) => {
    const { statusCode, body } = await setUp({ ...file, isGone: true })(headers, method);
    expect(statusCode).toBe(410);
    if (method === 'GET') expect(JSON.parse(body)).toMatchObject({ error: 'gone' });
  });

  test('is no reason to refuse one that is there', async () => {
    expect((await setUp()({ 'if-none-match': ETAG })).statusCode).toBe(304);
    expect((await setUp({ fileSize: LARGE })()).statusCode).toBe(302);
  });
});
