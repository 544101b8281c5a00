import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, PurgeQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, inject, test, vi } from 'vitest';
import * as z from 'zod';
import { captureRow } from '../../functions/adapters/aws/capture-row.ts';
import { dynamoCaptures } from '../../functions/adapters/aws/dynamo-captures.ts';
import { sqsCallbackLetters } from '../../functions/adapters/aws/sqs-callback-letters.ts';
import { newCallback } from '../../functions/domain/callback.ts';
import { newCaptureToken } from '../../functions/domain/capture-token.ts';
import { utcMonth } from '../../functions/domain/utc-month.ts';
import { seededBytes, someDone, someOptions, someQueued, someToken } from '../support/builders.ts';
import { callersOf } from '../support/callers-of.ts';
import { decode } from '../support/decode.ts';
import { engineTables } from '../support/engine-tables.ts';
import { PATIENCE_MS } from '../support/patience-ms.ts';
import { runAdmin, runAdminJson } from '../support/run-admin.ts';
import { serviceClient } from '../support/service-client.ts';

const stack = inject('stack');
const { api, endpoint, fixtureSite, keys, static: staticUrl } = stack;
const { client, names, connection: engine, ...tables } = engineTables(endpoint);
const { newCaller, useUp, leftLying } = callersOf(stack);
const sqs = new SQSClient(engine);

const admin = (...args: string[]) => runAdmin(endpoint, args);
const adminJson = (...args: string[]) => runAdminJson(endpoint, args);

// Side by side: these wait for most of a minute, for different things.
describe.concurrent('what takes its time:', () => {
  describe('queues', () => {
    let deadLetters = '';
    let callbackLetters = '';
    const put = (MessageBody: string) =>
      sqs.send(new SendMessageCommand({ QueueUrl: deadLetters, MessageBody }));
    const emptied = async (QueueName: string): Promise<string> => {
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
      await sqs.send(new PurgeQueueCommand({ QueueUrl }));
      return QueueUrl ?? '';
    };
    const waiting = async (queue = names.renderDeadLetterQueue) => {
      const { queues } = z
        .object({ queues: z.array(z.object({ name: z.string(), waiting: z.int(), in_flight: z.int() })) })
        .parse(await adminJson('queues', 'show'));
      expect(queues.map(({ name }) => name)).toEqual([
        names.callbackQueue,
        names.callbackDeadLetterQueue,
        names.callbackStreamDeadLetterQueue,
        names.renderQueue,
        names.renderDeadLetterQueue,
      ]);
      const { waiting: seen, in_flight } = queues.find(({ name }) => name === queue) ?? {};
      return { waiting: seen, in_flight };
    };

    beforeAll(async () => {
      deadLetters = await emptied(names.renderDeadLetterQueue);
      callbackLetters = await emptied(names.callbackDeadLetterQueue);
      await emptied(names.callbackStreamDeadLetterQueue);
    });

    test('show dead letters with their reasons, and send again what has not ended', {
      concurrent: false,
    }, async () => {
      const caller = await newCaller();
      const done = await caller.submit({ url: `${fixtureSite}/small`, wait_time: 0 });
      await caller.done(done);
      const lost = await leftLying(caller, 1);
      const unknown = newCaptureToken(seededBytes(`${caller.id} unknown`));
      for (const token of [lost, done, unknown]) await put(JSON.stringify({ token }));
      await put('{"token":"not one of ours"}');

      const dead = { waiting: 4, in_flight: 0 };
      expect(await waiting()).toEqual(dead);
      const reasons = [
        {
          token: lost,
          status: 'queued',
          attempt: 0,
          reason: expect.stringMatching(/^The capture is still queued[.:]/),
        },
        { token: done, status: 'done', reason: 'The capture has ended (done).' },
        { token: unknown, status: null, reason: 'No such capture.' },
        { token: null, status: null, reason: 'Not a message of this service.' },
      ];
      const { dead_letters: letters } = z
        .object({ dead_letters: z.array(z.looseObject({ token: z.string().nullable() })) })
        .parse(await adminJson('queues', 'dead'));
      expect(letters).toHaveLength(4);
      for (const reason of reasons) expect(letters).toContainEqual(expect.objectContaining(reason));
      const { out: table } = await admin('queues', 'dead');
      expect(table).toMatch(
        new RegExp(
          `^${done} +${caller.id} +standard +1 +\\d+ .* UTC +The capture has ended \\(done\\)\\.$`,
          'm',
        ),
      );
      expect(await waiting()).toEqual(dead);

      const counts = { sent_again: 1, deleted: 2, kept: 1 };
      expect(await adminJson('queues', 'replay', '--dry-run')).toMatchObject({ ...counts, dry_run: true });
      expect(await waiting()).toEqual(dead);
      expect(await caller.status(lost)).toMatchObject({ status: 'queued' });
      expect((await admin('queues', 'replay', '--dry-run')).out).toMatch(
        /again, since.*: +1\n.*: +0\n.*: +2\n.*: +1\n.*dry run/,
      );

      expect(await adminJson('queues', 'replay')).toMatchObject({ ...counts, dry_run: false });
      await caller.done(lost);
      expect(await waiting()).toEqual({ waiting: 1, in_flight: 0 });
      await sqs.send(new PurgeQueueCommand({ QueueUrl: deadLetters }));
      expect((await admin('queues', 'dead')).out).toBe('There are no dead letters.\n');
      expect((await admin('queues', 'replay')).out).toBe('There are no dead letters.\n');
    });

    test('show callbacks that were given up with their reason, and have them tried anew', {
      concurrent: false,
    }, async () => {
      const { id } = await newCaller();
      const token = newCaptureToken(seededBytes(`${id} callback`));
      const at = Date.now();
      const reason = 'Tried 8 times, the last time: http 500.';
      const callback = {
        // Nobody let callbacks go there, so that each attempt ends at once.
        ...newCallback('https://127.0.0.1:9/s3same?key=hush'),
        state: 'failed' as const,
        attempts: 8,
        trail: [{ at: at - 60_000, ms: 31, status: 500 }],
      };
      const givenUp = someDone({ token, accountId: id, createdAt: at, callback, heldUntil: at + 3_600_000 });
      await client.send(new PutCommand({ TableName: tables.captures, Item: captureRow(givenUp, at) }));
      await sqsCallbackLetters(sqs, callbackLetters).bury({ token, reason });

      const dead = { waiting: 1, in_flight: 0 };
      expect(await waiting(names.callbackDeadLetterQueue)).toEqual(dead);
      const letter = {
        kind: 'callbacks',
        token,
        account_id: id,
        callback: { state: 'failed', host: '127.0.0.1:9', attempts: 8 },
        reason,
      };
      expect(await adminJson('queues', 'dead')).toMatchObject({ dead_letters: [letter] });
      const { out: table } = await admin('queues', 'dead');
      expect(table).toMatch(new RegExp(`^${token} +${id} +callbacks +8 +\\d+ .* UTC +${reason}$`, 'm'));
      const show = async () =>
        z
          .looseObject({ callback: z.looseObject({ state: z.string(), trail: z.array(z.looseObject({})) }) })
          .parse(await adminJson('captures', 'show', token)).callback;
      const before = await show();
      expect(before).toMatchObject({
        state: 'failed',
        trail: [{ status: 500, fault: null, duration_ms: 31 }],
      });

      const counts = { sent_again: 1, deleted: 0, kept: 0 };
      expect(await adminJson('queues', 'replay', '--dry-run')).toMatchObject({ ...counts, dry_run: true });
      expect(await waiting(names.callbackDeadLetterQueue)).toEqual(dead);
      expect(await show()).toEqual(before);

      expect(await adminJson('queues', 'replay')).toMatchObject({ ...counts, dry_run: false });
      expect(await waiting(names.callbackDeadLetterQueue)).toEqual({ waiting: 0, in_flight: 0 });
      await vi.waitFor(
        async () =>
          expect(await show()).toMatchObject({
            state: 'pending',
            attempts_forgiven: 8,
            trail: expect.arrayContaining([expect.objectContaining({ fault: 'blocked_address' })]),
          }),
        { timeout: PATIENCE_MS, interval: 1_000 },
      );
      const { out: shown } = await admin('captures', 'show', token);
      expect(shown).toMatch(/^callback +pending, to 127\.0\.0\.1:9$/m);
      expect(shown).toMatch(/^ +9 +.* UTC +blocked_address +\d+ ms$/m);
      expect(shown + table + JSON.stringify(await adminJson('captures', 'show', token))).not.toMatch(
        /hush|s3same/,
      );
    });
  });

  describe('account erase', () => {
    test('deletes all of an account and nothing else, says what, and only when told to', async () => {
      const [caller, other] = [await newCaller(), await newCaller()];
      await adminJson('key', 'create', caller.id, '--name', 'laptop');
      const kept = await other.done(await other.submit({ url: `${fixtureSite}/small`, wait_time: 0 }));
      const token = await caller.submit({ url: `${fixtureSite}/small`, wait_time: 0 });
      const done = await caller.done(token);
      const batch = await fetch(`${api}/capture/batch`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          key: caller.key,
          idempotency_key: 'erased-with-the-account',
          jobs: [{ url: `${fixtureSite}/small?batch` }],
          wait_time: 0,
        }),
      });
      const answer = await batch.text();
      expect(batch.status, answer).toBe(202);
      const { jobs } = z
        .object({ jobs: z.array(z.looseObject({ token: z.string() })) })
        .parse(JSON.parse(answer));
      const batched = await caller.done(jobs[0]?.token ?? '');
      await useUp(caller.id);
      const waitlisted = await caller.submit({ url: `${fixtureSite}/small`, wait_time: 0 });
      const tokens = [token, jobs[0]?.token ?? '', waitlisted];
      const pictures = [done.image, done.preview, batched.image, batched.preview];
      const statusOf = async (url: string) => (await fetch(url)).status;
      const statuses = () =>
        Promise.all([...tokens.map((one) => `${api}/capture/${one}`), ...pictures].map(statusOf));
      const account = () => statusOf(`${api}/account?key=${caller.key}`);
      expect(pictures.every((url) => url.startsWith(staticUrl))).toBe(true);
      expect(await statuses()).toEqual(Array(7).fill(200));

      const counts = {
        account_id: caller.id,
        captures: 3,
        canceled: 1,
        files: 4,
        batches: 1,
        answer_parts: 1,
        usage_months: 1,
        keys: 2,
      };
      expect(await adminJson('account', 'erase', caller.id, '--dry-run')).toMatchObject({
        ...counts,
        dry_run: true,
        erased_at: null,
      });
      const unconfirmed = await admin('account', 'erase', caller.id);
      expect(unconfirmed).toMatchObject({ code: 1, err: expect.stringMatching(/^Nothing .* add --yes/) });
      expect(unconfirmed.out).toMatch(/would be deleted.*^captures +3$.*^keys +2$.*dry run/ms);
      expect(await statuses()).toEqual(Array(7).fill(200));
      expect(await account()).toBe(200);

      const before = Math.floor(Date.now() / 1_000);
      let isOver = false;
      const erasing = admin('account', 'erase', caller.id, '--yes', '--json').finally(() => {
        isOver = true;
      });
      await vi.waitFor(async () => expect(await account()).toBe(401), {
        timeout: PATIENCE_MS,
        interval: 200,
      });
      expect(isOver).toBe(false);
      const erased = await erasing;
      expect(erased).toMatchObject({ code: 0, err: expect.stringMatching(/^Waiting \d+ s, until calls /) });
      const receipt = z.looseObject({ erased_at: z.int() }).parse(JSON.parse(erased.out));
      expect(receipt).toMatchObject({
        ...counts,
        dry_run: false,
        not_erased: expect.arrayContaining([expect.stringContaining('within minutes')]),
      });
      expect(receipt.erased_at).toBeGreaterThanOrEqual(before);
      expect(erased.out).not.toMatch(/http|Ada/);

      expect(await statuses()).toEqual(Array(7).fill(404));
      expect(await account()).toBe(401);
      const s3 = new S3Client({ ...engine, forcePathStyle: true });
      for (const one of tokens) {
        const { Contents = [] } = await s3.send(
          new ListObjectsV2Command({
            Bucket: names.imageBucket,
            Prefix: `${one[0]}/${one.slice(0, 2)}/${one}`,
          }),
        );
        expect(Contents).toEqual([]);
      }
      expect(await statusOf(kept.image)).toBe(200);
      expect(await other.used()).toMatchObject({ quota_used: 1 });
      for (const args of [['--yes'], ['--dry-run'], []]) {
        expect(await admin('account', 'erase', caller.id, ...args)).toMatchObject({
          code: 1,
          out: '',
          err: expect.stringMatching(/^There is no account /),
        });
      }
    });
  });

  test('a capture whose message was never sent is sent by the sweeper, which runs each minute', async () => {
    const caller = await newCaller();
    await useUp(caller.id);
    const long = Date.now() - 3_600_000;
    const options = someOptions({ url: `${fixtureSite}/small?never-sent`, wait_time: 0 });
    const lost = { accountId: caller.id, token: someToken('L'), jobId: 1, createdAt: long, dueAt: long };
    const month = utcMonth(long);
    const limits = { monthlyQuota: 100_000, waitlistPlaces: 0, inflightCap: 100_000 };
    const queued = someQueued({ ...lost, options, charge: { from: 'quota', month } });
    expect(await dynamoCaptures(client, tables).create(queued, limits)).toBe('created');
    await client.send(
      // As if it had been written then.
      new PutCommand({
        TableName: tables.captures,
        Item: captureRow(queued, long),
      }),
    );
    const done = await serviceClient(api, caller.key, 500).until(
      lost.token,
      ({ status }) => status === 'done',
      100,
    );
    expect(done).toMatchObject({ status: 'done', meta_http_status: 200 });
  });

  test('a page that never fires load is photographed, and the answer says so', async () => {
    const pro = serviceClient(api, keys.pro);
    const token = await pro.submit({ url: `${fixtureSite}/slow`, wait_time: 0, format: 'png' });
    const status = await pro.done(token);
    const picture = await decode(Buffer.from(await (await fetch(status.image)).arrayBuffer()));
    expect(status.warnings?.join(' ')).toMatch(/load/);
    expect(picture.at(640, 360)).toEqual([0x22, 0x44, 0x66]);
  });
});
