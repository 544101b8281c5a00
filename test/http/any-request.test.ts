import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedOptions } from '../../functions/domain/asked-options.ts';
import { presetNames } from '../../functions/domain/presets.ts';
import { memoryApi } from '../support/memory-api.ts';
import { answerFaults, requestFaults } from '../support/openapi-validator.ts';

const SEED = 20_261_124;
const CASES = 20_000;

const urls = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.constantFrom(
    'https://example.com/',
    'http://127.0.0.1/',
    'https://例え.jp/',
    'http://user:pass@example.com/',
    'https://example.com:8443/',
    'file:///etc/passwd',
    '',
  ),
);
const awkward = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, 1, -0, 5, 1280, 1280.5, 2 ** 60, '', 'true', '1280', [], {}),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);
/** Right values of each option that is no flag, so that requests get past the first stages. */
const right: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  preset: fc.constantFrom('', ...presetNames),
  viewport_width: fc.oneof(fc.constantFrom(390, 768, 1280), fc.integer({ min: 280, max: 3840 })),
  output_size: fc.constantFrom(120, 640, 1920),
  ratio: fc.constantFrom('16:9', '1:2'),
  crop_height: fc.integer({ min: 10, max: 30_000 }),
  format: fc.constantFrom('jpg', 'jpg', 'png', 'webp', 'webp_lossless', 'avif', 'pdf'),
  color_scheme: fc.constantFrom('dark', null),
  render_region: fc.constantFrom('fr-paris', 'vn-hanoi'),
  dismiss_cookies: fc.constantFrom('', 'reject'),
  frame: fc.constantFrom('', 'laptop'),
  wait_time: fc.integer({ min: 0, max: 30 }),
  scroll_offset_px: fc.constantFrom(0, 100),
  scroll_to: fc.constantFrom('', '#top'),
  selector: fc.constantFrom('', 'main'),
  http_auth: fc.record({ user: fc.constantFrom('u', 'u:'), pass: fc.string() }),
  pdf_page_size: fc.constantFrom('A4', 'Letter'),
  pdf_margin_mm: fc.integer({ min: 0, max: 50 }),
  pdf_scale: fc.constantFrom(0.1, 1, 2),
  cookies: fc.array(
    fc.record(
      {
        name: fc.constantFrom('a', 'b', 'b c'),
        value: fc.constantFrom('1', 'x;y'),
        domain: fc.constantFrom('example.com', 'com'),
      },
      { requiredKeys: ['name', 'value'] },
    ),
    { maxLength: 2 },
  ),
};
const optionNames = Object.keys(askedOptions.shape).filter((name) => name !== 'url');
const mostly = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 12, arbitrary }, { weight: 1, arbitrary: awkward });
/** A few options, and at times a field that nobody knows. */
const options = fc
  .uniqueArray(fc.constantFrom(...optionNames, 'wait', 'full_page', 'colour'), { maxLength: 4 })
  .chain((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, mostly(right[name] ?? fc.boolean())]))),
  );
const withUrl = fc
  .tuple(options, mostly(urls))
  .map(([some, url]): Record<string, unknown> => ({ ...some, url }));
const delivery = fc.record(
  {
    callback_url: mostly(urls),
    callback_secret: mostly(fc.constant('secret')),
    idempotency_key: mostly(fc.oneof(fc.constant('0123456789abcdef'), fc.uuid())),
  },
  { requiredKeys: [] },
);
const jobs = mostly(fc.array(mostly(fc.oneof(withUrl, options)), { maxLength: 4 }));
const requests = fc.oneof(
  { weight: 4, arbitrary: withUrl },
  { weight: 4, arbitrary: fc.tuple(withUrl, delivery).map(([some, more]) => ({ ...some, ...more })) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(options, delivery, jobs)
      .map(([some, more, list]) => ({ ...some, ...more, jobs: list })),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);

interface Answer {
  readonly status: number;
  readonly json: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Whether it is what an earlier request with the same idempotency key was answered: this one was not looked at. */
const isReplay = ({ headers }: Answer): boolean => 'x-idempotent-replay' in headers;

/** Whether the request itself was right: a capture of it was made, or would be in a version that can. */
const wasAccepted = ({ status, json }: Answer): boolean =>
  status === 200 ||
  status === 202 ||
  (status === 503 && (json as { detail: string }).detail.startsWith('This version of the service cannot'));

/** What the document says against a request; a bad job is an error of that job, not of the call (contract, "Responses"). */
const faultsOfAccepted = (path: string, request: unknown): string[] =>
  requestFaults(path, 'POST', request).filter(
    (fault) => path !== '/capture/batch' || !/^\/jobs\/\d/.test(fault),
  );

describe('whatever is sent', () => {
  test(`${CASES} JSON values, seed ${SEED}: each answer fits the document, and so does each request that is accepted`, async () => {
    const { call, keys } = await memoryApi();
    const seen = new Map<string, number>();
    const operation = fc.constantFrom('/capture', '/capture/callback', '/capture/batch');
    const key = fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(keys.free, keys.pro) },
      { weight: 1, arbitrary: awkward },
    );
    await fc.assert(
      fc.asyncProperty(operation, requests, key, async (path, request, someKey) => {
        const isObject = typeof request === 'object' && request !== null && !Array.isArray(request);
        const sent: unknown = isObject ? { ...request, key: someKey } : request;
        const body = JSON.stringify(sent);
        const answer = await call(`POST ${path}` as 'POST /capture', { body });
        expect(answerFaults(path, 'POST', answer)).toEqual([]);
        const code = (answer.json as { error?: string }).error ?? 'accepted';
        expect(code).not.toBe('internal');
        if (isReplay(answer)) {
          expect(path).toBe('/capture/batch');
          expect(answer.status).toBe(202);
          seen.set(`${path} replayed`, (seen.get(`${path} replayed`) ?? 0) + 1);
        } else if (wasAccepted(answer)) {
          expect(faultsOfAccepted(path, JSON.parse(body)), body).toEqual([]);
          seen.set(`${path} fits`, (seen.get(`${path} fits`) ?? 0) + 1);
        }
        seen.set(`${path} ${code}`, (seen.get(`${path} ${code}`) ?? 0) + 1);
        expect(answer.status).not.toBe(503);
      }),
      { numRuns: CASES, seed: SEED },
    );
    console.log(`seed ${SEED}, ${CASES} cases:`, Object.fromEntries([...seen].toSorted()));
    // The generator reaches every stage, or the above would say little.
    for (const code of [
      'invalid_json',
      'invalid_key',
      'invalid_parameter',
      'invalid_url',
      'pro_required',
      'accepted',
    ]) {
      expect(seen.get(`/capture ${code}`) ?? 0, code).toBeGreaterThan(0);
    }
    for (const path of ['/capture', '/capture/callback', '/capture/batch']) {
      expect(seen.get(`${path} fits`) ?? 0, path).toBeGreaterThan(100);
    }
    expect(seen.get('/capture/callback invalid_callback_url') ?? 0).toBeGreaterThan(0);
    for (const what of ['accepted', 'replayed']) {
      expect(seen.get(`/capture/batch ${what}`) ?? 0, what).toBeGreaterThan(0);
    }
  });

  test('as bytes: any body gets an answer of the document', async () => {
    const { call } = await memoryApi();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        const body = Buffer.from(bytes).toString('base64');
        const answer = await call('POST /capture', { body, isBase64Encoded: true });
        expect(answerFaults('/capture', 'POST', answer)).toEqual([]);
        expect(answer.status).toBeLessThan(500);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  test('as a token: any text is not found, in the same words', async () => {
    const { call } = await memoryApi();
    const answers = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[A-Za-z0-9]{32}$/)),
        async (token) => {
          for (const path of ['/capture/{token}', '/capture/{token}/file'] as const) {
            const answer = await call(`GET ${path}`, { pathParameters: { token } });
            expect(answerFaults(path, 'GET', answer)).toEqual([]);
            answers.add(JSON.stringify(answer.json));
          }
        },
      ),
      { seed: SEED, numRuns: 500 },
    );
    expect(answers.size).toBe(1);
  });
});
