import { describe, expect, test } from 'vitest';
import { ApiError } from '../../functions/domain/errors.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import type { Fields } from '../../functions/domain/read-request.ts';
import { judgeBatch } from '../../functions/usecases/judge-batch.ts';
import { MONTH, NOON, somePlans, someProfile } from '../support/builders.ts';

const url = 'https://example.com/';
const someJobs = (count: number) => Array.from({ length: count }, (_, index) => ({ url: `${url}${index}` }));

const free = { ...someProfile(), month: MONTH, quotaUsed: 0 };
const pro = { ...free, plan: 'pro' } as const;

const setUp = (plans = somePlans) => {
  const logged: [string, object | undefined][] = [];
  const asked: string[] = [];
  const deps = {
    policy: outboundPolicy([]),
    plans,
    now: () => NOON,
    resolver: {
      resolve: async (host: string) => {
        asked.push(host);
        return [host === 'inside.example.net' ? '10.0.0.7' : '93.184.216.34'];
      },
    },
    log: (event: string, fields?: object) => {
      logged.push([event, fields]);
    },
  };
  return { deps, logged, asked };
};

const refusalOf = async (attempt: Promise<unknown>): Promise<ApiError> => {
  const error = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ApiError) return error;
  throw new Error('nothing was refused', { cause: error });
};
const refusal = (body: Fields, account: typeof free | typeof pro = free, plans = somePlans) =>
  refusalOf(judgeBatch(setUp(plans).deps, account, body));

describe('a batch is refused as a whole', () => {
  test.each<[string, Fields, string[]]>([
    ['no jobs', {}, ['jobs']],
    ['an empty array of jobs', { jobs: [] }, ['jobs']],
    ['null for jobs', { jobs: null }, ['jobs']],
    ['one job instead of an array', { jobs: { url } }, ['jobs']],
    ['text for jobs', { jobs: url }, ['jobs']],
    ['a bad default', { jobs: [{ url }], wait_time: 31 }, ['wait_time']],
    [
      'a bad default that each job overrides',
      { jobs: [{ url, wait_time: 1 }], wait_time: 31 },
      ['wait_time'],
    ],
    ['a bad default under an alias', { jobs: [{ url }], wait: 'x', full_page: 1 }, ['fullpage', 'wait_time']],
    ['a bad default url', { url: 7, jobs: [{ url }] }, ['url']],
    ['a bad callback_secret', { jobs: [{ url }], callback_secret: 'x'.repeat(256) }, ['callback_secret']],
    ['a bad callback_url', { jobs: [{ url }], callback_url: null }, ['callback_url']],
    ['a bad idempotency_key', { jobs: [{ url }], idempotency_key: 'short' }, ['idempotency_key']],
    [
      'all of it at once',
      { jobs: [], idempotency_key: 1, callback_url: 2, callback_secret: 3, format: 4, cookies: 5 },
      ['callback_secret', 'callback_url', 'cookies', 'format', 'idempotency_key', 'jobs'],
    ],
  ])('for its shape: %s', async (_, body, fields) => {
    const error = await refusal(body);
    expect(error.code).toBe('invalid_parameter');
    expect(error.details.fields?.toSorted()).toEqual(fields);
  });

  test('for where its results are to be sent', async () => {
    const jobs = [{ url }];
    expect((await refusal({ jobs, callback_url: 'http://hooks.example.net/' })).code).toBe(
      'invalid_callback_url',
    );
    expect((await refusal({ jobs, callback_url: 'https://10.0.0.1/' })).code).toBe('invalid_callback_url');
    expect((await refusal({ jobs, callback_url: 'https://inside.example.net/' })).code).toBe(
      'invalid_callback_url',
    );
  });

  test.each([
    [501, free, 'pro_required', ['jobs']],
    [5_000, free, 'pro_required', ['jobs']],
    [5_001, free, 'batch_too_large', undefined],
    [5_001, pro, 'batch_too_large', undefined],
    [501, { ...pro, proUntil: NOON }, 'pro_required', ['jobs']],
  ] as const)('for its size: %d jobs of %o -> %s', async (count, account, code, fields) => {
    const error = await refusal({ jobs: someJobs(count) }, account);
    expect(error.code).toBe(code);
    expect(error.details.fields).toEqual(fields);
  });

  test.each([
    [500, free],
    [501, pro],
    [5_000, pro],
    [501, { ...pro, proUntil: NOON + 1 }],
  ] as const)('and not for its size: %d jobs of %o', async (count, account) => {
    const verdicts = await judgeBatch(setUp().deps, account, { jobs: someJobs(count) });
    expect(verdicts).toHaveLength(count);
    expect(verdicts.filter((verdict) => 'error' in verdict)).toEqual([]);
  });

  test('for its size, by the figures of the deployment, which the answer names', async () => {
    const plans = { free: { ...somePlans.free, batchLimit: 2 }, pro: { ...somePlans.pro, batchLimit: 3 } };
    expect(await judgeBatch(setUp(plans).deps, free, { jobs: someJobs(2) })).toHaveLength(2);
    const tooManyForFree = await refusal({ jobs: someJobs(3) }, free, plans);
    expect(tooManyForFree.code).toBe('pro_required');
    expect(tooManyForFree.details.detail).toMatch(/jobs.*\b2\b/);
    const tooMany = await refusal({ jobs: someJobs(4) }, free, plans);
    expect(tooMany.code).toBe('batch_too_large');
    expect(tooMany.details.detail).toMatch(/\b3\b/);
  });
});

describe('the order of judgement', () => {
  const everythingWrong = { jobs: someJobs(501), callback_url: 'https://10.0.0.1/', ratio: 'x' };

  test('shape, then where the results go, then the plan', async () => {
    expect((await refusal(everythingWrong)).code).toBe('invalid_parameter');
    const { ratio: _, ...shapely } = everythingWrong;
    expect((await refusal(shapely)).code).toBe('invalid_callback_url');
    const { callback_url: __, ...public_ } = shapely;
    expect((await refusal(public_)).code).toBe('pro_required');
  });

  test('nothing is resolved for a batch that is refused before', async () => {
    const { deps, asked } = setUp();
    const callback = { callback_url: 'https://hooks.example.net/' };
    await refusalOf(judgeBatch(deps, free, { ...callback, jobs: [], ratio: 'x' }));
    await refusalOf(judgeBatch(deps, free, { ...callback, jobs: someJobs(5_001) }));
    expect(asked).toEqual([]);
    await judgeBatch(deps, free, { ...callback, jobs: someJobs(2) });
    expect(asked).toEqual(['hooks.example.net']);
  });
});

describe('a batch of the right shape', () => {
  test('has a verdict about each job, in input order', async () => {
    const { deps, logged } = setUp();
    const jobs = [
      { url },
      null,
      { url: 'http://10.0.0.1/' },
      { url, format: 'png' },
      { url, wait_time: 99 },
      {},
    ];
    const verdicts = await judgeBatch(deps, free, { key: 'aB3kR7mZx9Lq', hidpi: true, jobs });
    expect(verdicts).toMatchObject([
      { options: { url, hidpi: true }, warnings: [] },
      { error: { code: 'invalid_parameter' } },
      { error: { code: 'invalid_url' } },
      { error: { code: 'pro_required', details: { fields: ['format'] } } },
      { error: { code: 'invalid_parameter', details: { fields: ['wait_time'] } } },
      { error: { code: 'invalid_parameter', details: { fields: ['url'] } } },
    ]);
    expect(logged).toEqual([['url_refused', { account: 'account1', verdict: 'DENY_IP' }]]);
  });

  test('is judged by the plan that counts now', async () => {
    const jobs = [{ url, format: 'png' }];
    const verdictsOf = (account: typeof free | typeof pro) => judgeBatch(setUp().deps, account, { jobs });
    expect(await verdictsOf(pro)).toMatchObject([{ options: { format: 'png' } }]);
    expect(await verdictsOf({ ...pro, proUntil: NOON })).toMatchObject([{ error: { code: 'pro_required' } }]);
  });

  test('is judged by another plan where one is given: that of the call which it completes', async () => {
    const jobs = [{ url, format: 'png' }];
    expect(await judgeBatch(setUp().deps, free, { jobs }, 'pro')).toMatchObject([
      { options: { format: 'png' } },
    ]);
    expect(await judgeBatch(setUp().deps, pro, { jobs }, 'free')).toMatchObject([
      { error: { code: 'pro_required' } },
    ]);
    expect(await judgeBatch(setUp().deps, free, { jobs: someJobs(501) }, 'pro')).toHaveLength(501);
  });

  test('has Pro options at the top level judged job by job', async () => {
    const verdicts = await judgeBatch(setUp().deps, free, {
      format: 'png',
      jobs: [{ url }, { url, format: 'jpg' }],
    });
    expect(verdicts).toMatchObject([
      { error: { code: 'pro_required', details: { fields: ['format'] } } },
      { options: { format: 'jpg' } },
    ]);
  });
});
