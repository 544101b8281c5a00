import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Docs, getDocsEndpoint } from '../../functions/http/endpoints/get-docs.ts';
import { EXAMPLE_API_URL } from '../../functions/http/example-answers.ts';
import { gatewayEvent, lambdaContext } from '../support/gateway-event.ts';

const API_URL = 'https://api.snapstack.example/v2';
const SCRIPT = 'render("é");';

const someDocs = (changes: Partial<Docs> = {}): Docs => ({
  openapiJson: `{"servers":[{"url":"${EXAMPLE_API_URL}"}],"example":"${EXAMPLE_API_URL}/capture"}`,
  openapiYaml: `servers:\n  - url: ${EXAMPLE_API_URL}\nexample: ${EXAMPLE_API_URL}/capture\n`,
  script: gzipSync(SCRIPT),
  apiUrl: API_URL,
  ...changes,
});

const get = (
  resource: string,
  headers: Readonly<Record<string, string>> = {},
  docs: Partial<Docs> = {},
  httpMethod = 'GET',
) => {
  const edge = { log: () => undefined, tlsOnly: false, browserOrigins: [] };
  return getDocsEndpoint(someDocs(docs), edge)(
    gatewayEvent({ httpMethod, resource, headers }),
    lambdaContext,
  );
};

const DOCUMENT = 'public, max-age=300';
const table = [
  { path: '/', status: 302, type: undefined, cache: DOCUMENT },
  { path: '/docs', status: 200, type: 'text/html; charset=utf-8', cache: DOCUMENT },
  {
    path: '/docs/reference.js',
    status: 200,
    type: 'text/javascript; charset=utf-8',
    cache: 'public, max-age=31536000, immutable',
  },
  { path: '/openapi.yaml', status: 200, type: 'application/yaml; charset=utf-8', cache: DOCUMENT },
  { path: '/openapi.json', status: 200, type: 'application/json; charset=utf-8', cache: DOCUMENT },
];

describe.each(table)('$path', ({ path, status, type, cache }) => {
  test(`is ${type ?? 'no body'}, kept for ${cache}`, async () => {
    const { statusCode, headers } = await get(path);
    expect(statusCode).toBe(status);
    expect(headers?.['content-type']).toBe(type);
    expect(headers).toMatchObject({ 'cache-control': cache, 'x-content-type-options': 'nosniff' });
  });

  test('is for pages of every origin', async () => {
    for (const headers of [{}, { Origin: 'https://app.example' }]) {
      expect((await get(path, headers)).headers).toMatchObject({ 'access-control-allow-origin': '*' });
    }
  });

  test('has no body for HEAD, and the headers of GET', async () => {
    const head = await get(path, {}, {}, 'HEAD');
    const full = await get(path);
    expect(head.body).toBe('');
    expect(head.headers).toEqual(full.headers);
  });
});

test('/ leads to the reference of this deployment, stage path and all', async () => {
  expect((await get('/')).headers).toMatchObject({ location: `${API_URL}/docs` });
});

describe('the document', () => {
  test.each(['/openapi.yaml', '/openapi.json'])(
    '%s names this deployment wherever it names the API',
    async (path) => {
      const { body } = await get(path);
      expect(body.split(API_URL)).toHaveLength(3);
      expect(body).not.toContain(EXAMPLE_API_URL);
    },
  );

  test('is the file of its notation', async () => {
    expect(JSON.parse((await get('/openapi.json')).body)).toMatchObject({ servers: [{ url: API_URL }] });
    expect((await get('/openapi.yaml')).body).toMatch(/^servers:\n/);
  });
});

describe('the page', () => {
  test('may load and talk to its own host alone, without inline scripts or frames around it', async () => {
    const { headers } = await get('/docs');
    const directives = String(headers?.['content-security-policy'])
      .split(/; */)
      .map((directive) => directive.split(' '))
      .map(([name, ...sources]) => [name, sources]);
    expect(Object.fromEntries(directives)).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'connect-src': ["'self'"],
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': ["'self'", 'data:', 'blob:'],
      'font-src': ["'self'", 'data:'],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    });
    // Browsers go by the first of two directives of one name.
    expect(directives).toHaveLength(new Set(directives.map(([name]) => name)).size);
  });

  test('needs no more than that: its scripts are files, and its addresses are relative', async () => {
    const { body } = await get('/docs');
    const scripts = [...body.matchAll(/<script\b[^>]*>(.*?)<\/script>/gs)].map(([, inline]) => inline);
    expect(scripts).toEqual(['', '']);
    const addresses = [...body.matchAll(/\b(?:src|href|data-url)="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses).toEqual([
      'data:,',
      'openapi.yaml',
      'openapi.json',
      expect.stringMatching(/^docs\/reference\.js\?/),
    ]);
    expect(body).not.toMatch(/\son\w+=/);
  });

  test('gives the script, which is kept for good, another address when it is another script', async () => {
    const addressWith = async (script: string) => {
      const { body } = await get('/docs', {}, { script: gzipSync(script) });
      return /<script src="([^"]+)"/.exec(body)?.[1];
    };
    expect(await addressWith(SCRIPT)).toBe(await addressWith(SCRIPT));
    expect(await addressWith(SCRIPT)).not.toBe(await addressWith(`${SCRIPT} `));
  });
});

describe('the script', () => {
  test.each(['gzip', 'gzip, deflate, br, zstd', 'br,GZIP', 'deflate;q=1, gzip;q=0.5'])(
    'is packed for who accepts %s',
    async (accepted) => {
      const { body, isBase64Encoded, headers } = await get('/docs/reference.js', {
        'Accept-Encoding': accepted,
      });
      expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
      expect(isBase64Encoded).toBe(true);
      expect(gunzipSync(Buffer.from(body, 'base64')).toString()).toBe(SCRIPT);
    },
  );

  test.each([
    undefined,
    '',
    'identity',
    'br, deflate',
    'gzipped',
    // RFC 9110, 12.4.2: a weight of 0 is "not acceptable".
    'gzip;q=0',
    'br, gzip; q=0.000',
  ])('is plain text for who accepts %s', async (accepted) => {
    const { body, isBase64Encoded, headers } = await get(
      '/docs/reference.js',
      accepted === undefined ? {} : { 'Accept-Encoding': accepted },
    );
    expect(headers).not.toHaveProperty('content-encoding');
    // A cache that has the plain one must not give it to everybody.
    expect(headers).toMatchObject({ vary: 'accept-encoding' });
    expect([isBase64Encoded ?? false, body]).toEqual([false, SCRIPT]);
  });
});
