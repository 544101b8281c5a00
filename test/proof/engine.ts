import { type SpawnSyncReturns, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { dynamoBatches } from '../../functions/adapters/aws/dynamo-batches.ts';
import { batchKey } from '../../functions/adapters/aws/dynamo-keys.ts';
import { BATCH_LEASE_MS } from '../../functions/domain/batch.ts';
import { batchIdOfKey } from '../../functions/usecases/batch-identity.ts';
import { startFixtureSite } from '../support/fixture-site.ts';
import { countByStatus, tokensOfAccount } from './captures-of-account.ts';
import { type ProofStack, proofStack } from './proof-stack.ts';

import { writeProof } from './write-proof.ts';

// npm run proof:engine: the invariants of the simulation against the deployed local stack.
const root = join(import.meta.dirname, '../..');
const lines: string[] = [];
const faults: string[] = [];
const say = (line: string): void => {
  console.log(line);
  lines.push(`- ${line}`);
};
const expectSame = (what: string, found: unknown, wanted: unknown): void => {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) faults.push(`${what}: ${a} and not ${b}`);
};

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

const post = async (api: string, path: string, body: string): Promise<Answer> => {
  const response = await fetch(`${api}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
};

const accountAnswer = z.object({
  quota_used: z.int(),
  credit: z.int(),
  inflight: z.int(),
  inflight_cap: z.int(),
});
const accountNow = async (api: string, key: string) =>
  accountAnswer.parse(await (await fetch(`${api}/account?key=${key}`)).json());

/** Waits until something is true, or throws after so many seconds. */
const until = async (what: string, seconds: number, isTrue: () => Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + seconds * 1_000;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(`${what} did not come true within ${seconds} s`);
    await pause(500);
  }
};

/** 2,000 submits from 32 callers against a quota of 200 and as many places on the wait list. */
const quotaRace = async (proof: ProofStack, page: string): Promise<void> => {
  const { api } = proof;
  const { id, key } = await proof.account('free');
  const counts: Record<string, number> = {};
  const promised = new Set<string>();
  let next = 0;
  const caller = async (): Promise<void> => {
    for (;;) {
      const index = next;
      next += 1;
      if (index >= 2_000) return;
      const body = JSON.stringify({ key, url: `${page}#race-${index}`, wait_time: 0 });
      let answer = await post(api, '/capture', body);
      while (answer.status === 429 && answer.text.includes('rate_limited')) {
        await pause(1_000 * Number(answer.headers.get('retry-after') ?? 1));
        answer = await post(api, '/capture', body);
      }
      const { token, status, error } = JSON.parse(answer.text) as Record<string, string | undefined>;
      if (token !== undefined) promised.add(token);
      const kind = status ?? error ?? `${answer.status}`;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: 32 }, caller));
  expectSame('2,000 submits', counts, { ...counts, queued: 200, waitlisted: 200, waitlist_full: 1_600 });
  await until('the 200 captures are done', 300, async () => (await accountNow(api, key)).inflight === 0);
  const tokens = await tokensOfAccount(proof, id);
  const byStatus = await countByStatus(proof, tokens);
  expectSame('their rows', byStatus, { ...byStatus, done: 200, waitlisted: 200 });
  expectSame(
    'promised and stored',
    [...promised].filter((token) => !tokens.has(token)),
    [],
  );
  expectSame('rows', tokens.size, 400);
  expectSame('the account', (await accountNow(api, key)).quota_used, 200);
  say(
    `2,000 submits from 32 callers against a quota of 200: ${counts['queued']} queued and rendered, ${counts['waitlisted']} waitlisted, ${counts['waitlist_full']} turned away (429 waitlist_full); quota used ${(await accountNow(api, key)).quota_used}, in flight 0 at the end`,
  );
};

const someBatch = (key: string, idempotencyKey: string, page: string, size: number): string =>
  JSON.stringify({
    key,
    idempotency_key: idempotencyKey,
    wait_time: 0,
    jobs: Array.from({ length: size }, (_, index) => ({ url: `${page}#${idempotencyKey}-${index}` })),
  });

/** 50 callers at once with one idempotency key: all are told the same, and it is charged once. */
const oneKey = async (proof: ProofStack, page: string): Promise<void> => {
  const { api } = proof;
  const { id, key } = await proof.account('pro');
  const body = someBatch(key, 'one-key-for-fifty-callers', page, 30);
  let conflicts = 0;
  const caller = async (): Promise<string> => {
    for (;;) {
      const { status, text, headers } = await post(api, '/capture/batch', body);
      if (status === 202) return text;
      if (status !== 409 && status !== 429) throw new Error(`answered ${status} ${text}`);
      conflicts += 1;
      await pause(1_000 * Number(headers.get('retry-after') ?? 1));
    }
  };
  const answers = new Set(await Promise.all(Array.from({ length: 50 }, caller)));
  expectSame('different answers', answers.size, 1);
  const tokens = await tokensOfAccount(proof, id);
  const { quota_used: used } = await accountNow(api, key);
  expectSame('charged and stored', [used, tokens.size], [30, 30]);
  say(
    `50 callers at once on one idempotency key, a batch of 30: ${answers.size} answer for all, ${used} charged, ${tokens.size} captures; ${conflicts} times 409 meanwhile`,
  );
};

const runKilled = async (
  proof: ProofStack,
  file: string,
  at: number,
): Promise<Pick<SpawnSyncReturns<string>, 'signal' | 'stdout'>> => {
  const child = spawn(process.execPath, ['test/proof/killed-call.ts', file, String(at)], {
    cwd: root,
    env: proof.functionEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout.on('data', (part) => {
    stdout += part;
  });
  const [, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { signal, stdout };
};

const answered = z.object({ statusCode: z.int(), calls: z.int() });
const batchAnswer = z.object({
  submitted: z.int(),
  errors: z.int(),
  jobs: z.array(z.object({ token: z.string(), status: z.string() })),
});

/** A batch of 5,000 whose function is killed at one of its calls; the retry by the API completes it. */
const killedBatch = async (proof: ProofStack, page: string, at: number): Promise<string> => {
  const { api, tables, folder } = proof;
  const { id, key } = await proof.account('pro');
  const idempotencyKey = `killed-at-call-${String(at).padStart(4, '0')}`;
  const body = someBatch(key, idempotencyKey, page, 5_000);
  const file = join(folder, 'batch.json');
  writeFileSync(file, body);
  const { signal } = await runKilled(proof, file, at);
  expectSame(`killed at call ${at}`, signal, 'SIGKILL');
  const before = await tokensOfAccount(proof, id);
  const journal = { accountId: id, id: batchIdOfKey(idempotencyKey) };
  const left = await dynamoBatches(tables.client, tables.accounts).find(id, journal.id);
  if (left?.state === 'open') {
    // In place of waiting for as long as the call would hold its batch.
    await tables.client.send(
      new UpdateCommand({
        TableName: tables.accounts,
        Key: batchKey(journal),
        UpdateExpression: 'SET leaseUntil = leaseUntil - :lease',
        ExpressionAttributeValues: { ':lease': BATCH_LEASE_MS },
      }),
    );
  }
  const first = await post(api, '/capture/batch', body);
  const second = await post(api, '/capture/batch', body);
  expectSame(`the retry after call ${at}`, [first.status, second.status], [202, 202]);
  expectSame(`the replay after call ${at}`, second.text === first.text, true);
  expectSame(`the replay's header`, second.headers.get('x-idempotent-replay'), 'true');
  const { submitted, errors, jobs } = batchAnswer.parse(JSON.parse(first.text));
  const told = new Set(jobs.map(({ token }) => token));
  expectSame(`jobs after call ${at}`, [submitted, errors, told.size], [5_000, 0, 5_000]);
  const after = await tokensOfAccount(proof, id);
  expectSame(`rows after call ${at}`, after.size, 5_000);
  expectSame(`tokens that changed`, [...before].filter((token) => !told.has(token)).length, 0);
  const { quota_used: used, inflight, inflight_cap: cap } = await accountNow(api, key);
  expectSame(`charged after call ${at}`, used, 5_000);
  if (inflight > cap) faults.push(`${inflight} in flight of ${cap}`);
  return `call ${at}: ${before.size.toLocaleString('en')} were written (${left === undefined ? 'no journal' : left.state})`;
};

const killedBatches = async (proof: ProofStack, page: string): Promise<void> => {
  const { id: _, key } = await proof.account('pro');
  const file = join(proof.folder, 'batch.json');
  writeFileSync(file, someBatch(key, 'counts-its-own-calls', page, 5_000));
  const { calls, statusCode } = answered.parse(JSON.parse((await runKilled(proof, file, 0)).stdout));
  expectSame('the call that lives', statusCode, 202);
  // From the first to the last, some before and some after their effect.
  const points = Array.from({ length: 10 }, (_, index) => Math.round(1 + (index * (calls - 1)) / 9));
  const reports: string[] = [];
  for (const at of points) reports.push(await killedBatch(proof, page, at));
  say(
    `a batch of 5,000 makes ${calls} calls of AWS; its function killed at ten of them, each time completed by the retry with the same tokens, 5,000 captures, 5,000 charged, and answered the same again: ${reports.join('; ')}`,
  );
};

const started = performance.now();
const site = await startFixtureSite();
try {
  const proof = await proofStack([site.host]);
  try {
    const page = `${site.url}/small`;
    await quotaRace(proof, page);
    await oneKey(proof, page);
    await killedBatches(proof, page);
  } finally {
    await proof.stack.stop();
  }
} finally {
  await site.close();
}
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
const verdict = faults.length === 0 ? 'All of it held.' : `**Failed**: ${faults.join('; ')}`;
writeProof({ name: 'engine', result: `${lines.join('\n')}\n\n${verdict} It took ${minutes} min.` });
console.log(verdict);
process.exitCode = faults.length === 0 ? 0 : 1;
