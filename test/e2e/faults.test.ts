import { readdirSync, readFileSync } from 'node:fs';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { engineTables } from '../support/engine-tables.ts';
import { loggedFailures } from '../support/logged-failures.ts';
import { PATIENCE_MS } from '../support/patience-ms.ts';
import { type ServiceClient, serviceClient, usedOf } from '../support/service-client.ts';

const { api, keys, fixtureSite, endpoint, enginePid } = inject('stack');
const { client: dynamo, names, connection: engine } = engineTables(endpoint);
const sqs = new SQSClient(engine);
let pro: ServiceClient;
let queueUrl: string;

beforeAll(async () => {
  pro = serviceClient(api, keys.pro);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: names.renderQueue }));
  if (QueueUrl === undefined) throw new Error('the stack has no render queue');
  queueUrl = QueueUrl;
});

const account = async () => usedOf.parse((await pro.get(`/account?key=${keys.pro}`)).json);
const send = (token: string) =>
  sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify({ token }) }));
const row = async (token: string) =>
  (
    await dynamo.send(
      new GetCommand({ TableName: names.capturesTable, Key: { token }, ConsistentRead: true }),
    )
  ).Item;
const asked = async (path: string): Promise<number> => {
  const all = (await (await fetch(`${fixtureSite}/asked`)).json()) as string[];
  return all.filter((one) => one === path).length;
};
const inQueue = async () => {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return {
    visible: Number(Attributes?.ApproximateNumberOfMessages),
    hidden: Number(Attributes?.ApproximateNumberOfMessagesNotVisible),
  };
};
const settled = () =>
  vi.waitFor(async () => expect(await inQueue()).toEqual({ visible: 0, hidden: 0 }), {
    timeout: PATIENCE_MS,
    interval: 100,
  });

test('a fault of ours is answered 500, and its log is found by the request’s id', async () => {
  const began = Date.now();
  const token = 'FaultyRow'.padEnd(32, '0');
  const TableName = names.capturesTable;
  await dynamo.send(new PutCommand({ TableName, Item: { token, status: 'no status' } }));
  onTestFinished(async () => void (await dynamo.send(new DeleteCommand({ TableName, Key: { token } }))));
  const { status, json } = await pro.get(`/capture/${token}`);
  expect([status, json]).toMatchObject([500, { error: 'internal', request_id: expect.any(String) }]);
  const { request_id: id } = json as { readonly request_id: string };
  const lines = await vi.waitFor(async () => {
    const found = (await loggedFailures(endpoint, began)).filter((line) => line.includes(id));
    expect(found).not.toEqual([]);
    return found;
  }, PATIENCE_MS);
  expect(lines).toEqual([
    expect.stringMatching(/^snapstack-local-get-capture: .*"request_failed".*ZodError/),
  ]);
});

describe('a message that is delivered twice', () => {
  test('after the capture is done renders nothing', async () => {
    const path = '/small?delivered=after';
    const token = await pro.submit({ url: `${fixtureSite}${path}`, wait_time: 0 });
    await pro.done(token);
    await send(token);
    await settled();
    expect(await asked(path)).toBe(1);
    expect(await row(token)).toMatchObject({ status: 'done', attempt: 1 });
  });

  test('while the capture renders does not render it again', async () => {
    const path = '/small?delivered=during';
    const token = await pro.submit({ url: `${fixtureSite}${path}`, wait_time: 2 });
    await Promise.all([send(token), send(token)]);
    await pro.done(token);
    // Both were delivered and stay with the queue until the lease they met would have run out.
    await vi.waitFor(async () => expect(await inQueue()).toEqual({ visible: 0, hidden: 2 }), PATIENCE_MS);
    expect(await asked(path)).toBe(1);
    expect(await row(token)).toMatchObject({ status: 'done', attempt: 1 });
    await sqs.send(new PurgeQueueCommand({ QueueUrl: queueUrl }));
  });
});

/** The browsers of this stack: processes named chromium with the engine among their ancestors. */
const browsers = (): number[] => {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const text = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [, parent] = text.slice(text.lastIndexOf(')') + 2).split(' ');
        return [{ pid: Number(name), parent: Number(parent), chromium: text.includes('(chromium)') }];
      } catch {
        return [];
      }
    });
  const parentOf = new Map(stats.map(({ pid, parent }) => [pid, parent]));
  const isOurs = (pid: number): boolean => {
    for (let one: number | undefined = pid; one !== undefined && one > 1; one = parentOf.get(one)) {
      if (one === enginePid) return true;
    }
    return false;
  };
  const chromium = new Set(stats.filter((one) => one.chromium && isOurs(one.pid)).map(({ pid }) => pid));
  // A browser is a chromium whose parent is none; the others are its children.
  return [...chromium].filter((pid) => !chromium.has(parentOf.get(pid) ?? 0));
};

describe('a crash', () => {
  test.runIf(process.platform === 'linux')(
    'of the browser in the middle of a capture is tried again',
    async () => {
      const path = '/small?browser=killed';
      const token = await pro.submit({ url: `${fixtureSite}${path}`, wait_time: 3 });
      await vi.waitFor(async () => expect(await asked(path)).toBe(1), { timeout: PATIENCE_MS, interval: 20 });
      const killed = browsers();
      expect(killed.length).toBeGreaterThan(0);
      for (const pid of killed) process.kill(pid, 'SIGKILL');
      const done = await pro.done(token);
      expect(done).toMatchObject({ output_width: 1280, output_height: 720 });
      expect(await row(token)).toMatchObject({ status: 'done', attempt: 2 });
      expect(await asked(path)).toBe(2);
    },
  );

  test('of a worker without a word is found after its lease, and ends in failed after the last attempt', async () => {
    const before = await account();
    const token = await pro.submit({ url: `${fixtureSite}/small`, wait_time: 2 });
    await pro.until(token, ({ status }) => status === 'processing');
    // What a worker leaves that died in its third attempt, some time ago.
    await dynamo.send(
      new UpdateCommand({
        TableName: names.capturesTable,
        Key: { token },
        UpdateExpression: 'SET #attempt = :last, leaseUntil = :past',
        ExpressionAttributeNames: { '#attempt': 'attempt' },
        ExpressionAttributeValues: { ':last': 3, ':past': Date.now() - 1 },
      }),
    );
    await send(token);
    const ended = await pro.until(token, ({ status }) => status === 'failed');
    expect(ended).toMatchObject({ status: 'failed', error_code: 'internal' });
    await settled();
    // The attempt that lost the capture finished its render meanwhile, and could change nothing.
    expect(await row(token)).toMatchObject({ status: 'failed', attempt: 3 });
    expect(await account()).toEqual(before);
  });
});

describe('a page that cannot be captured fails with its code, and is given back', () => {
  test.each([
    ['a name that does not exist', 'http://no-such-host.example.com/', 'dns_failed'],
    ['an endless redirect', `${fixtureSite}/redirect-loop`, 'too_many_redirects'],
    ['a download', `${fixtureSite}/download`, 'not_a_page'],
    ['an empty answer', `${fixtureSite}/no-content`, 'not_a_page'],
    ['a redirect to a private address', `${fixtureSite}/redirect?to=http://127.0.0.1:1/`, 'blocked_address'],
  ])('%s', async (_, url, code) => {
    const before = await account();
    const token = await pro.submit({ url, wait_time: 0 });
    const failed = await pro.until(token, ({ status }) => status === 'failed' || status === 'done');
    expect(failed).toMatchObject({ status: 'failed', error_code: code });
    await settled();
    expect(await account()).toEqual(before);
  });
});
