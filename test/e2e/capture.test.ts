import sharp from 'sharp';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { type ServiceClient, serviceClient, usedOf } from '../support/service-client.ts';

const { api, keys, static: staticUrl, fixtureSite } = inject('stack');
let free: ServiceClient;
let pro: ServiceClient;

const download = async (url: string) => {
  const response = await fetch(url);
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
};
const account = async (key: string) => usedOf.parse((await free.get(`/account?key=${key}`)).json);

beforeAll(() => {
  free = serviceClient(api, keys.free);
  pro = serviceClient(api, keys.pro);
});

describe('from a POST to a picture', () => {
  test('queued, then done, then at the static path with what was promised', async () => {
    const before = await account(keys.free);
    const url = `${fixtureSite}/small`;
    const { status, json } = await free.post({ key: keys.free, url, wait_time: 0, colour: 'red' });
    expect(status).toBe(202);
    expect(json).toEqual({
      job_id: expect.any(Number),
      token: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
      status: 'queued',
      eta_seconds: expect.any(Number),
      warnings: ['Unknown fields were ignored: colour.'],
    });
    const { token } = json as { token: string };
    const done = await free.done(token);
    const path = `/${token[0]}/${token.slice(0, 2)}/${token}`;
    expect(done).toMatchObject({
      token,
      url,
      format: 'jpg',
      viewport_width: 1280,
      output_size: 1280,
      output_width: 1280,
      output_height: 720,
      ratio: '16:9',
      fullpage: false,
      image: `${staticUrl}${path}.jpg`,
      preview: `${staticUrl}${path}_p.webp`,
      meta_http_status: 200,
      meta_final_url: url,
      warnings: ['Unknown fields were ignored: colour.'],
    });
    expect(done.meta_page_title).not.toBe('');
    const { response, bytes } = await download(done.image);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(bytes.byteLength).toBe(done.file_size);
    expect(`sha256:${await sha256(bytes)}`).toBe(done.file_hash);
    const preview = await download(done.preview);
    expect(preview.response.headers.get('content-type')).toBe('image/webp');
    expect((await sharp(preview.bytes).metadata()).width).toBe(1280);
    const after = await account(keys.free);
    expect(after.quota_used).toBe(before.quota_used + 1);
    expect(after.inflight).toBe(0);
  });

  test('a done status means that the object is there', async () => {
    const token = await free.submit({ url: `${fixtureSite}/small`, wait_time: 1 });
    // Asks for the file while nothing promises it yet: that answer must not be kept once it is there.
    const early = await fetch(`${staticUrl}/${token[0]}/${token.slice(0, 2)}/${token}.jpg`);
    expect(early.status).toBe(404);
    const { image } = await free.done(token);
    expect((await fetch(image)).status).toBe(200);
  });

  test('two callers at once get their own pictures', async () => {
    const tokens = await Promise.all([
      free.submit({ url: `${fixtureSite}/colours`, wait_time: 0 }),
      pro.submit({ url: `${fixtureSite}/short`, wait_time: 0, format: 'png', viewport_width: 400 }),
    ]);
    const [first, second] = await Promise.all(tokens.map((token) => free.done(token)));
    expect(first).toMatchObject({ meta_page_title: 'Four colours', format: 'jpg', output_width: 1280 });
    expect(second).toMatchObject({ meta_page_title: 'A short page', format: 'png', output_width: 400 });
    expect(first?.image).not.toBe(second?.image);
  });
});

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');

describe('the same request', () => {
  test('within a minute gives the same capture, many times at once, for one charge', async () => {
    const before = await account(keys.free);
    const request = { key: keys.free, url: `${fixtureSite}/small?same`, wait_time: 0 };
    const answers = await Promise.all(Array.from({ length: 8 }, () => free.post(request)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(7).fill(200), 202]);
    const tokens = new Set(answers.map(({ json }) => (json as { token: string }).token));
    expect(tokens.size).toBe(1);
    const [token = ''] = tokens;
    await free.done(token);
    const again = await free.post(request);
    expect(again).toMatchObject({
      status: 200,
      json: { token, status: 'done', deduplicated: true, eta_seconds: 0 },
    });
    expect(again.json).not.toHaveProperty('job_id');
    expect((await account(keys.free)).quota_used).toBe(before.quota_used + 1);
    expect((await free.post({ ...request, output_size: 640 })).status).toBe(202);
  });
});

describe('exact pixels', () => {
  test.each([
    [{}, 'jpeg', 1280, 720],
    [{ output_size: 640, ratio: '4:3' }, 'jpeg', 640, 480],
    [{ output_size: 1920, ratio: '1:1', format: 'webp' }, 'webp', 1920, 1920],
    [{ viewport_width: 390, ratio: '9:16', format: 'png' }, 'png', 390, 693],
  ])('%j is a %s of %d x %d', async (options, format, width, height) => {
    const token = await pro.submit({ url: `${fixtureSite}/small`, wait_time: 0, ...options });
    const done = await pro.done(token);
    const { bytes } = await download(done.image);
    const file = await sharp(bytes).metadata();
    expect([file.format, file.width, file.height]).toEqual([format, width, height]);
    expect([done.output_width, done.output_height]).toEqual([width, height]);
  });
});

describe('the static host', () => {
  test.each([
    ['a picture that is not there', `/a/aa/${'a'.repeat(32)}.jpg`],
    ['the root', '/'],
    ['a listing', '/?list-type=2'],
    ['a folder', '/a/'],
    ['something else', '/index.html'],
  ])('%s is 404 and not kept by caches', async (_, path) => {
    const response = await fetch(`${staticUrl}${path}`);
    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control') ?? '').not.toContain('immutable');
    expect(await response.text()).not.toContain('<Key>');
  });
});
