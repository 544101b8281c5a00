import { describe, expect, test } from 'vitest';
import type { AccountProfile } from '../../functions/domain/account.ts';
import { ApiError, type ApiErrorCode } from '../../functions/domain/errors.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { createCapture } from '../../functions/usecases/create-capture.ts';
import {
  MONTH,
  NOON,
  plainKeyHasher,
  seededBytes,
  someFailed,
  someParked,
  somePlans,
  someProfile,
  someToken,
} from '../support/builders.ts';
import { memoryService } from '../support/memory-ports.ts';

const url = 'https://example.com/';

const setUp = (profile = someProfile()) => {
  const service = memoryService();
  /** Milliseconds that have passed. */
  const clock = { ms: 0 };
  service.accounts.profiles.set(profile.id, profile);
  const logged: [string, object | undefined][] = [];
  const deps = {
    ...service,
    policy: outboundPolicy(['127.0.0.1:4000']),
    resolver: { resolve: async () => ['93.184.216.34'] },
    plans: somePlans,
    keyHasher: plainKeyHasher,
    randomBytes: seededBytes('tokens'),
    now: () => NOON + clock.ms,
    log: (event: string, fields?: object) => {
      logged.push([event, fields]);
    },
  };
  /** Submits as a call does that saw the account otherwise than it is now. */
  const sendAs = async (seen: Partial<AccountProfile>, body: Record<string, unknown>) => {
    const account = await service.accounts.get(profile.id, MONTH);
    if (account === undefined) throw new Error('no account');
    return createCapture(deps, { ...account, ...seen }, body);
  };
  const send = (body: Record<string, unknown>) => sendAs({}, body);
  const statuses = (...tokens: string[]) => tokens.map((token) => service.captures.rows.get(token)?.status);
  let sent = 0;
  /** Submits what is not the same as anything before, and gives the new capture. */
  const submit = async (body: Record<string, unknown>) => {
    sent += 1;
    const own = typeof body['url'] === 'string' ? { ...body, url: `${body['url']}#${sent}` } : body;
    const { capture, deduplicated } = await send(own);
    if (deduplicated) throw new Error('it was no new capture');
    return capture;
  };
  const profileNow = () => service.accounts.profiles.get(profile.id);
  const used = () => service.accounts.usage.get(`${profile.id}/${MONTH}`) ?? 0;
  return { service, clock, send, sendAs, submit, statuses, logged, profileNow, used };
};

const refusal = async (attempt: Promise<unknown>): Promise<ApiError> => {
  const error = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ApiError) return error;
  throw new Error('nothing was refused', { cause: error });
};

describe('an accepted capture', () => {
  test('is stored, charged, counted as in flight and queued', async () => {
    const { service, submit, profileNow, used } = setUp();
    const queued = await submit({ url, wait_time: 1 });
    expect(service.captures.rows.get(queued.token)).toEqual(queued);
    expect(service.queue.sent).toEqual([queued.token]);
    expect(queued).toMatchObject({ status: 'queued', jobId: 1, attempt: 0, dueAt: NOON + 3_000 });
    expect(used()).toBe(1);
    expect(profileNow()).toMatchObject({ inflight: 1 });
  });

  test('takes quota first, then credits, then a place on the wait list, and is refused when that is full', async () => {
    const { service, submit, profileNow, used } = setUp(someProfile({ credit: 1 }));
    for (let i = 0; i < 3; i += 1) expect(await submit({ url })).toMatchObject({ charge: { from: 'quota' } });
    // Three render at the same time: what is paid for beyond that waits for its turn.
    expect(await submit({ url })).toMatchObject({ charge: { from: 'credit' }, status: 'parked' });
    for (let i = 0; i < 3; i += 1) {
      const waiting = await submit({ url });
      expect(waiting.status).toBe('waitlisted');
      expect(waiting).not.toHaveProperty('charge');
      expect(service.captures.rows.get(waiting.token)).toEqual(waiting);
    }
    const error = await refusal(submit({ url }));
    expect(error.code).toBe('waitlist_full');
    // 2026-11-23T12:00Z to 2026-12-01T00:00Z
    expect(error.details.retryAfter).toBe(7.5 * 24 * 3_600);
    expect(used()).toBe(3);
    expect(profileNow()).toMatchObject({ credit: 0, inflight: 3, parked: 1, waitlisted: 3 });
    expect(service.queue.sent).toHaveLength(3);
  });

  test('is paid for by the month in which it is created, whatever was left of the one before', async () => {
    const { service, clock, sendAs, profileNow } = setUp(someProfile({ credit: 1 }));
    service.accounts.usage.set(`account1/${MONTH}`, 3);
    // Admitted a moment before the turn of the month, from 2026-11-23T12:00Z, and created after it.
    clock.ms = 7.5 * 24 * 3_600_000 + 1;
    const { capture } = await sendAs({}, { url });
    expect(capture).toMatchObject({ status: 'queued', charge: { from: 'quota', month: '2026-12' } });
    expect(profileNow()).toMatchObject({ credit: 1 });
    expect(service.accounts.usage.get('account1/2026-12')).toBe(1);
  });

  test('two at once for the last of the quota: one of them takes a credit', async () => {
    const { submit, used, profileNow } = setUp(someProfile({ credit: 1 }));
    await submit({ url });
    await submit({ url });
    const both = await Promise.all([submit({ url }), submit({ url })]);
    expect(both.map((one) => 'charge' in one && one.charge.from).toSorted()).toEqual(['credit', 'quota']);
    expect(used()).toBe(3);
    expect(profileNow()).toMatchObject({ credit: 0 });
  });

  test('that cannot be sent now is accepted all the same: the sweeper sends what was never sent', async () => {
    const { service, submit, profileNow, used, logged } = setUp();
    service.queue.broken = true;
    const queued = await submit({ url });
    expect(queued.status).toBe('queued');
    expect([used(), profileNow()?.inflight]).toEqual([1, 1]);
    expect(logged.map(([event]) => event)).toEqual(['capture_not_sent', 'capture_created']);
  });
});

describe('while older captures wait to be paid for', () => {
  /** The quota is used up, and nothing renders any more. */
  const usedUp = async () => {
    const parts = setUp();
    const { service, submit } = parts;
    for (let i = 0; i < 3; i += 1) await submit({ url });
    const give = (changes: Partial<AccountProfile>) => {
      const profile = service.accounts.profiles.get('account1') ?? someProfile();
      service.accounts.profiles.set('account1', { ...profile, ...changes });
    };
    give({ inflight: 0 });
    const statusOf = ({ token }: { token: string }) => service.captures.rows.get(token)?.status;
    return { ...parts, give, statusOf };
  };

  test('a new one does not overtake them: what there is to pay with releases them first', async () => {
    const { service, submit, give, statusOf } = await usedUp();
    const [first, second] = [await submit({ url }), await submit({ url })];
    give({ credit: 1 });
    const third = await submit({ url });
    expect([first, second, third].map(statusOf)).toEqual(['queued', 'waitlisted', 'waitlisted']);
    expect(service.queue.sent.at(-1)).toBe(first.token);
  });

  test('a list that lags behind holds nobody up', async () => {
    const { service, submit, give } = await usedUp();
    const first = await submit({ url });
    give({ credit: 5 });
    service.captures.standing = async () => [first.token];
    expect((await submit({ url })).status).toBe('queued');
    expect((await submit({ url })).status).toBe('queued');
  });

  test('a new one is queued when all of them could be released', async () => {
    const { submit, give, statusOf } = await usedUp();
    const first = await submit({ url });
    give({ credit: 5 });
    expect((await submit({ url })).status).toBe('queued');
    expect(statusOf(first)).toBe('queued');
  });

  test('and all slots are taken, a new one waits for its turn behind those that were released', async () => {
    const { service, submit, give, statusOf } = await usedUp();
    const first = await submit({ url });
    give({ credit: 5, inflight: 2 });
    const second = await submit({ url });
    expect([first, second].map(statusOf)).toEqual(['queued', 'parked']);
    expect(service.queue.sent.at(-1)).toBe(first.token);
  });
});

describe('when all render slots of the account are taken', () => {
  const full = (changes: Partial<AccountProfile> = {}) => setUp(someProfile({ inflight: 3, ...changes }));

  test('a submit is never refused: it is paid for, and waits for its turn', async () => {
    const { service, submit, profileNow, used } = full();
    const parked = await submit({ url });
    expect(parked).toMatchObject({ status: 'parked', charge: { from: 'quota' } });
    expect(service.captures.rows.get(parked.token)).toEqual(parked);
    expect(service.queue.sent).toEqual([]);
    expect([used(), profileNow()?.inflight, profileNow()?.parked]).toEqual([1, 3, 1]);
  });

  test('it is expected after the account’s own captures, as many as render side by side', async () => {
    const { submit } = full({ inflight: 3, parked: 1 });
    // (3 + 1) captures of 7 s each in the 2 slots that there are, then its own 2 s and its wait.
    expect(await submit({ url, wait_time: 1 })).toMatchObject({ dueAt: NOON + (14 + 2 + 1) * 1_000 });
  });

  test('a new one does not overtake those that wait for a slot, though one is free', async () => {
    const { service, submit, statuses } = setUp(someProfile({ inflight: 2, parked: 1 }));
    const older = someParked({ token: someToken('o'), jobId: 0 });
    service.captures.rows.set(older.token, older);
    const newer = await submit({ url });
    expect(statuses(older.token, newer.token)).toEqual(['queued', 'parked']);
    expect(service.queue.sent).toEqual([older.token]);
  });

  test('in the eyes of a caller whose last holder left meanwhile and saw nobody who waits, it goes on at once', async () => {
    const { service, sendAs, statuses } = setUp();
    // The account as it was read at the start of the call; the slots were freed since.
    const { capture } = await sendAs({ inflight: 3 }, { url });
    expect(capture.status).toBe('parked');
    expect(statuses(capture.token)).toEqual(['queued']);
    expect(service.queue.sent).toEqual([capture.token]);
  });

  test('it goes on although the list does not show it yet', async () => {
    const { service, sendAs, statuses } = setUp();
    service.captures.standing = async () => [];
    const { capture } = await sendAs({ inflight: 3 }, { url });
    expect(statuses(capture.token)).toEqual(['queued']);
  });

  test('and cannot be looked after any more, it is accepted all the same: the sweeper sees to it', async () => {
    const { service, submit, logged } = full();
    const get = service.accounts.get.bind(service.accounts);
    let looks = 0;
    service.accounts.get = async (...asked) => {
      looks += 1;
      if (looks > 1) throw new Error('the table is down');
      return get(...asked);
    };
    expect((await submit({ url })).status).toBe('parked');
    expect(logged.map(([event]) => event)).toEqual(['account_not_taken_up', 'capture_created']);
  });

  test('many at once for the last slot: one of them gets it, and all are accepted', async () => {
    const { service, submit, profileNow } = setUp(someProfile({ plan: 'pro', inflight: 49 }));
    const all = await Promise.all(Array.from({ length: 6 }, () => submit({ url })));
    expect(profileNow()).toMatchObject({ inflight: 50, parked: 5 });
    expect(service.queue.sent).toHaveLength(1);
    expect(all.map(({ status }) => status).toSorted()).toEqual([...Array(5).fill('parked'), 'queued']);
  });
});

test.each([
  [0, 'standard'],
  [2, 'priority'],
])('with %d credits it goes by the %s queue', async (credit, lane) => {
  const { service, submit } = setUp(someProfile({ credit }));
  await submit({ url });
  expect(service.queue.lanes).toEqual([lane]);
});

describe('when something else fails', () => {
  test('an estimate that cannot be made does not cost the capture', async () => {
    const { service, submit } = setUp();
    service.load.broken = true;
    expect(await submit({ url, wait_time: 0 })).toMatchObject({ status: 'queued', dueAt: NOON + 2_000 });
  });
});

describe('the order of judgement', () => {
  test.each<[string, Record<string, unknown>, ApiErrorCode, readonly string[] | undefined]>([
    ['shape before url', { url: 'http://10.0.0.1/', ratio: 'x' }, 'invalid_parameter', ['ratio']],
    ['url before plan', { url: 'http://10.0.0.1/', format: 'png' }, 'invalid_url', undefined],
    [
      'url before callback_url',
      { url: 'http://10.0.0.1/', callback_url: 'https://10.0.0.1/' },
      'invalid_url',
      undefined,
    ],
    [
      'callback_url before plan',
      { url, callback_url: 'https://10.0.0.1/', format: 'png' },
      'invalid_callback_url',
      undefined,
    ],
    ['a custom port is for Pro', { url: 'https://example.com:8443/' }, 'pro_required', ['url']],
    ['a port no browser opens is for nobody', { url: 'https://example.com:22/' }, 'invalid_url', undefined],
  ])('%s', async (_, body, code, fields) => {
    const { service, submit, used } = setUp();
    const error = await refusal(submit(body));
    expect(error.code).toBe(code);
    expect(error.details.fields).toEqual(fields);
    expect(service.captures.rows.size).toBe(0);
    expect(used()).toBe(0);
  });

  test('a lapsed Pro is judged as free', async () => {
    const { submit } = setUp(someProfile({ plan: 'pro', proUntil: NOON }));
    expect((await refusal(submit({ url, format: 'png' }))).code).toBe('pro_required');
  });

  test('a preset may set what a free account may not send', async () => {
    const { submit } = setUp();
    expect((await submit({ url, preset: 'og' })).options).toMatchObject({
      viewport_width: 1280,
      output_size: 1200,
      crop_height: 630,
    });
  });

  test('a Pro account may', async () => {
    const { submit } = setUp(someProfile({ plan: 'pro' }));
    const options = { format: 'png', viewport_width: 400, wait_time: 30 };
    const made = await submit({ url: 'https://example.com:8443/', ...options });
    expect(made.options).toMatchObject(options);
  });

  test('a host that the deployer listed needs no plan', async () => {
    const { submit } = setUp();
    expect((await submit({ url: 'http://127.0.0.1:4000/demo' })).status).toBe('queued');
  });

  test('a refused address is vague to the caller and exact in the log', async () => {
    const { submit, logged } = setUp();
    const error = await refusal(submit({ url: 'http://169.254.169.254/latest/meta-data?x=1' }));
    expect(error.details.detail).not.toContain('169');
    expect(logged).toEqual([['url_refused', { account: 'account1', verdict: 'DENY_IP' }]]);
  });
});

test('a secret without a place to send it to is said to have no effect', async () => {
  const { submit } = setUp();
  const made = await submit({ url, callback_secret: 'x', colour: 1 });
  expect(made.warnings).toEqual([
    'Unknown fields were ignored: colour.',
    'callback_secret has no effect without callback_url.',
  ]);
});

describe('the same request within a minute', () => {
  const options = { url: 'https://EXAMPLE.com:443/a', output_size: 640, wait_time: 0 };

  test('does not give an account that has become Pro the marked picture of a moment ago', async () => {
    const { send, sendAs, service } = setUp();
    const framed = { url, frame: 'laptop' };
    const free = await send(framed);
    expect(service.captures.rows.get(free.capture.token)?.options.marked).toBe(true);
    expect((await send(framed)).deduplicated).toBe(true);
    const pro = await sendAs({ plan: 'pro' }, framed);
    expect(pro.deduplicated).toBe(false);
    expect(service.captures.rows.get(pro.capture.token)?.options).not.toHaveProperty('marked');
  });

  test('gives the capture that there is, without a charge', async () => {
    const { send, service, clock, used } = setUp();
    const first = await send(options);
    clock.ms = 59_999;
    const again = await send({ ...options, url: 'https://example.com/a', colour: 1 });
    expect(again).toMatchObject({
      deduplicated: true,
      capture: { token: first.capture.token },
      warnings: ['Unknown fields were ignored: colour.'],
    });
    expect([used(), service.queue.sent.length, service.captures.rows.size]).toEqual([1, 1, 1]);
  });

  test('comes before quota: it is answered when nothing is left', async () => {
    const { send, submit } = setUp();
    const first = await send(options);
    for (let i = 0; i < 5; i += 1) await submit({ url });
    expect((await refusal(submit({ url }))).code).toBe('waitlist_full');
    expect((await send(options)).capture.token).toBe(first.capture.token);
  });

  test('counts from the first creation, and then makes a new one', async () => {
    const { send, clock, used } = setUp();
    const first = await send(options);
    clock.ms = 30_000;
    expect((await send(options)).deduplicated).toBe(true);
    clock.ms = 60_000;
    const later = await send(options);
    expect(later.deduplicated).toBe(false);
    expect(later.capture.token).not.toBe(first.capture.token);
    expect(used()).toBe(2);
  });

  test('does not count when the capture has failed', async () => {
    const { send, service } = setUp();
    const { capture } = await send(options);
    service.captures.rows.set(capture.token, someFailed({ token: capture.token }));
    const second = await send(options);
    expect(second).toMatchObject({ deduplicated: false });
    expect((await send(options)).capture.token).toBe(second.capture.token);
  });

  test('at the same instant makes one capture', async () => {
    const { send, used, service } = setUp(someProfile({ plan: 'pro' }));
    const all = await Promise.all(Array.from({ length: 20 }, () => send(options)));
    expect(new Set(all.map(({ capture }) => capture.token)).size).toBe(1);
    expect(all.filter(({ deduplicated }) => !deduplicated)).toHaveLength(1);
    expect([used(), service.queue.sent.length]).toEqual([1, 1]);
  });

  test('at the same instant makes one capture, too, where the one before it is a minute old', async () => {
    const { send, clock, used } = setUp(someProfile({ plan: 'pro' }));
    const old = await send(options);
    clock.ms = 60_000;
    const all = await Promise.all(Array.from({ length: 20 }, () => send(options)));
    expect(new Set(all.map(({ capture }) => capture.token)).size).toBe(1);
    expect(all[0]?.capture.token).not.toBe(old.capture.token);
    expect(used()).toBe(2);
  });

  test.each([
    ['another option', { output_size: 320 }],
    ['another address', { url: 'https://example.com/b' }],
    ['another fragment', { url: 'https://example.com/a#b' }],
  ])('is not one with %s', async (_, change) => {
    const { send } = setUp();
    await send(options);
    expect((await send({ ...options, ...change })).deduplicated).toBe(false);
  });

  test('is one whether an option has its default or was sent', async () => {
    const { send } = setUp();
    const first = await send({ url, preset: 'og' });
    const same = { url, viewport_width: 1280, preset: 'og', hidpi: false };
    expect((await send(same)).capture.token).toBe(first.capture.token);
  });

  test('is another one of another account', async () => {
    const { send } = setUp();
    const other = setUp(someProfile({ id: 'account2' }));
    const first = await send(options);
    const second = await other.send(options);
    expect(second.deduplicated).toBe(false);
    expect(second.capture.accountId).not.toBe(first.capture.accountId);
  });
});
