// A receiver of callbacks with Node alone: verifies who sends, keeps the file, answers at once, and takes each result once.
//
//   CALLBACK_SECRET=... node receiver.ts --cert cert.pem --key key.pem --port 9443 --out results
//
// Node 22.18 and later run TypeScript as it is. See ../README.md for a certificate and a first callback.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

/** What arrived of a capture. */
export interface Result {
  readonly status: 'OK' | 'ERR';
  readonly token: string;
  readonly jobId: number;
  readonly format: string;
  readonly url: string;
  /** With ERR: a code, and a sentence. */
  readonly error?: string | undefined;
  readonly detail?: string | undefined;
  /** With OK. */
  readonly file?: { readonly name: string; readonly type: string; readonly bytes: Uint8Array } | undefined;
}

export interface ReceiverOptions {
  /** The `callback_secret` of your requests. */
  readonly secret: string;
  /**
   * Keeps the result: a file, a row, a message. Fast, for the sender waits 30 s at most; what takes longer begins after
   * it. When it throws, the result is sent again later.
   */
  readonly keep: (result: Result) => Promise<void>;
}

const MOST_BYTES = 100 * 1_024 * 1_024;
/** An attempt that is older was recorded and is played again by somebody else, or a clock is wrong. */
const MOST_SECONDS = 300;

class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Compares in a time that says nothing about where two texts differ. */
const isSame = (one: string, other: string): boolean => {
  const key = 'compare';
  const digest = (text: string) => createHmac('sha256', key).update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
};

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new Refusal(413, 'too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const headerOf = (request: IncomingMessage, name: string): string => {
  const value = request.headers[name];
  if (typeof value !== 'string') throw new Refusal(400, `${name} is missing`);
  return value;
};

/** Standard Webhooks, over the raw bytes as they came: parsing first would verify something else. */
const verify = (request: IncomingMessage, body: Buffer, secret: string): string => {
  const id = headerOf(request, 'webhook-id');
  const timestamp = headerOf(request, 'webhook-timestamp');
  const age = Math.abs(Date.now() / 1_000 - Number(timestamp));
  // NaN is no age either.
  if (!(age <= MOST_SECONDS)) throw new Refusal(401, 'the timestamp is not of now');
  const expected = createHmac('sha256', Buffer.from(secret, 'utf8'))
    .update(`${id}.${timestamp}.`)
    .update(body)
    .digest('base64');
  const signatures = headerOf(request, 'webhook-signature').split(' ');
  if (!signatures.some((signature) => isSame(signature, `v1,${expected}`))) {
    throw new Refusal(401, 'the signature is not ours');
  }
  return id;
};

const resultOf = async (request: IncomingMessage, body: Buffer, secret: string): Promise<Result> => {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': headerOf(request, 'content-type') },
  }).formData();
  const text = (name: string): string | undefined => {
    const value = form.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  if (!isSame(text('callback_secret') ?? '', secret)) throw new Refusal(401, 'the secret is not ours');
  const file = form.get('file');
  return {
    status: text('status') === 'OK' ? 'OK' : 'ERR',
    token: text('token') ?? '',
    jobId: Number(text('job_id')),
    format: text('format') ?? '',
    url: text('url') ?? '',
    error: text('error'),
    detail: text('detail'),
    file:
      file instanceof File
        ? { name: basename(file.name), type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) }
        : undefined,
  };
};

const answer = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { 'content-length': '0' }).end();
};

/**
 * The listener of a receiver. A result comes at least once, the same bytes under the same `webhook-id`: what was kept is
 * acknowledged and not kept again. This set forgets when the process ends; keep the ids beside your results instead.
 */
export const receiver = ({ secret, keep }: ReceiverOptions): RequestListener => {
  const kept = new Map<string, Promise<void>>();
  const take = async (request: IncomingMessage): Promise<number> => {
    if (request.method !== 'POST') return 405;
    const body = await readBody(request);
    const id = verify(request, body, secret);
    const known = kept.get(id);
    // It may be at it still: whoever says 200 must mean it.
    const keeping = known ?? resultOf(request, body, secret).then(keep);
    if (known === undefined) kept.set(id, keeping);
    try {
      await keeping;
    } catch (error) {
      kept.delete(id);
      throw error;
    }
    return 200;
  };
  return (request, response) => {
    take(request).then(
      (status) => answer(response, status),
      (error: unknown) => {
        console.error(error instanceof Refusal ? `refused: ${error.message}` : error);
        answer(response, error instanceof Refusal ? error.status : 500);
      },
    );
  };
};

/** Keeps files in a folder; a file is there as a whole or not at all. */
export const keepInFolder =
  (folder: string) =>
  async ({ status, token, file, error, detail }: Result): Promise<void> => {
    if (file === undefined) {
      console.log(`${status} ${token}: ${error}. ${detail}`);
      return;
    }
    await mkdir(folder, { recursive: true });
    const path = join(folder, file.name);
    await writeFile(`${path}.part`, file.bytes);
    await rename(`${path}.part`, path);
    console.log(`${status} ${token}: ${path}`);
  };

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      cert: { type: 'string', default: 'cert.pem' },
      key: { type: 'string', default: 'key.pem' },
      port: { type: 'string', default: '9443' },
      out: { type: 'string', default: 'results' },
    },
  });
  const secret = process.env['CALLBACK_SECRET'];
  if (!secret) throw new Error('Set CALLBACK_SECRET to the callback_secret of your requests.');
  const tls = { cert: await readFile(values.cert), key: await readFile(values.key) };
  const server = createServer(tls, receiver({ secret, keep: keepInFolder(values.out) }));
  server.listen(Number(values.port), '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : address;
    console.log(`Listening on https://127.0.0.1:${port}/`);
  });
};

if (import.meta.main) await main();
