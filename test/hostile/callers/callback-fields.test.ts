import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createServer } from 'node:tls';
import fc from 'fast-check';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { developmentCertificates } from '../../../bin/local/development-certificates.ts';
import { createCallbackSender } from '../../../functions/adapters/net/callback-sender.ts';
import { CALLBACK_CONNECT_MS } from '../../../functions/domain/callback.ts';
import { callbackBody } from '../../../functions/domain/callback-body.ts';
import { outboundPolicy } from '../../../functions/domain/outbound-policy.ts';
import { isPlainText } from '../../../functions/domain/plain-text.ts';
import { someDone, someFailed, someToken } from '../../support/builders.ts';
import { memoryApi } from '../../support/memory-api.ts';

const token = someToken();
const ends = ['\r\n', '\n', '\r', '\0', '\u0085', '\u2028'];

/** The parts of a callback as a receiver's own parser reads them. */
const received = async (one: Parameters<typeof callbackBody>[0], url: string, secret?: string) => {
  const { contentType, head, tail, hasFile } = callbackBody(one, { url, secret });
  const body = head + (hasFile ? 'bytes' : '') + tail;
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
  return [...form.entries()].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]);
};

describe('what a caller chose of a callback stays in its part', () => {
  const forged = [
    `\r\n--snapstack-\r\nContent-Disposition: form-data; name="status"\r\n\r\nOK\r\n`,
    `\r\n--snapstack-${someToken('b')}--\r\n`,
    '"; filename="evil.exe',
    '\r\nContent-Type: text/html\r\n\r\n<script>',
    '\r\n\r\n',
    '--',
  ];
  test.each(forged)('a secret such as %j', async (secret) => {
    for (const one of [someDone({ token }), someFailed({ token })]) {
      const parts = await received(one, 'https://example.com/', secret);
      expect(parts.filter(([name]) => name === 'callback_secret')).toEqual([['callback_secret', secret]]);
      expect(parts.map(([name]) => name)).toEqual([
        'status',
        'token',
        'job_id',
        'format',
        'url',
        'callback_secret',
        ...(one.status === 'done' ? ['file'] : ['error', 'detail']),
      ]);
    }
  });

  test('any secret and any address that may be asked for', async () => {
    const policy = outboundPolicy([]);
    const hostile = fc.constantFrom(...forged, '\r\n', '"', '--snapstack-', '\\', ';', '=');
    const secrets = fc.array(fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 9 })), {
      maxLength: 5,
    });
    const paths = fc.array(fc.oneof(hostile, fc.webPath()), { maxLength: 3 });
    let captured = 0;
    await fc.assert(
      fc.asyncProperty(secrets, paths, async (some, path) => {
        const secret = some.join('').slice(0, 255);
        const judged = policy.judgeUrl(`https://example.com/${path.join('')}`);
        if (!judged.allowed || !isPlainText(secret) || secret === '') return;
        captured += 1;
        const sent = judged.url.href;
        const parts = await received(someFailed({ token }), sent, secret);
        expect(parts).toHaveLength(8);
        expect(Object.fromEntries(parts)).toMatchObject({
          url: sent,
          callback_secret: secret,
          status: 'ERR',
        });
      }),
      { seed: 20_261_128, numRuns: 400 },
    );
    expect(captured).toBeGreaterThan(50);
  });

  test('since the boundary is the token, which is drawn after all that was chosen', () => {
    expect(callbackBody(someDone({ token }), { url: 'x' }).contentType).toBe(
      `multipart/form-data; boundary=snapstack-${token}`,
    );
  });
});

describe('no line end gets into a header', () => {
  let api: Awaited<ReturnType<typeof memoryApi>>;
  beforeEach(async () => {
    api = await memoryApi();
  });
  const code = async (fields: object) => {
    const body = JSON.stringify({ key: api.keys.pro, url: 'https://example.com/', ...fields });
    return ((await api.call('POST /capture', { body })).json as { error?: string }).error ?? 'accepted';
  };

  test.each(ends.map((end) => [JSON.stringify(end), end]))('%s in an address', async (_, end) => {
    expect(await code({ url: `https://example.com/${end}X: y` })).toBe('invalid_url');
    for (const place of [
      'https://hooks.example.net/',
      'https://hooks.example.net',
      'https://hooks.',
      'https',
    ]) {
      expect(await code({ callback_url: `${place}${end}X: y` })).toBe('invalid_callback_url');
    }
  });

  test.each(ends.slice(0, 5).map((end) => [JSON.stringify(end), end]))(
    '%s in cookies and http_auth',
    async (_, end) => {
      const value = `a${end}X: y`;
      const cookie = { name: 'a', value: 'b' };
      for (const fields of [
        { cookies: [{ ...cookie, name: value }] },
        { cookies: [{ ...cookie, value }] },
        { cookies: [{ ...cookie, path: `/${value}` }] },
        { cookies: [{ ...cookie, domain: `example.com${end}` }] },
        { http_auth: { user: value, pass: 'b' } },
        { http_auth: { user: 'a', pass: value } },
      ]) {
        expect(await code(fields), JSON.stringify(fields)).toBe('invalid_parameter');
      }
      expect(await code({ cookies: [cookie], http_auth: { user: 'a', pass: 'b' } })).toBe('accepted');
    },
  );

  test.each([
    ['a user and a password', 'https://user:pass@hooks.example.net/'],
    ['an empty user', 'https://@hooks.example.net/'],
    ['a user by an encoded slash', 'https://hooks.example.net%2f@evil.example/'],
    ['a backslash', 'https://hooks.example.net\\@evil.example/'],
    ['another scheme', 'javascript:alert(1)//hooks.example.net'],
  ])('nor does a callback_url have %s', async (_, callback_url) => {
    expect(await code({ callback_url })).toBe('invalid_callback_url');
  });
});

test('what reaches a receiver is one request: its target and Host are of the parsed address, without the fragment', async () => {
  const { ca, server: certificateOf } = developmentCertificates();
  const requests: Promise<string>[] = [];
  const server = createServer(certificateOf({ hosts: ['127.0.0.1'] }), (socket) => {
    socket.on('error', () => undefined);
    requests.push(text(socket));
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => void server.close());
  const { port } = server.address() as AddressInfo;
  const sender = createCallbackSender({
    policy: outboundPolicy([`127.0.0.1:${port}`]),
    resolver: { resolve: async () => ['127.0.0.1'] },
    ca,
    log: () => undefined,
  });
  const url = `https://127.0.0.1:${port}/a%0d%0aX:%20y/"é"?b=%0D%0A\u{1F600}'#fragment?c`;
  const answer = await sender.send(
    {
      url,
      headers: { 'content-type': 'text/plain' },
      length: 4,
      body: async function* () {
        yield Buffer.from('body');
      },
    },
    Date.now() + CALLBACK_CONNECT_MS,
  );
  expect(answer).toMatchObject({ kind: 'answered', status: 200 });
  const raw = await requests[0];
  expect(requests).toHaveLength(1);
  expect(raw?.split('\r\n')).toEqual([
    'POST /a%0d%0aX:%20y/%22%C3%A9%22?b=%0D%0A%F0%9F%98%80%27 HTTP/1.1',
    'content-type: text/plain',
    `host: 127.0.0.1:${port}`,
    'content-length: 4',
    'connection: close',
    '',
    'body',
  ]);
});
