import { describe, expect, test } from 'vitest';
import { BATCH_LEASE_MS, IDEMPOTENCY_MS } from '../../functions/domain/batch.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import type { Fields } from '../../functions/domain/read-request.ts';
import { batchRig } from '../support/batch-rig.ts';
import { someFailed, somePlans, someProfile } from '../support/builders.ts';
import { stopAt } from '../support/pause-at.ts';

const url = 'https://example.com/';
const jobs = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ url: `${url}${from + index}`, wait_time: 0 }));
const key = 'batch-of-the-week-47';
/** As many of everything as no test uses up. */
const large = {
  ...somePlans,
  pro: { monthlyQuota: 1_000, inflightCap: 50, batchLimit: 5_000 },
};

type Rig = ReturnType<typeof batchRig>;
type Sent = Awaited<ReturnType<Rig['send']>>;

const statusesOf = ({ json }: Sent): string[] =>
  json.jobs.map((job) => {
    if ('error' in job) return job.error;
    return 'deduplicated' in job ? `same, ${job.status}` : job.status;
  });
const tokensOf = ({ json }: Sent): string[] =>
  json.jobs.flatMap((job) => ('job_id' in job ? [job.token] : []));

describe('what the jobs of a batch get', () => {
  test('is quota first, in input order, then credits, then the wait list, then a refusal of the job alone', async () => {
    const rig = batchRig({ credit: 2 });
    const sent = await rig.send({ jobs: jobs(10) });
    expect(statusesOf(sent)).toEqual([
      ...Array(5).fill('queued'),
      ...Array(3).fill('waitlisted'),
      'waitlist_full',
      'waitlist_full',
    ]);
    expect(sent.json).toMatchObject({ submitted: 5, waitlisted: 3, deduplicated: 0, errors: 2 });
    const charges = tokensOf(sent).map((token) => {
      const row = rig.service.captures.rows.get(token);
      return row !== undefined && 'charge' in row ? row.charge?.from : row?.status;
    });
    expect(charges).toEqual([...Array(3).fill('quota'), 'credit', 'credit', ...Array(3).fill('waitlisted')]);
    expect(rig.used()).toBe(3);
    expect(rig.profileNow()).toMatchObject({ credit: 0, inflight: 3, parked: 2, waitlisted: 3 });
    rig.expectExact();
  });

  test('has job ids that rise in input order, and each capture what its job asked for', async () => {
    const rig = batchRig({ plan: 'pro' });
    await rig.submit({ url });
    const sent = await rig.send({ wait_time: 2, jobs: [...jobs(3), { url: 'x' }, { url: `${url}last` }] });
    const ids = sent.json.jobs.map((job) => ('job_id' in job ? job.job_id : undefined));
    expect(ids).toEqual([2, 3, 4, undefined, 6]);
    const rows = tokensOf(sent).map((token) => rig.service.captures.rows.get(token));
    expect(rows.map((row) => [row?.jobId, row?.options.url, row?.options.wait_time])).toEqual([
      [2, `${url}0`, 0],
      [3, `${url}1`, 0],
      [4, `${url}2`, 0],
      [6, `${url}last`, 2],
    ]);
    expect((await rig.submit({ url: `${url}later` })).jobId).toBe(7);
  });

  test('is told by index, for bad jobs too, which cost nothing', async () => {
    const rig = batchRig();
    const sent = await rig.send({
      jobs: [{ url: 'http://10.0.0.1/' }, ...jobs(1), { url, format: 'png' }, null, { url, wait_time: 99 }],
    });
    expect(sent.json.jobs.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(statusesOf(sent)).toEqual([
      'invalid_url',
      'queued',
      'pro_required',
      'invalid_parameter',
      'invalid_parameter',
    ]);
    expect(sent.json).toMatchObject({ submitted: 1, errors: 4 });
    expect([rig.used(), rig.rows().length]).toEqual([1, 1]);
  });

  test('has the warnings of the top level and its own', async () => {
    const rig = batchRig();
    const { json } = await rig.send({ colour: 1, jobs: [{ url, shade: 2 }] });
    expect(json.jobs).toMatchObject([
      { warnings: [/colour/, /shade/].map((name) => expect.stringMatching(name) as unknown) },
    ]);
    expect(rig.rows()[0]?.warnings).toHaveLength(2);
  });

  test('of a batch in which every job is bad is nothing, and nothing is taken', async () => {
    const rig = batchRig();
    const { json } = await rig.send({ jobs: [null, {}] });
    expect(json).toMatchObject({ submitted: 0, errors: 2, eta_seconds: 0 });
    expect(rig.profileNow()).toMatchObject({ inflight: 0 });
    expect(rig.used()).toBe(0);
  });

  test('behind older captures that wait to be paid for, is a place behind them', async () => {
    const rig = batchRig();
    await rig.send({ jobs: jobs(5) });
    rig.change({ credit: 3 });
    const sent = await rig.send({ jobs: jobs(2, 10) });
    // Two credits release what waited, the third is for the first of these.
    expect(statusesOf(sent)).toEqual(['queued', 'waitlisted']);
    expect(rig.profileNow()).toMatchObject({ credit: 0, waitlisted: 1 });
  });

  test('behind a long wait list that can be paid for, is what is left when that has gone on', async () => {
    const plans = { ...somePlans, free: { monthlyQuota: 200, inflightCap: 3, batchLimit: 500 } };
    const rig = batchRig({}, plans);
    await rig.send({ jobs: jobs(400) });
    expect(rig.profileNow()).toMatchObject({ waitlisted: 200 });
    rig.change({ credit: 1_000 });
    const sent = await rig.send({ jobs: jobs(400, 1_000) });
    expect(sent.json).toMatchObject({ submitted: 400, waitlisted: 0, errors: 0 });
    expect(rig.profileNow()).toMatchObject({ credit: 400, waitlisted: 0 });
  });

  test('of several batches at once behind a long wait list, is all paid for where there is enough for all', async () => {
    const plans = { ...somePlans, free: { monthlyQuota: 200, inflightCap: 3, batchLimit: 500 } };
    const rig = batchRig({}, plans);
    await rig.send({ jobs: jobs(400) });
    rig.change({ credit: 1_000 });
    const sent = await Promise.all(
      [1, 2, 3, 4, 5].map((batch) => rig.send({ jobs: jobs(160, batch * 1_000) })),
    );
    expect(sent.map(({ json }) => json.errors)).toEqual([0, 0, 0, 0, 0]);
    expect(rig.profileNow()).toMatchObject({ credit: 0, waitlisted: 0 });
  });

  test('of two batches at once is never more than there is', async () => {
    const rig = batchRig({ credit: 1 });
    const both = await Promise.all([rig.send({ jobs: jobs(4) }), rig.send({ jobs: jobs(4, 10) })]);
    const all = both.flatMap(statusesOf);
    expect(all.filter((one) => one === 'queued')).toHaveLength(4);
    expect(all.filter((one) => one === 'waitlisted')).toHaveLength(3);
    expect(all.filter((one) => one === 'waitlist_full')).toHaveLength(1);
    expect([rig.used(), rig.profileNow().credit]).toEqual([3, 0]);
    rig.expectExact();
  });

  test('of a batch of many pages is the same, each job once', async () => {
    const rig = batchRig({ plan: 'pro' }, large);
    const sent = await rig.send({ jobs: jobs(500) });
    expect(sent.json).toMatchObject({ submitted: 500, errors: 0 });
    expect(new Set(tokensOf(sent)).size).toBe(500);
    expect(rig.rows()).toHaveLength(500);
    expect(rig.profileNow()).toMatchObject({ inflight: 50, parked: 450 });
    rig.expectExact();
  });
});

describe('the same request', () => {
  test('within a batch is one capture, and takes once', async () => {
    const rig = batchRig();
    const [one] = jobs(1);
    const sent = await rig.send({
      jobs: [one, ...jobs(1, 1), one, { ...one, url: 'HTTPS://example.com:443/0' }],
    });
    expect(statusesOf(sent)).toEqual(['queued', 'queued', 'same, queued', 'same, queued']);
    expect(sent.json).toMatchObject({ submitted: 2, deduplicated: 2 });
    const [first, , again, spelled] = sent.json.jobs.map((job) => ('token' in job ? job.token : ''));
    expect([again, spelled]).toEqual([first, first]);
    for (const job of sent.json.jobs.slice(2)) expect(job).not.toHaveProperty('job_id');
    expect(rig.used()).toBe(2);
  });

  test('with another option is another capture', async () => {
    const rig = batchRig();
    const sent = await rig.send({ jobs: [{ url }, { url, output_size: 640 }] });
    expect(statusesOf(sent)).toEqual(['queued', 'queued']);
  });

  test('as one that is refused is refused alike', async () => {
    const rig = batchRig();
    await rig.send({ jobs: jobs(6) });
    const [one] = jobs(1, 100);
    const sent = await rig.send({ jobs: [one, one] });
    expect(statusesOf(sent)).toEqual(['waitlist_full', 'waitlist_full']);
    expect(sent.json).toMatchObject({ errors: 2, deduplicated: 0 });
  });

  test('as one on the wait list waits with it', async () => {
    const rig = batchRig();
    const [one] = jobs(1, 100);
    const sent = await rig.send({ jobs: [...jobs(3), one, one] });
    expect(statusesOf(sent).slice(3)).toEqual(['waitlisted', 'same, waitlisted']);
  });

  test('as a single capture of the last minute is that one, with its status as callers see it', async () => {
    const rig = batchRig();
    for (const one of jobs(4)) await rig.submit(one);
    rig.clock.ms = 59_999;
    const sent = await rig.send({ jobs: jobs(4) });
    expect(statusesOf(sent)).toEqual([...Array(3).fill('same, queued'), 'same, waitlisted']);
    expect(sent.json).toMatchObject({ submitted: 0, waitlisted: 0, deduplicated: 4, eta_seconds: 0 });
    expect([rig.used(), rig.rows().length]).toEqual([3, 4]);
  });

  test('as one that waits for a slot is called queued', async () => {
    const rig = batchRig({ plan: 'pro' }, { ...large, pro: { ...large.pro, inflightCap: 1 } });
    for (const one of jobs(2)) await rig.submit(one);
    expect(rig.rows().map(({ status }) => status)).toEqual(['queued', 'parked']);
    expect(statusesOf(await rig.send({ jobs: jobs(2) }))).toEqual(['same, queued', 'same, queued']);
  });

  test('as one of another batch, and a single capture as one of a batch', async () => {
    const rig = batchRig();
    const first = await rig.send({ jobs: jobs(2) });
    const second = await rig.send({ jobs: jobs(2) });
    expect(second.json.jobs.map((job) => 'token' in job && job.token)).toEqual(tokensOf(first));
    expect((await rig.submit(jobs(1)[0] ?? {})).token).toBe(tokensOf(first)[0]);
  });

  test('after a minute is a new one', async () => {
    const rig = batchRig();
    await rig.send({ jobs: jobs(1) });
    rig.clock.ms = 60_000;
    expect(statusesOf(await rig.send({ jobs: jobs(1) }))).toEqual(['queued']);
    expect(rig.used()).toBe(2);
  });

  test('as one that has failed does not count, and the new one takes its place', async () => {
    const rig = batchRig({ plan: 'pro' }, large);
    const first = await rig.submit(jobs(1)[0] ?? {});
    rig.service.captures.rows.set(first.token, someFailed({ token: first.token }));
    const sent = await rig.send({ jobs: jobs(2) });
    expect(statusesOf(sent)).toEqual(['queued', 'queued']);
    const again = await rig.send({ jobs: jobs(2) });
    expect(again.json.jobs.map((job) => 'token' in job && job.token)).toEqual(tokensOf(sent));
  });

  test('at the same instant, by itself and in batches, makes one capture and is charged once', async () => {
    const rig = batchRig({ plan: 'pro' }, large);
    const calls = [
      rig.send({ jobs: jobs(60) }),
      rig.send({ jobs: jobs(60).toReversed() }),
      ...jobs(10).map((one) => rig.submit(one)),
    ];
    await Promise.all(calls);
    expect(new Set(rig.rows().map(({ options }) => options.url)).size).toBe(60);
    expect([rig.rows().length, rig.used()]).toEqual([60, 60]);
    rig.expectExact();
  });

  test('at the same instant makes one capture, too, where the ones before are a minute old', async () => {
    const rig = batchRig({ plan: 'pro' }, large);
    await rig.send({ jobs: jobs(60) });
    rig.clock.ms = 60_000;
    await Promise.all([
      rig.send({ jobs: jobs(60) }),
      rig.send({ jobs: jobs(60).toReversed() }),
      ...jobs(10).map((one) => rig.submit(one)),
    ]);
    expect([rig.rows().length, rig.used()]).toEqual([120, 120]);
    rig.expectExact();
  });
});

describe('render slots', () => {
  test('are given to the first jobs, as many as the account may have; callers see all as queued', async () => {
    const rig = batchRig({ plan: 'pro' }, { ...large, pro: { ...large.pro, inflightCap: 4 } });
    const sent = await rig.send({ jobs: jobs(20) });
    const tokens = tokensOf(sent);
    expect(rig.service.queue.sent).toEqual(tokens.slice(0, 4));
    expect(tokens.map((token) => rig.service.captures.rows.get(token)?.status)).toEqual([
      ...Array(4).fill('queued'),
      ...Array(16).fill('parked'),
    ]);
    expect(new Set(statusesOf(sent))).toEqual(new Set(['queued']));
    expect(sent.json.submitted).toBe(20);
  });

  test('are given although the list does not show the new captures yet', async () => {
    const rig = batchRig();
    Object.assign(rig.service.captures, { standing: async () => [] });
    const sent = await rig.send({ jobs: jobs(5) });
    expect(rig.service.queue.sent).toEqual(tokensOf(sent).slice(0, 3));
  });

  test('that cannot be given now are given by the sweeper: the batch is accepted all the same', async () => {
    const rig = batchRig();
    rig.service.queue.broken = true;
    expect(statusesOf(await rig.send({ jobs: jobs(2) }))).toEqual(['queued', 'queued']);
    expect(rig.logged).toContain('capture_not_sent');
    rig.service.queue.broken = false;
    rig.clock.ms = 200_000;
    await rig.sweep();
    expect(rig.service.queue.sent).toHaveLength(2);
  });

  test.each([
    [0, 'standard'],
    [9, 'priority'],
  ])('with %d credits are in the %s queue', async (credit, lane) => {
    const rig = batchRig({ credit });
    await rig.send({ jobs: jobs(2) });
    expect(rig.service.queue.lanes).toEqual([lane, lane]);
  });
});

describe('eta_seconds', () => {
  test('is that of the last job, whose account’s captures take turns in the slots that there are', async () => {
    const rig = batchRig({ plan: 'pro' });
    // A usual render is 2 s, and the stage has 2 slots: four before it are two turns.
    expect((await rig.send({ jobs: jobs(5) })).json.eta_seconds).toBe(4 + 2);
    const rows = rig.rows().map((row) => ('dueAt' in row ? row.dueAt : 0) - row.createdAt);
    expect(rows.toSorted((a, b) => a - b)).toEqual([2_000, 3_000, 4_000, 5_000, 6_000]);
  });

  test('counts the waits of the jobs before, and what the account has under way', async () => {
    const rig = batchRig({ plan: 'pro', inflight: 2 });
    // 2 under way of 7 s each, then one of 2 + 6 s, in 2 slots; then 2 s and its own wait.
    const { json } = await rig.send({
      jobs: [
        { url, wait_time: 6 },
        { url: `${url}2`, wait_time: 3 },
      ],
    });
    expect(json.eta_seconds).toBe((14 + 8) / 2 + 2 + 3);
  });

  test('is not made longer by what is on the wait list, and is 0 when nothing is queued', async () => {
    const rig = batchRig();
    expect((await rig.send({ jobs: jobs(5) })).json.eta_seconds).toBe(2 + 2);
    expect((await rig.send({ jobs: jobs(1, 20) })).json.eta_seconds).toBe(0);
  });

  test('that cannot be made does not cost the batch', async () => {
    const rig = batchRig();
    rig.service.load.broken = true;
    expect((await rig.send({ jobs: jobs(1) })).json).toMatchObject({ submitted: 1, eta_seconds: 2 });
  });
});

describe('without an idempotency key', () => {
  test('nothing is kept of a batch', async () => {
    const rig = batchRig();
    await rig.send({ jobs: jobs(4) });
    expect(rig.journals()).toEqual([]);
  });

  test('the same body is another batch', async () => {
    const rig = batchRig();
    await rig.send({ jobs: jobs(1) });
    rig.clock.ms = 60_000;
    const sent = await rig.send({ jobs: jobs(1) });
    expect([sent.replay, rig.rows().length]).toEqual([undefined, 2]);
  });
});

describe('an idempotency key', () => {
  const body: Fields = { key: 'first-of-keys', idempotency_key: key, jobs: jobs(5) };

  test('answers the same body what was answered, byte for byte, and takes nothing', async () => {
    const rig = batchRig();
    const first = await rig.send(body);
    expect(first.replay).toBeUndefined();
    const before = JSON.stringify([rig.rows(), rig.profileNow(), rig.used()]);
    rig.clock.ms = 70_000;
    const again = await rig.send(body);
    expect(again).toEqual({ ...first, replay: 'same_body' });
    expect(again.text).toBe(first.text);
    expect(JSON.stringify([rig.rows(), rig.profileNow(), rig.used()])).toBe(before);
    expect(rig.service.queue.sent).toHaveLength(3);
  });

  test('answers another body the same, and says so', async () => {
    const rig = batchRig();
    const first = await rig.send(body);
    for (const other of [
      { ...body, jobs: jobs(4) },
      { ...body, hidpi: true },
      { ...body, jobs: 7, ratio: 'x' },
    ]) {
      expect(await rig.send(other)).toEqual({ ...first, replay: 'other_body' });
    }
    expect(rig.rows()).toHaveLength(5);
  });

  test('knows the body whichever of the account’s API keys it comes with', async () => {
    const rig = batchRig();
    await rig.send(body);
    expect((await rig.send({ ...body, key: 'another-of-keys' })).replay).toBe('same_body');
    const { key: _, ...withHeader } = body;
    expect((await rig.send(withHeader)).replay).toBe('same_body');
  });

  test('is its account’s own', async () => {
    const rig = batchRig();
    rig.service.accounts.profiles.set('account2', someProfile({ id: 'account2' }));
    const first = await rig.send(body);
    const others = await rig.send(body, 'account2');
    expect(others.replay).toBeUndefined();
    expect(tokensOf(others)).toHaveLength(5);
    expect(tokensOf(first)).not.toContain(tokensOf(others)[0]);
    expect((await rig.send(body, 'account2')).text).toBe(others.text);
    expect((await rig.send(body)).text).toBe(first.text);
  });

  test('is good for 24 hours, and then begins a new batch', async () => {
    const rig = batchRig({ plan: 'pro' });
    const first = await rig.send(body);
    rig.clock.ms = IDEMPOTENCY_MS - 1;
    expect((await rig.send(body)).replay).toBe('same_body');
    rig.clock.ms = IDEMPOTENCY_MS;
    const later = await rig.send({ ...body, jobs: jobs(3) });
    expect(later.replay).toBeUndefined();
    expect(tokensOf(first)).not.toContain(tokensOf(later)[0]);
    expect((await rig.send({ ...body, jobs: jobs(3) })).text).toBe(later.text);
    expect(rig.rows()).toHaveLength(8);
    rig.expectExact();
  });

  test('is not used up by a call that was refused as a whole', async () => {
    const rig = batchRig();
    expect((await rig.refusal(rig.send({ ...body, jobs: [] }))).code).toBe('invalid_parameter');
    expect(rig.journals()).toEqual([]);
    expect((await rig.send(body)).replay).toBeUndefined();
  });

  test('of the wrong shape is refused, and is none', async () => {
    const rig = batchRig();
    const error = await rig.refusal(rig.send({ ...body, idempotency_key: 'short' }));
    expect(error.details.fields).toEqual(['idempotency_key']);
  });

  test('beside others at the same time: each has its own answer, and together they take once', async () => {
    const rig = batchRig({ plan: 'pro' }, large);
    const keys = ['idempotency-key-1', 'idempotency-key-2', 'idempotency-key-3'];
    const all = await Promise.all(
      keys.map((one, at) =>
        rig.send({ idempotency_key: one, jobs: [...jobs(2), ...jobs(3, 10 * (at + 1))] }),
      ),
    );
    expect(rig.rows()).toHaveLength(2 + 9);
    expect(all.reduce((sum, { json }) => sum + json.submitted, 0)).toBe(11);
    expect(all.reduce((sum, { json }) => sum + json.deduplicated, 0)).toBe(4);
    for (const [at, one] of keys.entries()) {
      const again = await rig.send({ idempotency_key: one, jobs: [...jobs(2), ...jobs(3, 10 * (at + 1))] });
      expect(again.text).toBe(all[at]?.text);
    }
    rig.expectExact();
  });

  test('in ten calls at once makes one batch: the others are answered the same, or to ask again', async () => {
    const rig = batchRig();
    const calls = await Promise.allSettled(Array.from({ length: 10 }, () => rig.send(body)));
    const answers = calls.flatMap((call) => (call.status === 'fulfilled' ? [call.value] : []));
    expect(answers.filter(({ replay }) => replay === undefined)).toHaveLength(1);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    for (const call of calls) {
      if (call.status === 'rejected') expect(call.reason).toMatchObject({ code: 'idempotency_in_progress' });
    }
    expect(rig.rows()).toHaveLength(5);
    rig.expectExact();
  });

  test('whose first call still runs is answered to ask again, with either body', async () => {
    const rig = batchRig();
    const first = await stopAt(rig.service, { at: () => rig.journals().length > 0, when: 'before' }, () =>
      rig.send(body),
    );
    if (!('resume' in first)) throw new Error('it did not stop');
    expect(rig.journals()).toHaveLength(1);
    for (const retry of [body, { ...body, jobs: jobs(1) }]) {
      const error = await rig.refusal(rig.send(retry));
      expect(error.code).toBe('idempotency_in_progress');
      expect(error.details.retryAfter).toBeGreaterThan(0);
    }
    const { text } = await first.resume();
    expect(await rig.send(body)).toMatchObject({ text, replay: 'same_body' });
  });

  test('whose call failed half-way lets the retry go on at once', async () => {
    const rig = batchRig();
    const { createReserved } = rig.service.captures;
    let tries = 0;
    const failing = {
      ...rig.deps,
      captures: {
        ...rig.deps.captures,
        createReserved: (...given: Parameters<typeof createReserved>) => {
          tries += 1;
          if (tries === 1) throw new Error('the table is down');
          return createReserved(...given);
        },
      },
    };
    Object.assign(rig.deps, failing);
    await expect(rig.send(body)).rejects.toThrow('the table is down');
    const again = await rig.send(body);
    expect(statusesOf(again)).toEqual([...Array(3).fill('queued'), 'waitlisted', 'waitlisted']);
    rig.expectExact();
  });
});

/** One job of each fate; the account has a quota of 3, of which 1 is used by the capture that `found` finds. */
const found = { url: `${url}found`, wait_time: 0 };
const everyFate: Fields = {
  idempotency_key: key,
  jobs: [
    ...jobs(2),
    ...jobs(1),
    { url: 'http://10.0.0.1/' },
    found,
    ...jobs(4, 10),
    ...jobs(1, 20),
    ...jobs(1, 20),
  ],
};
const everyFateStatuses = [
  'queued',
  'queued',
  'same, queued',
  'invalid_url',
  'same, queued',
  'queued',
  'waitlisted',
  'waitlisted',
  'waitlisted',
  'waitlist_full',
  'waitlist_full',
];

const mixed = async () => {
  const rig = batchRig({ credit: 1 });
  await rig.submit(found);
  return { rig, body: everyFate, statuses: everyFateStatuses, made: 7 };
};
const pages = async () => {
  const rig = batchRig({ plan: 'pro' }, large);
  const body = { idempotency_key: key, jobs: jobs(100) };
  return { rig, body, statuses: Array<string>(100).fill('queued'), made: 100 };
};

describe.each([
  ['a job of each fate', mixed],
  ['more jobs than one transaction holds', pages],
])('a call that dies, with %s', (_, scenario) => {
  test.each(['before', 'after'] as const)(
    'right %s any of its steps is completed by a retry, with the same tokens and charged once',
    async (when) => {
      let steps = 0;
      let completed = 0;
      for (let at = 1; ; at += 1) {
        const { rig, body, statuses, made } = await scenario();
        const died = await stopAt(rig.service, { at, when }, () => rig.send(body));
        if ('answer' in died) break;
        steps += 1;
        const hint = `step ${at}`;
        const [journal] = rig.journals();
        const reserved = journal === undefined ? 0 : Number(journal['attempt']);
        const written = rig.rows().map(({ token }) => token);
        if (reserved > 0 && journal?.['state'] === 'open') {
          expect((await rig.refusal(rig.send(body))).code, hint).toBe('idempotency_in_progress');
          expect(
            rig.rows().map(({ token }) => token),
            hint,
          ).toEqual(written);
          rig.clock.ms += BATCH_LEASE_MS;
        }
        const retried = await rig.send(body);
        expect(statusesOf(retried), hint).toEqual(statuses);
        expect(rig.rows(), hint).toHaveLength(made);
        if (retried.replay === undefined && reserved > 0) completed += 1;
        // What the call that died had written is what the retry tells.
        const told = retried.json.jobs.map((job) => ('token' in job ? job.token : ''));
        expect(told, hint).toEqual(expect.arrayContaining(written));
        rig.expectExact();
        expect(rig.profileNow().inflight, hint).toBeLessThanOrEqual(50);
        // Any further call is answered the same.
        expect((await rig.send(body)).text, hint).toBe(retried.text);
        // All that holds a slot is sent, by the call, by its retry or by the sweeper.
        rig.clock.ms += 600_000;
        await rig.sweep();
        const queued = rig.rows().filter(({ status }) => status === 'queued');
        expect(queued.length, hint).toBeGreaterThan(0);
        for (const { token } of queued) expect(rig.service.queue.sent, hint).toContain(token);
        rig.expectExact();
      }
      expect(steps).toBeGreaterThan(9);
      expect(completed).toBeGreaterThan(2);
    },
    120_000,
  );

  test('again, in the retry, is completed by the next', async () => {
    let steps = 0;
    for (let at = 1; ; at += 1) {
      const { rig, body, statuses, made } = await scenario();
      await stopAt(rig.service, { at: () => rig.journals().length > 0, when: 'before' }, () =>
        rig.send(body),
      );
      rig.clock.ms += BATCH_LEASE_MS;
      const died = await stopAt(rig.service, { at, when: 'after' }, () => rig.send(body));
      if ('answer' in died) break;
      steps += 1;
      rig.clock.ms += BATCH_LEASE_MS;
      const last = await rig.send(body);
      expect(statusesOf(last), `step ${at}`).toEqual(statuses);
      expect(rig.rows()).toHaveLength(made);
      rig.expectExact();
    }
    expect(steps).toBeGreaterThan(9);
  });

  test.each(['before', 'after'] as const)(
    'but only was slow, right %s any of its steps, answers the same as the retry that overtook it',
    async (when) => {
      for (let at = 1; ; at += 1) {
        const { rig, body, statuses, made } = await scenario();
        const slow = await stopAt(rig.service, { at, when }, () => rig.send(body));
        if ('answer' in slow) break;
        rig.clock.ms += BATCH_LEASE_MS;
        const retried = await rig.send(body);
        const late = await slow.resume().catch((error: unknown) => error);
        const hint = `step ${at}`;
        if (late instanceof Error) expect(late, hint).toMatchObject({ code: 'idempotency_in_progress' });
        else expect((late as Sent).text, hint).toBe(retried.text);
        expect(statusesOf(retried), hint).toEqual(statuses);
        expect(rig.rows(), hint).toHaveLength(made);
        rig.expectExact();
        expect((await rig.send(body)).text, hint).toBe(retried.text);
      }
    },
    120_000,
  );
});

describe('a retry of a call that died', () => {
  /** A call that died right after it had reserved for its batch. */
  const reservedOnly = async (rig: Rig, body: Fields) => {
    const { begin } = rig.service.batches;
    Object.assign(rig.deps, {
      batches: {
        ...rig.service.batches,
        begin: async (...given: Parameters<typeof begin>) => {
          await begin(...given);
          return new Promise(() => undefined);
        },
      },
    });
    void rig.send(body);
    await new Promise((resolve) => setImmediate(resolve));
    Object.assign(rig.deps, { batches: rig.service.batches });
    expect(rig.journals()).toHaveLength(1);
  };
  const body: Fields = { idempotency_key: key, jobs: jobs(3) };

  test('is judged by the plan of the first call, which was charged for', async () => {
    const rig = batchRig({ plan: 'pro' });
    const png = { ...body, format: 'png' };
    await reservedOnly(rig, png);
    rig.change({ plan: 'free' });
    rig.clock.ms = BATCH_LEASE_MS;
    expect(statusesOf(await rig.send(png))).toEqual(Array(3).fill('queued'));
    rig.expectExact();
  });

  test('gives back what was reserved for a job that is refused now', async () => {
    const rig = batchRig();
    const own = 'http://127.0.0.1:4000/';
    Object.assign(rig.deps, { policy: outboundPolicy(['127.0.0.1:4000']) });
    const withOwn = { ...body, jobs: [...jobs(1), { url: own, wait_time: 0 }, ...jobs(1, 1)] };
    await reservedOnly(rig, withOwn);
    Object.assign(rig.deps, { policy: outboundPolicy([]) });
    rig.clock.ms = BATCH_LEASE_MS;
    expect(statusesOf(await rig.send(withOwn))).toEqual(['queued', 'invalid_url', 'queued']);
    expect(rig.used()).toBe(2);
    rig.expectExact();
  });

  test('finds the same request that came meanwhile: its capture does, and what the job took is given back', async () => {
    const rig = batchRig({ plan: 'pro' });
    await reservedOnly(rig, body);
    expect(rig.used()).toBe(3);
    const meanwhile = await rig.submit(jobs(1)[0] ?? {});
    expect(rig.used()).toBe(4);
    rig.clock.ms = BATCH_LEASE_MS;
    const sent = await rig.send(body);
    expect(statusesOf(sent)).toEqual(['same, queued', 'queued', 'queued']);
    expect(sent.json.jobs[0]).toMatchObject({ token: meanwhile.token });
    expect(rig.used()).toBe(3);
    rig.expectExact();
    expect((await rig.send(body)).text).toBe(sent.text);
  });

  test('with another body is not taken for one, and does not disturb it', async () => {
    const rig = batchRig();
    await reservedOnly(rig, body);
    rig.clock.ms = BATCH_LEASE_MS;
    expect((await rig.refusal(rig.send({ ...body, jobs: jobs(1) }))).code).toBe('idempotency_in_progress');
    expect(statusesOf(await rig.send(body))).toEqual(Array(3).fill('queued'));
  });

  test('by two at once is done by one of them', async () => {
    const rig = batchRig();
    await reservedOnly(rig, body);
    rig.clock.ms = BATCH_LEASE_MS;
    const both = await Promise.allSettled([rig.send(body), rig.send(body)]);
    const done = both.flatMap((call) => (call.status === 'fulfilled' ? [call.value] : []));
    expect(done).toHaveLength(1);
    expect(rig.rows()).toHaveLength(3);
    rig.expectExact();
  });

  test('that comes after 24 hours begins anew, and what was reserved is given back', async () => {
    const rig = batchRig();
    await reservedOnly(rig, body);
    expect(rig.used()).toBe(3);
    rig.clock.ms = IDEMPOTENCY_MS;
    const sent = await rig.send(body);
    expect(sent.replay).toBeUndefined();
    expect(rig.rows().map(({ status }) => status)).toEqual(Array(3).fill('queued'));
    expect(rig.used()).toBe(3);
    rig.expectExact();
  });
});
