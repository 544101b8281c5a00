import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { developmentCertificates } from '../../bin/local/development-certificates.ts';
import { dynamoCaptureReader } from '../../functions/adapters/aws/dynamo-capture-reader.ts';
import { engineTables } from '../support/engine-tables.ts';
import { serviceClient } from '../support/service-client.ts';
import { quantile, report } from './figures.ts';

const MEASURED = 40;

/** A receiver of callbacks that notes when each came first. */
export const startStopwatch = async () => {
  const { ca, server: certificateOf } = developmentCertificates();
  const arrivedAt = new Map<string, number>();
  const server = createServer(certificateOf({ hosts: ['127.0.0.1'] }), (incoming, response) => {
    incoming.resume();
    incoming.once('end', () => {
      const id = String(incoming.headers['webhook-id']);
      if (!arrivedAt.has(id)) arrivedAt.set(id, Date.now());
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ca,
    certificateOf,
    host,
    url: `https://${host}/`,
    /** Unix milliseconds; undefined: nothing came so far. */
    arrivedAt: (token: string): number | undefined => arrivedAt.get(`msg_${token}`),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
type Stopwatch = Awaited<ReturnType<typeof startStopwatch>>;

interface Target {
  readonly api: string;
  readonly endpoint: string;
  readonly key: string;
  /** A small page that the stack may capture. */
  readonly page: string;
  /** A receiver that the stack trusts and may reach. */
  readonly stopwatch: Pick<Stopwatch, 'url' | 'arrivedAt'>;
}

/** Milliseconds from `done` to the receiver, for captures that are submitted one after the other. */
export const timesToReceiver = async ({ api, endpoint, key, page, stopwatch }: Target): Promise<number[]> => {
  const client = serviceClient(api, key);
  const tables = engineTables(endpoint);
  const reader = dynamoCaptureReader(tables.client, tables.captures);
  const times: number[] = [];
  for (let run = 0; run < MEASURED; run += 1) {
    const token = await client.submit({ url: page, wait_time: 0, callback_url: stopwatch.url });
    await client.until(token, ({ callback }) => callback?.state === 'delivered');
    const one = await reader.get(token);
    if (one?.status !== 'done') throw new Error('a capture is not done');
    const { timings, renderSeconds } = one.result;
    const done = one.createdAt + (timings['queued'] ?? 0) + renderSeconds * 1_000 + (timings['store'] ?? 0);
    times.push((stopwatch.arrivedAt(token) ?? Number.NaN) - done);
  }
  return times;
};

/** How long a result takes from `done` to its receiver. */
export const callbackSpeed = async (target: Target): Promise<void> => {
  console.log('\nCallbacks');
  await timesToReceiver(target);
  const times = await timesToReceiver(target);
  report('done to receipt, p50', `${quantile(times, 0.5).toFixed(0)} ms`, '<= 150 ms');
  report('done to receipt, p95', `${quantile(times, 0.95).toFixed(0)} ms`);
};
