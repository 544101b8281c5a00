import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { developmentCertificates } from '../../bin/local/development-certificates.ts';
import { findPython } from '../../bin/local/find-python.ts';
import { keepInBucket } from '../../examples/node/hand-over-to-s3.ts';
import { receiver } from '../../examples/node/receiver.ts';
import { createCallbackSender } from '../../functions/adapters/net/callback-sender.ts';
import { CALLBACK_CONNECT_MS, newCallback } from '../../functions/domain/callback.ts';
import { heldPath } from '../../functions/domain/held-path.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { callbackMessage, openCallback } from '../../functions/usecases/callback-message.ts';
import { sealer } from '../../functions/usecases/sealer.ts';
import { someDone, someFailed, someToken } from '../support/builders.ts';
import { memoryService } from '../support/memory-ports.ts';

const root = join(import.meta.dirname, '../..');
const SECRET = 'keep-this-to-yourself ✓';
const { ca, server: certificateOf } = developmentCertificates();
const pair = certificateOf({ hosts: ['127.0.0.1'] });
/** All bytes there are, in an order in which a parser of texts would trip over them. */
const file = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256));

const programs = {
  node: () => [process.execPath, join(root, 'examples/node/receiver.ts')] as const,
  python: async () =>
    [await findPython(root, process.env), join(root, 'examples/python/receiver.py')] as const,
};

/** A receiver in a process of its own, until the test ends. */
const started = async (language: keyof typeof programs) => {
  const folder = mkdtempSync(join(tmpdir(), 'snapstack-receiver-'));
  const [cert, key, out] = [join(folder, 'cert.pem'), join(folder, 'key.pem'), join(folder, 'results')];
  writeFileSync(cert, pair.cert);
  writeFileSync(key, pair.key);
  const [program, script] = await programs[language]();
  const child = spawn(program, [script, '--cert', cert, '--key', key, '--port', '0', '--out', out], {
    env: { ...process.env, CALLBACK_SECRET: SECRET },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    const closed = once(child, 'close');
    child.kill();
    await closed;
    rmSync(folder, { recursive: true });
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const url = /https:\S+/.exec(line)?.[0];
  if (url === undefined) throw new Error(`the receiver said ${line}`);
  return { url, files: () => readdirSync(out).map((name) => [name, readFileSync(join(out, name))] as const) };
};

/** Sends a result as the service does: its own message, its own sender. */
const sending = async (url: string, { secret = SECRET, failed = false } = {}) => {
  const service = memoryService();
  const token = someToken();
  const seal = await sealer(service.envelopes, { accountId: 'account1', boundTo: token }, [{ secret }]);
  const facts = { callback: newCallback(url), sealed: seal(token, { secret }) };
  const done = someDone({ ...facts });
  const one = failed ? someFailed(facts) : { ...done, result: { ...done.result, fileSize: file.byteLength } };
  service.held.files.set(heldPath(one), { bytes: file, facts: { contentType: 'image/jpeg', fileName: 'x' } });
  const opened = await openCallback(service, one);
  const { send } = createCallbackSender({
    policy: outboundPolicy([new URL(url).host]),
    resolver: { resolve: async () => ['127.0.0.1'] },
    ca,
    log: () => undefined,
  });
  return {
    token,
    send: async (now = Date.now(), changes: Readonly<Record<string, string>> = {}) => {
      const message = await callbackMessage(service, one, opened, now);
      const connectBy = Date.now() + CALLBACK_CONNECT_MS;
      return send({ ...message, headers: { ...message.headers, ...changes } }, connectBy);
    },
  };
};

const ok = { kind: 'answered', status: 200 };

describe.each(['node', 'python'] as const)('the receiver in %s', (language) => {
  test('keeps the file byte for byte, once however often it comes, and says so each time', async () => {
    const { url, files } = await started(language);
    const { send, token } = await sending(url);
    expect(await send()).toMatchObject(ok);
    expect(await send()).toMatchObject(ok);
    expect(files()).toEqual([[`${token}.jpg`, file]]);
  });

  test('hears of a failure', async () => {
    const { url } = await started(language);
    expect(await (await sending(url, { failed: true })).send()).toMatchObject(ok);
  });

  test('takes nothing from who does not know the secret, nor what is old or changed', async () => {
    const { url } = await started(language);
    const refused = { kind: 'answered', status: 401 };
    expect(await (await sending(url, { secret: 'another' })).send()).toMatchObject(refused);
    const { send } = await sending(url);
    expect(await send(Date.now() - 600_000)).toMatchObject(refused);
    expect(await send(Date.now(), { 'webhook-id': 'msg_other' })).toMatchObject(refused);
    expect(await send(Date.now(), { 'webhook-timestamp': 'now' })).toMatchObject(refused);
    // And is still there for who does.
    expect(await send()).toMatchObject(ok);
  });
});

test('a result is handed over to a bucket, and is sent again when that fails', async () => {
  const put: object[] = [];
  let broken = true;
  const s3 = {
    send: async ({ input }: { input: object }) => {
      if (broken) throw new Error('the bucket is down');
      put.push(input);
    },
  } as unknown as S3Client;
  const server = createServer(pair, receiver({ secret: SECRET, keep: keepInBucket(s3, 'ours') }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { send, token } = await sending(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  expect(await send()).toMatchObject({ kind: 'answered', status: 500 });
  broken = false;
  expect(await send()).toMatchObject(ok);
  expect(await send()).toMatchObject(ok);
  expect(put).toEqual([
    {
      Bucket: 'ours',
      Key: `captures/${token}.jpg`,
      Body: new Uint8Array(file),
      ContentType: 'image/jpeg',
      Metadata: { job: '1' },
    },
  ]);
});
