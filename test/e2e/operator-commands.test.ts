import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, PurgeQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, inject, test, vi } from 'vitest';
import * as z from 'zod';
import { captureRow } from '../../functions/adapters/aws/capture-row.ts';
import { dynamoCaptures } from '../../functions/adapters/aws/dynamo-captures.ts';
import { usageKey } from '../../functions/adapters/aws/dynamo-keys.ts';
import { sqsCallbackLetters } from '../../functions/adapters/aws/sqs-callback-letters.ts';
import { newCallback } from '../../functions/domain/callback.ts';
import { newCaptureToken } from '../../functions/domain/capture-token.ts';
import { utcMonth } from '../../functions/domain/utc-month.ts';
import { seededBytes, someDone, someOptions, someQueued } from '../support/builders.ts';
import { engineTables } from '../support/engine-tables.ts';
import { runAdmin, runAdminJson } from '../support/run-admin.ts';
import { type ServiceClient, serviceClient, usedOf } from '../support/service-client.ts';

const { api, endpoint, fixtureSite, static: staticUrl } = inject('stack');
const { client, config, names, connection: engine, ...tables } = engineTables(endpoint);
const sqs = new SQSClient(engine);

const admin = (...args: string[]) => runAdmin(endpoint, args);
const adminJson = (...args: string[]) => runAdminJson(endpoint, args);

interface Caller extends ServiceClient {
  readonly id: string;
  readonly key: string;
  used(): Promise<z.output<typeof usedOf>>;
}

const newCaller = async (...args: string[]): Promise<Caller> => {
  const made = await adminJson('account', 'create', '--name', 'Ada', ...args);
  const { account_id: id, key } = z.object({ account_id: z.string(), key: z.string() }).parse(made);
  const caller = serviceClient(api, key);
  const used = async () => usedOf.parse((await caller.get(`/account?key=${key}`)).json);
  return { ...caller, id, key, used };
};

const useUp = (id: string) =>
  client.send(
    new PutCommand({
      TableName: tables.accounts,
      Item: { ...usageKey(id, utcMonth(Date.now())), used: config.plans.free.monthlyQuota },
    }),
  );

const record = z.looseObject({ token: z.string(), status: z.string() });
const listed = z.object({ captures: z.array(record), next: z.string().nullable() });
const list = async (...args: string[]) => listed.parse(await adminJson('captures', 'list', ...args));
const failed = (caller: ServiceClient, token: string) =>
  caller.until(token, ({ status }) => status === 'failed' || status === 'done');

/** A capture that holds a slot and has no message, and that the sweeper has no reason to look at for some minutes. */
const leftLying = async ({ id }: Caller, number: number): Promise<string> => {
  const token = newCaptureToken(seededBytes(`${id} ${number}`));
  const at = Date.now();
  const lost = someQueued({
    token,
    accountId: id,
    jobId: number,
    options: someOptions({ url: `${fixtureSite}/small?lost`, wait_time: 0 }),
    charge: { from: 'quota', month: utcMonth(at) },
    createdAt: at,
    dueAt: at + 600_000,
  });
  const limits = { monthlyQuota: 200, waitlistPlaces: 200, inflightCap: 3 };
  expect(await dynamoCaptures(client, tables).create(lost, limits)).toBe('created');
  return token;
};

describe('captures', () => {
  test('are listed newest first, by state and page by page, and shown without what may be secret', async () => {
    const caller = await newCaller();
    const done = await caller.submit({ url: `${fixtureSite}/small?sesame=hush`, wait_time: 0 });
    const ended = await caller.done(done);
    const broken = await caller.submit({ url: `${fixtureSite}/redirect-loop`, wait_time: 0 });
    await failed(caller, broken);

    const all = await list(caller.id);
    expect(all).toMatchObject({
      captures: [
        { token: broken, status: 'failed', failure: { code: 'too_many_redirects' }, refunded: true },
        { token: done, status: 'done', failure: null, refunded: false },
      ],
      next: null,
    });
    expect((await list(caller.id, '--status', 'failed')).captures).toEqual([all.captures[0]]);
    const first = await list(caller.id, '--limit', '1');
    expect(first).toEqual({ captures: [all.captures[0]], next: broken });
    const second = await list(caller.id, '--limit', '1', '--after', broken);
    expect(second).toEqual({ captures: [all.captures[1]], next: null });

    const path = `${done[0]}/${done.slice(0, 2)}/${done}`;
    expect(await adminJson('captures', 'show', done)).toMatchObject({
      account_id: caller.id,
      attempt: 1,
      charge: { from: 'quota', month: utcMonth(Date.now()) },
      ended_at: ended.captured_at,
      address: `${fixtureSite}/small (and more)`,
      result: { output_width: 1280, output_height: 720, file_size: ended.file_size, page_status: 200 },
      files: [`${path}.jpg`, `${path}_p.webp`],
    });
    const { out: table } = await admin('captures', 'list', caller.id, '--limit', '1');
    expect(table).toMatch(new RegExp(`^${broken} +\\d+ +failed +1 .* UTC +too_many_redirects$`, 'm'));
    expect(table).toMatch(
      new RegExp(`captures list ${caller.id} --stage local --limit 1 --after ${broken}$`, 'm'),
    );
    const { out: shown } = await admin('captures', 'show', done);
    expect(shown).toMatch(/^status +done \(its picture is there\)$/m);
    expect(shown).toMatch(new RegExp(`^files +${path}.jpg$`, 'm'));
    expect(shown + JSON.stringify(await adminJson('captures', 'show', done))).not.toMatch(/hush|sesame/);
  });

  test('that failed are tried anew and charged again', async () => {
    const caller = await newCaller();
    const token = await caller.submit({ url: `${fixtureSite}/redirect-loop`, wait_time: 0 });
    await failed(caller, token);
    expect(await caller.used()).toMatchObject({ quota_used: 0, inflight: 0 });
    expect(await adminJson('captures', 'retry', token)).toMatchObject({
      token,
      // As it is when the command is done: a worker may have it by then.
      status: expect.stringMatching(/^(queued|processing|failed)$/),
      charged_anew: true,
      charge: { from: 'quota' },
    });
    await failed(caller, token);
    expect(await adminJson('captures', 'show', token)).toMatchObject({ attempt: 3, attempts_forgiven: 2 });
    await vi.waitFor(async () => expect(await caller.used()).toMatchObject({ quota_used: 0, inflight: 0 }));
    const done = await caller.submit({ url: `${fixtureSite}/small`, wait_time: 0 });
    await caller.done(done);
    expect(await admin('captures', 'retry', done)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Capture \w{32} is done: only one that has failed/),
    });
  });

  test('are canceled and given back, and tried anew only when something pays for it', async () => {
    const caller = await newCaller();
    await useUp(caller.id);
    const token = await caller.submit({ url: `${fixtureSite}/small`, wait_time: 0 });
    const dry = await admin('captures', 'cancel', token, '--dry-run');
    expect(dry.out).toMatch(/which was waitlisted, would be canceled.*Nothing had been charged.*dry run/s);
    expect(await caller.status(token)).toMatchObject({ status: 'waitlisted' });
    expect(await adminJson('captures', 'cancel', token)).toMatchObject({
      status: 'failed',
      status_before: 'waitlisted',
      dry_run: false,
    });
    expect(await caller.status(token)).toMatchObject({
      status: 'failed',
      error_code: 'internal',
      warnings: [expect.stringContaining('operator')],
    });
    expect(await admin('captures', 'cancel', token)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Capture \w{32} has ended already \(failed: internal\)/),
    });
    expect(await admin('captures', 'retry', token)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/has nothing to pay for another try/),
    });
    await adminJson('account', 'credits', caller.id, '+1');
    expect(await adminJson('captures', 'retry', token)).toMatchObject({ charge: { from: 'credit' } });
    await caller.done(token);
    expect(await caller.used()).toMatchObject({ credit: 0, inflight: 0 });
  });

  test('that hold a slot give it to those that are parked when they are canceled', async () => {
    const caller = await newCaller();
    const held = [await leftLying(caller, 1), await leftLying(caller, 2), await leftLying(caller, 3)];
    const parked = await caller.submit({ url: `${fixtureSite}/small`, wait_time: 0 });
    const waits = await list(caller.id, '--status', 'parked');
    expect(waits.captures.map(({ token }) => token)).toEqual([parked]);
    expect(await caller.status(parked)).toMatchObject({ status: 'queued' });
    const { out: shown } = await admin('captures', 'show', parked);
    expect(shown).toMatch(/^status +parked \(.* callers see: queued\)$/m);
    for (const token of held) await adminJson('captures', 'cancel', token);
    await caller.done(parked);
    await vi.waitFor(async () => expect(await caller.used()).toMatchObject({ quota_used: 1, inflight: 0 }));
  });

  test.each([
    ['list', 'nobody', /^There is no account nobody\./],
    ['show', 'nothing', /^There is no capture nothing\. .*captures list/],
    ['retry', 'nothing', /^There is no capture nothing\./],
    ['cancel', 'nothing', /^There is no capture nothing\./],
  ])('%s refuses what there is not', async (command, name, sentence) => {
    expect(await admin('captures', command, name)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(sentence),
    });
  });
});

// Side by side: an erasure waits for half a minute, and has nothing to do with the queues.
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
        { timeout: 60_000, interval: 1_000 },
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
      const erasing = admin('account', 'erase', caller.id, '--yes', '--json');
      // Long before the end.
      await vi.waitFor(async () => expect(await account()).toBe(401), { timeout: 20_000, interval: 200 });
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
});

test.each([
  ['account', 'erase'],
  ['captures', 'list'],
  ['captures', 'show'],
  ['captures', 'retry'],
  ['captures', 'cancel'],
  ['queues', 'show'],
  ['queues', 'dead'],
  ['queues', 'replay'],
])('%s %s is taught by an example', async (group, name) => {
  const { code, out } = await admin(group, name, '--help');
  expect(code).toBe(0);
  expect(out).toMatch(new RegExp(`Examples:\\n  npm run (-s )?admin -- ${group} ${name}`));
});
