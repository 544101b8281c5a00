import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, inject, test } from 'vitest';
import * as z from 'zod';
import { captureRow } from '../../functions/adapters/aws/capture-row.ts';
import { dynamoCaptures } from '../../functions/adapters/aws/dynamo-captures.ts';
import { usageKey } from '../../functions/adapters/aws/dynamo-keys.ts';
import { nextMonth, utcMonth } from '../../functions/domain/utc-month.ts';
import { submitAnswer } from '../../functions/http/submit-answer.ts';
import { someOptions, someQueued, someToken } from '../support/builders.ts';
import { engineTables } from '../support/engine-tables.ts';
import { answerFaults } from '../support/openapi-validator.ts';
import { runAdminJson } from '../support/run-admin.ts';
import { serviceClient } from '../support/service-client.ts';

const { api, endpoint, fixtureSite } = inject('stack');
const { client, config, ...tables } = engineTables(endpoint);
const captures = dynamoCaptures(client, tables);

const admin = (...args: string[]) => runAdminJson(endpoint, args);

/** An account whose month is used up. */
const exhausted = async () => {
  const made = await admin('account', 'create', '--name', 'Waits');
  const { account_id: id, key } = z.object({ account_id: z.string(), key: z.string() }).parse(made);
  const used = { ...usageKey(id, utcMonth(Date.now())), used: config.plans.free.monthlyQuota };
  await client.send(new PutCommand({ TableName: tables.accounts, Item: used }));
  return { id, key, caller: serviceClient(api, key) };
};

describe('when quota and credits are used up', () => {
  test('captures wait, and credits release as many as they pay for, oldest first', async () => {
    const { id, key, caller } = await exhausted();
    const tokens: string[] = [];
    for (const path of ['/small?first', '/small?second', '/small?third']) {
      const answer = await caller.post({ key, url: `${fixtureSite}${path}`, wait_time: 0 });
      expect(answerFaults('/capture', 'POST', answer)).toEqual([]);
      expect(answer.status).toBe(202);
      expect(answer.json).toMatchObject({
        status: 'waitlisted',
        resets_at: nextMonth(Date.now()) / 1_000,
        detail: expect.stringContaining('used up') as unknown,
      });
      tokens.push(submitAnswer.parse(answer.json).token);
    }
    const [first = '', second = '', third = ''] = tokens;
    expect(await caller.status(first)).toMatchObject({ status: 'waitlisted' });
    const again = await caller.post({ key, url: `${fixtureSite}/small?first`, wait_time: 0 });
    expect(again).toMatchObject({
      status: 200,
      json: { token: first, status: 'waitlisted', deduplicated: true },
    });

    await admin('account', 'credits', id, '+2');
    await Promise.all([caller.done(first), caller.done(second)]);
    expect(await caller.status(third)).toMatchObject({ status: 'waitlisted' });
    const { json } = await caller.get(`/account?key=${key}`);
    expect(json).toMatchObject({ credit: 0, inflight: 0, quota_used: 200 });
  });

  test('a raised plan releases what waits', async () => {
    const { id, key, caller } = await exhausted();
    const answer = await caller.post({ key, url: `${fixtureSite}/small?raised`, wait_time: 0 });
    const { token } = submitAnswer.parse(answer.json);
    await admin('account', 'plan', id, 'pro');
    expect((await caller.done(token)).status).toBe('done');
  });
});

test('a capture whose message was never sent is sent by the sweeper, which runs each minute', async () => {
  const { id, caller } = await exhausted();
  const long = Date.now() - 3_600_000;
  const options = someOptions({ url: `${fixtureSite}/small?never-sent`, wait_time: 0 });
  const lost = { accountId: id, token: someToken('L'), jobId: 1, createdAt: long, dueAt: long };
  const month = utcMonth(long);
  await captures.create(someQueued({ ...lost, options, charge: { from: 'quota', month } }), {
    monthlyQuota: 100_000,
    waitlistPlaces: 0,
    inflightCap: 100_000,
  });
  await client.send(
    // As if it had been written then.
    new PutCommand({
      TableName: tables.captures,
      Item: captureRow(someQueued({ ...lost, options, charge: { from: 'quota', month } }), long),
    }),
  );
  const done = await caller.until(lost.token, ({ status }) => status === 'done', 100);
  expect(done).toMatchObject({ status: 'done', meta_http_status: 200 });
});
