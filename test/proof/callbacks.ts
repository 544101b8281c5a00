import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { captureRow } from '../../functions/adapters/aws/capture-row.ts';
import { sendTokens } from '../../functions/adapters/aws/send-tokens.ts';
import { newCallback } from '../../functions/domain/callback.ts';
import { newCaptureToken } from '../../functions/domain/capture-token.ts';
import { heldPath } from '../../functions/domain/held-path.ts';
import { inPages } from '../../functions/domain/in-pages.ts';
import { CALLBACK_FILE_MS } from '../../functions/domain/kept-times.ts';
import { sideBySide } from '../../functions/usecases/side-by-side.ts';
import { startStopwatch, timesToReceiver } from '../bench/callback-speed.ts';
import { quantile } from '../bench/figures.ts';
import { seededBytes, someDone } from '../support/builders.ts';
import { startFixtureSite } from '../support/fixture-site.ts';
import { type ProofStack, proofStack } from './proof-stack.ts';
import { runSimulation } from './run-simulation.ts';
import { writeProof } from './write-proof.ts';

// npm run proof:callbacks: deliveries in simulation, and a receiver that is a black hole on the deployed local stack.
const WORLDS = 4;
const FIRST_SEED = 3_000;
const JOBS = 8_000;
const PENDING = 500;
/** Another name than the good receiver's, whose share of the senders is its own. */
const BLACK_HOLE = '127.0.0.2';
const lines: string[] = [];
const faults: string[] = [];
const say = (line: string): void => {
  console.log(line);
  lines.push(`- ${line}`);
};

const simulated = async (): Promise<void> => {
  const counts: Record<string, number> = {};
  const seeds = Array.from({ length: WORLDS }, (_, index) => FIRST_SEED + index);
  await sideBySide(seeds, 2, async (seed) => {
    const { code, worlds, violation, ending } = await runSimulation({
      seed,
      jobs: JOBS,
      weather: ['storm'],
      callbacks: 1,
    });
    if (code !== 0) faults.push(`seed ${seed}: ${violation ?? ending}`);
    for (const [name, count] of worlds.flatMap((world) => Object.entries(world.counts))) {
      counts[name] = (counts[name] ?? 0) + count;
    }
  });
  const figure = (name: string): string => (counts[name] ?? 0).toLocaleString('en');
  say(
    `simulation, seeds ${FIRST_SEED} to ${FIRST_SEED + WORLDS - 1}, ${JOBS.toLocaleString('en')} jobs each: ${figure('callbacks delivered')} callbacks delivered, ${figure('callbacks failed')} in the dead letters with their reason, none stuck; ${figure('callbacks that arrived')} arrived`,
  );
};

/** Callbacks that are due, of an account's captures that are done: the rows, the files, and the messages. */
const pend = async (stack: ProofStack, accountId: string, url: string): Promise<void> => {
  const random = seededBytes('black hole');
  const now = Date.now();
  const captures = Array.from({ length: PENDING }, (_, index) => ({
    ...someDone({ token: newCaptureToken(random), jobId: 1_000_000 + index, accountId }),
    callback: { ...newCallback(url), dueAt: now },
    heldUntil: now + CALLBACK_FILE_MS,
  }));
  const s3 = new S3Client({ ...stack.engine, forcePathStyle: true });
  await sideBySide(captures, 8, async (one) => {
    await s3.send(
      new PutObjectCommand({
        Bucket: stack.names.privateBucket,
        Key: heldPath(one),
        Body: new Uint8Array(3),
      }),
    );
  });
  for (const page of inPages(captures, 25)) {
    const requests = page.map((one) => ({ PutRequest: { Item: captureRow(one, now) } }));
    await stack.tables.client.send(
      new BatchWriteCommand({ RequestItems: { [stack.tables.captures]: requests } }),
    );
  }
  const { QueueUrl = '' } = await stack.sqs.send(
    new GetQueueUrlCommand({ QueueName: stack.names.callbackQueue }),
  );
  await sendTokens(
    stack.sqs,
    QueueUrl,
    captures.map(({ token }) => token),
  );
};

const listening = async (server: ReturnType<typeof createServer>): Promise<number> => {
  server.listen(0, BLACK_HOLE);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

const onEngine = async (): Promise<void> => {
  const stopwatch = await startStopwatch();
  let swallowed = 0;
  const blackHole = createServer(stopwatch.certificateOf({ hosts: [BLACK_HOLE] }), () => {
    swallowed += 1;
  });
  const [blackPort, site] = await Promise.all([listening(blackHole), startFixtureSite()]);
  const stack = await proofStack([site.host, stopwatch.host, `${BLACK_HOLE}:${blackPort}`], stopwatch.ca);
  try {
    const [victim, other] = [await stack.account('pro'), await stack.account('pro')];
    const { api, endpoint } = stack.stack;
    const target = { api, endpoint, key: victim.key, page: `${site.url}/small`, stopwatch };
    await timesToReceiver(target);
    const alone = await timesToReceiver(target);
    const shown = (times: readonly number[], part: number): string =>
      `${quantile(times, part).toFixed(0)} ms`;
    say(
      `\`done\` to receipt on the local engine, ${alone.length} captures one after the other: p50 ${shown(alone, 0.5)} (asked: <= 150), p95 ${shown(alone, 0.95)}`,
    );
    await pend(stack, other.id, `https://${BLACK_HOLE}:${blackPort}/`);
    const beside = await timesToReceiver(target);
    say(
      `the same while ${PENDING} callbacks of another account wait for a black hole (it had taken ${swallowed} connections by then): p50 ${shown(beside, 0.5)}, p95 ${shown(beside, 0.95)} (asked: <= 2,000)`,
    );
    if (quantile(beside, 0.95) > 2_000) faults.push('a black hole held up the callbacks of another account');
    if (swallowed === 0) faults.push('nothing was sent to the black hole');
  } finally {
    stopwatch.close();
    blackHole.closeAllConnections();
    await stack.stack.stop();
    blackHole.close();
    await site.close();
  }
};

const started = performance.now();
await simulated();
await onEngine();
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
const verdict = faults.length === 0 ? 'All of it held.' : `**Failed**: ${faults.join('; ')}.`;
writeProof({ name: 'callbacks', result: `${lines.join('\n')}\n\n${verdict} It took ${minutes} min.` });
console.log(verdict);
process.exitCode = faults.length === 0 ? 0 : 1;
