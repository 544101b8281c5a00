import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, PurgeQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, inject, test, vi } from 'vitest';
import { arrivalsAt, partsOf } from '../support/callback-receiver.ts';
import { engineTables } from '../support/engine-tables.ts';
import { PATIENCE_MS } from '../support/patience-ms.ts';
import { serviceClient } from '../support/service-client.ts';
import { sweepNow } from '../support/sweep-now.ts';

const { api, keys, fixtureSite, endpoint, folder, receiver, static: staticHost } = inject('stack');
const client = serviceClient(api, keys.pro);
const tables = engineTables(endpoint);
const { names, connection: engine } = tables;
const s3 = new S3Client({ ...engine, forcePathStyle: true });
const sqs = new SQSClient(engine);

const objectKeys = async (Bucket: string): Promise<string[]> => {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  return Contents.map(({ Key = '' }) => Key);
};
const sha256 = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const delivered = (token: string) => client.until(token, ({ callback }) => callback?.state === 'delivered');
let paths = 0;
const newPath = (): string => {
  paths += 1;
  return `/callback-${paths}`;
};

describe('a callback', () => {
  test('brings the file once the capture is done, signed, and the status says so', async () => {
    const path = newPath();
    const token = await client.submit({
      url: `${fixtureSite}/small`,
      wait_time: 0,
      callback_url: `${receiver.url}${path}?answers=204`,
      callback_secret: 'our little secret',
    });
    const [arrival] = await arrivalsAt(receiver, path);
    if (arrival === undefined) throw new Error('nothing came');
    const { texts, file } = await partsOf(arrival);
    expect(texts).toMatchObject({
      status: 'OK',
      token,
      format: 'jpg',
      url: expect.stringMatching(`^${fixtureSite}/small#`),
      callback_secret: 'our little secret',
    });
    const status = await delivered(token);
    if (status.status !== 'done' || !('download' in status)) throw new Error(JSON.stringify(status));
    expect(file).toMatchObject({ name: `${token}.jpg`, type: 'image/jpeg' });
    expect(sha256(file?.bytes ?? new Uint8Array())).toBe(status.file_hash);
    const { headers } = arrival;
    const signature = createHmac('sha256', 'our little secret')
      .update(`msg_${token}.${headers['webhook-timestamp']}.`)
      .update(Buffer.from(arrival.body, 'base64'))
      .digest('base64');
    expect(headers).toMatchObject({
      'webhook-id': `msg_${token}`,
      'webhook-signature': `v1,${signature}`,
      'content-length': String(Buffer.from(arrival.body, 'base64').byteLength),
    });
    expect(status.callback).toMatchObject({ attempts: 1, last_result: 'http 204' });
    // A week, and not on the static host.
    expect(status.expires_at - status.captured_at).toBeGreaterThan(7 * 86_400 - 60);
    expect(status).not.toHaveProperty('image');
    expect((await fetch(status.download)).status).toBe(200);
    expect((await objectKeys(names.imageBucket)).filter((key) => key.includes(token))).toEqual([]);
  });

  test('of a failure says why', async () => {
    const path = newPath();
    const token = await client.submit({
      url: 'http://no-such-name.example/',
      wait_time: 0,
      callback_url: `${receiver.url}${path}`,
    });
    const [arrival] = await arrivalsAt(receiver, path);
    const { texts, file } = await partsOf(arrival as NonNullable<typeof arrival>);
    expect(texts).toMatchObject({ status: 'ERR', token, error: 'dns_failed' });
    expect(file).toBeUndefined();
    expect((await delivered(token)).status).toBe('failed');
  });

  test('comes again after a failure, the same bytes under the same id', async () => {
    const path = newPath();
    const token = await client.submit({
      url: `${fixtureSite}/small`,
      wait_time: 0,
      callback_url: `${receiver.url}${path}?answers=500,200`,
      callback_secret: 'secret',
    });
    const [first, second] = await arrivalsAt(receiver, path, { least: 2 });
    if (first === undefined || second === undefined) throw new Error('nothing came');
    expect(second.at - first.at).toBeGreaterThan(3_900);
    expect(second.body).toBe(first.body);
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(await delivered(token)).toMatchObject({ callback: { attempts: 2, last_result: 'http 200' } });
  });

  test('comes for each job of a batch, and for POST /capture/callback', async () => {
    const path = newPath();
    const post = (to: string, body: object) =>
      fetch(`${api}${to}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          key: keys.pro,
          callback_url: `${receiver.url}${path}`,
          wait_time: 0,
          ...body,
        }),
      });
    const jobs = [{ url: `${fixtureSite}/small?job=1` }, { url: `${fixtureSite}/small?job=2` }];
    expect((await post('/capture/batch', { jobs })).status).toBe(202);
    expect((await post('/capture/callback', { url: `${fixtureSite}/small?job=3` })).status).toBe(202);
    const arrivals = await arrivalsAt(receiver, path, { least: 3 });
    const parts = await Promise.all(arrivals.map(partsOf));
    expect(parts.map(({ texts }) => texts['url']).toSorted()).toEqual(
      [1, 2, 3].map((job) => `${fixtureSite}/small?job=${job}`),
    );
  });
});

describe('a private capture', () => {
  test('can be had any number of times by its token alone, whole and in parts, until it expires', async () => {
    const token = await client.submit({ url: `${fixtureSite}/small`, wait_time: 0, private: true });
    const status = await client.until(token, (one) => one.status === 'done');
    if (!('download' in status)) throw new Error(JSON.stringify(status));
    expect(status.download).toBe(`${api}/capture/${token}/file`);
    const whole = await fetch(status.download);
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(sha256(bytes)).toBe(status.file_hash);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'private, no-store',
      'accept-ranges': 'bytes',
      'content-disposition': `inline; filename="${token}.jpg"`,
    });
    const tag = whole.headers.get('etag') ?? '';
    const get = (headers: Record<string, string>, method = 'GET') =>
      fetch(status.download, { method, headers });
    const part = await get({ range: 'bytes=10-19' });
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes 10-19/${bytes.byteLength}`,
    ]);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(10, 20))).toBe(true);
    expect((await get({ range: `bytes=${bytes.byteLength}-` })).status).toBe(416);
    expect((await get({ 'if-none-match': tag })).status).toBe(304);
    const head = await get({}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.byteLength)]);
    // No trace where others can look.
    expect((await objectKeys(names.imageBucket)).filter((key) => key.includes(token))).toEqual([]);
    for (const name of [`${token}.jpg`, `${token}_p.webp`]) {
      expect((await fetch(`${staticHost}/${token[0]}/${token.slice(0, 2)}/${name}`)).status).toBe(404);
    }
    const key = `private/${token}.jpg`;
    const { CacheControl } = await s3.send(new HeadObjectCommand({ Bucket: names.privateBucket, Key: key }));
    expect(CacheControl).toBe('private, no-store');

    // Its time is over: gone from reads at once, and from the bucket and the row with the next sweep.
    await tables.client.send(
      new UpdateCommand({
        TableName: tables.captures,
        Key: { token },
        UpdateExpression: 'SET heldUntil = :past, sweepAt = :past',
        ExpressionAttributeValues: { ':past': Date.now() - 1_000 },
      }),
    );
    expect((await get({})).status).toBe(410);
    const after = await client.status(token);
    expect(after).toMatchObject({ status: 'done', expires_at: expect.any(Number) });
    expect(after).not.toHaveProperty('url');
    // The sweeper of the schedule may be at it.
    await vi.waitFor(
      async () => {
        await sweepNow(endpoint);
        expect(await objectKeys(names.privateBucket)).not.toContain(key);
      },
      { timeout: PATIENCE_MS, interval: 500 },
    );
    expect((await get({})).status).toBe(410);
  });

  test('of more than 4 MB is fetched from the bucket, at an address that is signed for a minute', async () => {
    const token = await client.submit({
      url: `${fixtureSite}/small`,
      wait_time: 0,
      private: true,
      format: 'png',
    });
    await client.until(token, (one) => one.status === 'done');
    await tables.client.send(
      new UpdateCommand({
        TableName: tables.captures,
        Key: { token },
        UpdateExpression: 'SET #result.fileSize = :large',
        ExpressionAttributeNames: { '#result': 'result' },
        ExpressionAttributeValues: { ':large': 5 * 1_024 * 1_024 },
      }),
    );
    const answer = await fetch(`${api}/capture/${token}/file`, { redirect: 'manual' });
    expect(answer.status).toBe(302);
    const location = answer.headers.get('location') ?? '';
    expect(new URL(location).searchParams.get('X-Amz-Expires')).toBe('60');
    const file = await fetch(location);
    expect(file.status).toBe(200);
    const { Body } = await s3.send(
      new GetObjectCommand({ Bucket: names.privateBucket, Key: `private/${token}.png` }),
    );
    expect(Buffer.from(await file.arrayBuffer())).toEqual(
      Buffer.from((await Body?.transformToByteArray()) ?? []),
    );
  });

  test('is never the same as another', async () => {
    const body = { key: keys.pro, url: `${fixtureSite}/small?same`, wait_time: 0, private: true };
    const answers = await Promise.all([client.post(body), client.post(body)]);
    const tokens = answers.map(({ json }) => (json as { token: string }).token);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(new Set(tokens).size).toBe(2);
  });
});

test('a page knows its visitor by http_auth and cookies', async () => {
  const status = await client.done(
    await client.submit({
      url: `${fixtureSite}/members`,
      wait_time: 0,
      http_auth: { user: 'ada', pass: 'p4ss' },
      cookies: [{ name: 'session', value: 'b64f0c' }],
    }),
  );
  expect(status).toMatchObject({ meta_http_status: 200, meta_page_title: 'ada:p4ss session=b64f0c' });
});

/** What lies in the dead-letter queue of callbacks, which is empty afterwards. */
const takeDeadLetters = async (): Promise<string> => {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: names.callbackDeadLetterQueue }));
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
  );
  await sqs.send(new PurgeQueueCommand({ QueueUrl }));
  return JSON.stringify(Messages);
};

/** All that is seen to lie in the engine's queues until `work` is over; MiniStack shows it without taking it. */
const queuesDuring = async (work: Promise<unknown>): Promise<string> => {
  const seen = new Set<string>();
  const over = work.then(() => 'over' as const);
  while ((await Promise.race([over, pause(50, 'under way' as const)])) === 'under way') {
    seen.add(await (await fetch(`${endpoint}/_ministack/sqs/messages`)).text());
  }
  return [...seen].join('\n');
};

/** Every image that the stream of the captures table still has. */
const streamImages = async (): Promise<string> => {
  const ask = async (operation: string, body: object) => {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
        authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${tables.config.region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Record<string, never>;
  };
  const { Streams } = (await ask('ListStreams', { TableName: tables.captures })) as unknown as {
    Streams: { StreamArn: string }[];
  };
  const StreamArn = Streams[0]?.StreamArn;
  const { StreamDescription } = (await ask('DescribeStream', { StreamArn })) as unknown as {
    StreamDescription: { Shards: { ShardId: string }[] };
  };
  let text = '';
  for (const { ShardId } of StreamDescription.Shards) {
    const asked = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
    let { ShardIterator } = (await ask('GetShardIterator', asked)) as { ShardIterator?: string };
    while (ShardIterator !== undefined) {
      const page = (await ask('GetRecords', { ShardIterator })) as unknown as {
        Records: object[];
        NextShardIterator?: string;
      };
      if (page.Records.length === 0) break;
      text += JSON.stringify(page.Records);
      ShardIterator = page.NextShardIterator;
    }
  }
  return text;
};

test('no secret is where it must not be: not in rows, stream images, queues, objects or logs', async () => {
  const secrets = {
    auth: 'canary-pass-7d1f',
    cookie: 'canary-cookie-90ab',
    secret: 'canary-secret-55e2',
    url: 'canary-url-c3c3',
  };
  const path = newPath();
  const failing = newPath();
  const retried = newPath();
  const given = {
    wait_time: 0,
    private: true,
    http_auth: { user: 'u', pass: secrets.auth },
    cookies: [{ name: 'c', value: secrets.cookie }],
    callback_secret: secrets.secret,
  };
  const tokens = await Promise.all([
    client.submit({
      ...given,
      url: `${fixtureSite}/small?${secrets.url}#1`,
      callback_url: `${receiver.url}${path}`,
    }),
    client.submit({
      ...given,
      url: `http://no-such-name.example/?${secrets.url}#2`,
      callback_url: `${receiver.url}${path}`,
    }),
    // Given up at once: a dead letter.
    client.submit({
      ...given,
      url: `${fixtureSite}/small?${secrets.url}#3`,
      callback_url: `${receiver.url}${failing}?answers=410`,
    }),
    client.submit({
      ...given,
      url: `${fixtureSite}/small?${secrets.url}#4`,
      callback_url: `${receiver.url}${retried}?answers=500,200`,
    }),
  ]);
  const [first = '', second = '', givenUp = '', again = ''] = tokens;
  const queues = await queuesDuring(
    Promise.all([
      client.until(givenUp, ({ callback }) => callback?.state === 'failed'),
      ...[first, second, again].map(delivered),
    ]),
  );
  // The contract puts them there, and nowhere else.
  const arrivals = await arrivalsAt(receiver, path, { least: 2 });
  const echoed = await Promise.all(arrivals.map(partsOf));
  expect(echoed.map(({ texts }) => texts['callback_secret'])).toEqual([secrets.secret, secrets.secret]);

  const rows = async (TableName: string) =>
    JSON.stringify((await tables.client.send(new ScanCommand({ TableName }))).Items);
  const captures = await rows(tables.captures);
  const places = {
    captures,
    queues,
    letters: await takeDeadLetters(),
    accounts: await rows(tables.accounts),
    stream: await streamImages(),
    objects: (await Promise.all([objectKeys(names.privateBucket), objectKeys(names.imageBucket)])).join('\n'),
    logs: readFileSync(join(folder, 'engine.log'), 'utf8'),
  };
  // Each of them has been looked into: the tokens are there, but for the logs, where they must not be.
  expect(places.captures).toContain(first);
  expect(places.stream).toContain(first);
  expect(places.queues).toContain(again);
  expect(places.letters).toContain(givenUp);
  expect(places.letters).toContain('Tried once, the last time: http 410.');
  expect(places.objects).toContain(first);
  expect(places.logs).toContain('callback_attempted');
  const found = Object.entries(places).flatMap(([place, text]) =>
    [...Object.entries(secrets), ['key', keys.pro]].flatMap(([name, secret]) =>
      text.includes(secret as string) ? [`${name} in ${place}`] : [],
    ),
  );
  expect(found).toEqual([]);
  expect(places.logs).not.toContain(first);
});
