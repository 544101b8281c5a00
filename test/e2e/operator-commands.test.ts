import { describe, expect, inject, test, vi } from 'vitest';
import * as z from 'zod';
import { utcMonth } from '../../functions/domain/utc-month.ts';
import { callersOf } from '../support/callers-of.ts';
import { PATIENCE_MS } from '../support/patience-ms.ts';
import { runAdmin, runAdminJson } from '../support/run-admin.ts';
import type { ServiceClient } from '../support/service-client.ts';

const stack = inject('stack');
const { endpoint, fixtureSite } = stack;
const { newCaller, useUp, leftLying } = callersOf(stack);

const admin = (...args: string[]) => runAdmin(endpoint, args);
const adminJson = (...args: string[]) => runAdminJson(endpoint, args);

const record = z.looseObject({ token: z.string(), status: z.string() });
const listed = z.object({ captures: z.array(record), next: z.string().nullable() });
const list = async (...args: string[]) => listed.parse(await adminJson('captures', 'list', ...args));
const failed = (caller: ServiceClient, token: string) =>
  caller.until(token, ({ status }) => status === 'failed' || status === 'done');

test('tell what there is, and end well', async () => {
  expect(await admin('--help')).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining('captures list'),
  });
});

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
    await vi.waitFor(
      async () => expect(await caller.used()).toMatchObject({ quota_used: 0, inflight: 0 }),
      PATIENCE_MS,
    );
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
    await vi.waitFor(
      async () => expect(await caller.used()).toMatchObject({ quota_used: 1, inflight: 0 }),
      PATIENCE_MS,
    );
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
