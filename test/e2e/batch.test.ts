import { setTimeout as pause } from 'node:timers/promises';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, inject, test } from 'vitest';
import * as z from 'zod';
import { dynamoAccounts } from '../../functions/adapters/aws/dynamo-accounts.ts';
import { dynamoCaptureReader } from '../../functions/adapters/aws/dynamo-capture-reader.ts';
import { usageKey } from '../../functions/adapters/aws/dynamo-keys.ts';
import type { Capture } from '../../functions/domain/capture.ts';
import { utcMonth } from '../../functions/domain/utc-month.ts';
import { batchAnswer } from '../../functions/http/batch-answer.ts';
import { engineTables } from '../support/engine-tables.ts';
import { answerFaults } from '../support/openapi-validator.ts';
import { runAdminJson } from '../support/run-admin.ts';
import { serviceClient } from '../support/service-client.ts';

const { api, endpoint, fixtureSite } = inject('stack');
const { client, config, ...tables } = engineTables(endpoint);
const captures = dynamoCaptureReader(client, tables.captures);
const accounts = dynamoAccounts(client, tables.accounts);
const { free, pro } = config.plans;

/** A fresh account, made by the operator's command, which has used so much of its month. */
const someone = async (plan: 'free' | 'pro', used = 0) => {
  const created = await runAdminJson(endpoint, ['account', 'create', '--name', 'Batches', '--plan', plan]);
  const made = z.object({ account_id: z.string(), key: z.string() }).parse(created);
  const { account_id: id, key } = made;
  const Item = { ...usageKey(id, utcMonth(Date.now())), used };
  await client.send(new PutCommand({ TableName: tables.accounts, Item }));
  const caller = serviceClient(api, key, 250);
  return { id, key, caller, account: async () => (await caller.get(`/account?key=${key}`)).json };
};

const sendBatch = async (body: object) => {
  const response = await fetch(`${api}/capture/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const json: unknown = JSON.parse(text);
  expect(answerFaults('/capture/batch', 'POST', { status: response.status, json })).toEqual([]);
  return { status: response.status, headers: response.headers, text, json };
};

const pagesOf = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    url: `${fixtureSite}/small?${name}=${index}`,
    wait_time: 0,
  }));

/** Looks at captures until all of them have ended, but for those on the wait list. */
const watch = async (tokens: readonly string[], look: (rows: readonly Capture[]) => Promise<void> | void) => {
  const deadline = Date.now() + 90_000;
  for (;;) {
    const rows = await captures.getAll(tokens);
    await look(rows);
    const open = rows.filter(({ status }) => !['done', 'failed', 'waitlisted'].includes(status));
    if (open.length === 0) return rows;
    if (Date.now() > deadline) throw new Error(`${open.length} captures are open still`);
    await pause(20);
  }
};

/** When its first attempt was begun, in Unix milliseconds. */
const startedAt = (one: Capture): number => {
  if (one.status !== 'done') throw new Error(`${one.options.url} is ${one.status}`);
  return one.createdAt + (one.result.timings['queued'] ?? Number.NaN);
};

describe('a batch of more than its account has left', () => {
  test('is rendered as far as it is paid for, in no more slots than the account may have, and told the same again', async () => {
    const { id, key, caller, account } = await someone('free', free.monthlyQuota - 10);
    const body = { key, idempotency_key: `e2e-batch-of-${id}`, jobs: pagesOf(`batch-${id}`, 12) };
    const first = await sendBatch(body);
    expect(first.status).toBe(202);
    const { jobs, ...counts } = batchAnswer.parse(first.json);
    expect(counts).toMatchObject({ submitted: 10, waitlisted: 2, deduplicated: 0, errors: 0 });
    expect(jobs.map(({ status }) => status)).toEqual([
      ...Array(10).fill('queued'),
      ...Array(2).fill('waitlisted'),
    ]);
    const ids = jobs.map((job) => ('job_id' in job ? job.job_id : 0));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));

    const tokens = jobs.map((job) => ('token' in job ? job.token : ''));
    let most = 0;
    let looks = 0;
    const watching = watch(tokens, async (seen) => {
      looks += 1;
      most = Math.max(most, seen.filter(({ status }) => status === 'processing').length);
      const { inflight = 0 } = (await accounts.get(id, utcMonth(Date.now()))) ?? {};
      expect(inflight).toBeLessThanOrEqual(free.inflightCap);
    });
    // While they render: on a busy machine most would be done before anybody looked.
    const [rows, again] = await Promise.all([watching, sendBatch(body)]);
    expect([again.status, again.headers.get('x-idempotent-replay')]).toEqual([202, 'true']);
    expect(again.headers.get('x-idempotent-mismatch')).toBeNull();
    expect(again.text).toBe(first.text);
    // It was seen at work, or the above says nothing.
    expect(looks).toBeGreaterThan(5);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(free.inflightCap);
    const statuses = new Map(rows.map(({ token, status }) => [token, status]));
    expect(tokens.map((token) => statuses.get(token))).toEqual([
      ...Array(10).fill('done'),
      ...Array(2).fill('waitlisted'),
    ]);
    for (const token of tokens.slice(0, 2)) {
      const done = await caller.done(token);
      expect((await fetch(done.image)).status).toBe(200);
    }
    expect(await account()).toMatchObject({
      quota_used: free.monthlyQuota,
      quota_remaining: 0,
      credit: 0,
      inflight: 0,
      inflight_cap: free.inflightCap,
    });
    // Also afterwards it is what was answered then.
    expect((await sendBatch(body)).text).toBe(first.text);
    const other = await sendBatch({ ...body, jobs: pagesOf('other', 1) });
    expect(other.text).toBe(first.text);
    expect(other.headers.get('x-idempotent-mismatch')).toBe('true');
  });
});

test('a large batch lets another account’s capture come in between', async () => {
  const [many, one] = await Promise.all([someone('pro'), someone('free')]);
  const { json } = await sendBatch({ key: many.key, jobs: pagesOf(`many-${many.id}`, 60) });
  const tokens = batchAnswer.parse(json).jobs.map((job) => ('token' in job ? job.token : ''));
  const single = await one.caller.submit({ url: `${fixtureSite}/small?single=${one.id}`, wait_time: 0 });

  const rows = await watch([...tokens, single], () => undefined);
  const captured = rows.find(({ token }) => token === single);
  if (captured === undefined) throw new Error('the single capture is gone');
  const others = rows.filter(({ token }) => token !== single).map(startedAt);
  expect(others).toHaveLength(60);
  const between = others.filter((at) => at > captured.createdAt && at < startedAt(captured));
  const after = others.filter((at) => at > startedAt(captured));
  console.log(
    `of a batch of 60, ${between.length} began before the single capture, and ${after.length} after it`,
  );
  expect(between.length).toBeLessThanOrEqual(pro.inflightCap);
  // It came in between, or the batch was too small to say anything.
  expect(after.length).toBeGreaterThan(20);

  expect(await many.account()).toMatchObject({ quota_used: 60, inflight: 0, inflight_cap: 6 });
  expect(await one.account()).toMatchObject({ quota_used: 1, inflight: 0 });
});
