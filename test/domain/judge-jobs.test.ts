import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlanName } from '../../functions/domain/account.ts';
import { admitCapture } from '../../functions/domain/admit-capture.ts';
import { askedOptions } from '../../functions/domain/asked-options.ts';
import type { ApiError } from '../../functions/domain/errors.ts';
import { jointRules } from '../../functions/domain/joint-rules.ts';
import { type JobVerdict, judgeJobs } from '../../functions/domain/judge-jobs.ts';
import { judgeTarget, targetHost } from '../../functions/domain/judge-target.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { type Fields, readRequest } from '../../functions/domain/read-request.ts';
import { batchRequest } from '../../functions/domain/submit-request.ts';

const policy = outboundPolicy([]);
const url = 'https://example.com/';

/** The verdicts about the jobs of a body, as JSON text or as an object. */
const judge = (body: string | Fields, plan: PlanName = 'pro') => {
  const parsed: Fields = typeof body === 'string' ? JSON.parse(body) : JSON.parse(JSON.stringify(body));
  const refused: string[] = [];
  const verdicts = judgeJobs(
    { policy, plan, onRefused: (verdict) => refused.push(verdict) },
    readRequest(batchRequest, parsed, { alsoKnown: ['key'] }),
  );
  return { verdicts, refused };
};

const optionsOf = (verdict: JobVerdict | undefined) =>
  verdict !== undefined && 'options' in verdict ? verdict.options : undefined;
const warningsOf = (verdict: JobVerdict | undefined) =>
  verdict !== undefined && 'options' in verdict ? verdict.warnings : undefined;
const errorOf = (verdict: JobVerdict | undefined) =>
  verdict !== undefined && 'error' in verdict ? verdict.error : undefined;
/** The code of an error with its fields, or `ok`. */
const outcome = (verdict: JobVerdict) => {
  const error = errorOf(verdict);
  return error === undefined ? 'ok' : [error.code, ...(error.details.fields ?? [])].join(' ');
};

describe('the options of the top level are the defaults of the jobs', () => {
  test.each<[string, Fields, Fields, Fields]>([
    ['as they are', { viewport_width: 390, hidpi: true }, {}, { viewport_width: 390, hidpi: true }],
    [
      'overridden by the job',
      { viewport_width: 390, hidpi: true },
      { viewport_width: 768 },
      { viewport_width: 768, hidpi: true },
    ],
    [
      'overridden by what is the default without a batch',
      { hidpi: true, wait_time: 1 },
      { hidpi: false, wait_time: 5 },
      { hidpi: false, wait_time: 5 },
    ],
    ['without those that nobody sent', {}, {}, { viewport_width: 1280, wait_time: 5, ratio: '16:9' }],
    ['by an alias above', { wait: 1, full_page: true }, {}, { wait_time: 1, fullpage: true }],
    [
      'by an alias above, overridden by the option',
      { wait: 1, full_page: true },
      { wait_time: 2, fullpage: false },
      { wait_time: 2, fullpage: false },
    ],
    [
      'by the option above, overridden by an alias',
      { wait_time: 1, fullpage: true },
      { wait: 2, full_page: false },
      { wait_time: 2, fullpage: false },
    ],
    ['by an alias on either level', { wait: 1 }, { wait: 2 }, { wait_time: 2 }],
    [
      'where the option goes before its alias on each level',
      { wait: 1, wait_time: 2 },
      { wait: 3, wait_time: 4 },
      { wait_time: 4 },
    ],
    // Raw: a preset of the top level is filled in after the job has overridden what it wants.
    [
      'a preset, whose height a job replaces',
      { preset: 'og' },
      { ratio: '1:1' },
      { output_size: 1200, ratio: '1:1' },
    ],
    [
      'a preset, which a job replaces',
      { preset: 'og' },
      { preset: 'tablet' },
      { viewport_width: 768, output_size: 768, crop_height: 1024 },
    ],
    [
      'a ratio, which replaces the height of the preset of a job',
      { ratio: '1:1' },
      { preset: 'og' },
      { output_size: 1200, ratio: '1:1' },
    ],
  ])('%s: %j and %j', (_, top, job, options) => {
    const { verdicts } = judge({ ...top, jobs: [{ url, ...job }] });
    expect(verdicts.map(outcome)).toEqual(['ok']);
    expect(optionsOf(verdicts[0])).toMatchObject(options);
  });

  test('a preset of which nothing is left for a job', () => {
    const { verdicts } = judge({
      preset: 'og',
      jobs: [
        { url, preset: '' },
        { url, ratio: '1:1' },
      ],
    });
    expect(verdicts.map((verdict) => optionsOf(verdict)?.crop_height)).toEqual([undefined, undefined]);
    expect(verdicts.map((verdict) => optionsOf(verdict)?.output_size)).toEqual([undefined, 1200]);
  });

  test('the url too', () => {
    const { verdicts } = judge({
      url: 'https://example.com/above',
      jobs: [{}, { url: 'https://example.com/own' }, { url: null }],
    });
    expect(verdicts.map((verdict) => optionsOf(verdict)?.url)).toEqual([
      'https://example.com/above',
      'https://example.com/own',
      undefined,
    ]);
    expect(verdicts.map(outcome)).toEqual(['ok', 'ok', 'invalid_parameter url']);
  });

  test('an object or an array of a job takes the place of the one above, as a whole', () => {
    const above = { http_auth: { user: 'a', pass: 'b' }, cookies: [{ name: 'a', value: 'b' }] };
    const { verdicts } = judge({
      ...above,
      jobs: [
        { url, http_auth: { user: 'c' } },
        { url, cookies: [{}] },
      ],
    });
    expect(verdicts.map(outcome)).toEqual(['invalid_parameter http_auth', 'invalid_parameter cookies']);
  });

  test('a default of the top level is judged with each job, by the rules about several options', () => {
    const { verdicts } = judge({
      cookies: [{ name: 'a', value: 'b', domain: 'example.com' }],
      selector: 'main',
      jobs: [
        { url: 'https://example.net/' },
        { url: 'https://example.net/', cookies: [], format: 'pdf' },
        { url: 'https://example.net/', format: 'pdf' },
      ],
    });
    expect(errorOf(verdicts[0])?.details.fields).toEqual(['cookies']);
    expect(errorOf(verdicts[1])?.details.fields).toEqual(['selector']);
    expect(errorOf(verdicts[2])?.details.fields?.toSorted()).toEqual(['cookies', 'selector']);
  });
});

describe('fields of the top level only', () => {
  const topLevelOnly = {
    key: 'aB3kR7mZx9Lq',
    callback_url: 'https://hooks.example.net/',
    callback_secret: 'secret',
    idempotency_key: '2f1c9e0a-6d5b-4c52-9a53-1f0f6b0c7f11',
  };

  test('are no defaults of the jobs', () => {
    const { verdicts } = judge({ ...topLevelOnly, jobs: [{ url }] });
    expect(verdicts.map(optionsOf)).toEqual(judge({ jobs: [{ url }] }).verdicts.map(optionsOf));
    expect(warningsOf(verdicts[0])).toEqual([]);
  });

  test.each(Object.entries({ ...topLevelOnly, jobs: [{ url }] }))(
    '%s in a job is ignored, with a warning',
    (field, value) => {
      const { verdicts } = judge({
        jobs: [
          { url, [field]: value },
          { url, [field]: null },
        ],
      });
      for (const verdict of verdicts) {
        expect(optionsOf(verdict)).toEqual(optionsOf(judge({ jobs: [{ url }] }).verdicts[0]));
        expect(warningsOf(verdict)).toEqual([`Unknown fields were ignored: ${field}.`]);
      }
    },
  );
});

describe('unknown fields', () => {
  test('of a job are named on this job', () => {
    const { verdicts } = judge({
      jobs: [{ url }, { url, colour: 1 }, { url, size: 2, cookies: [], Url: 1 }],
    });
    expect(verdicts.map(warningsOf)).toEqual([
      [],
      ['Unknown fields were ignored: colour.'],
      ['Unknown fields were ignored: size, Url.'],
    ]);
  });

  test('of the top level are named on each job', () => {
    const { verdicts } = judge({ colour: 1, jobs: [{ url }, { url, size: 2 }] });
    expect(verdicts.map(warningsOf)).toEqual([
      ['Unknown fields were ignored: colour.'],
      ['Unknown fields were ignored: colour.', 'Unknown fields were ignored: size.'],
    ]);
  });

  test.each([
    ['in a job', `{"jobs":[{"url":"${url}","__proto__":{"hidpi":true}}]}`],
    ['in a job, beside an alias', `{"jobs":[{"url":"${url}","wait":5,"__proto__":{"hidpi":true}}]}`],
    ['above', `{"__proto__":{"hidpi":true},"jobs":[{"url":"${url}"}]}`],
    ['above, beside an alias', `{"wait":5,"__proto__":{"hidpi":true},"jobs":[{"url":"${url}"}]}`],
  ])('a prototype %s is nothing but an unknown field', (_, body) => {
    const [verdict] = judge(body).verdicts;
    expect(optionsOf(verdict)).toStrictEqual(optionsOf(judge({ jobs: [{ url }] }).verdicts[0]));
    expect(warningsOf(verdict)).toEqual(['Unknown fields were ignored: __proto__.']);
    expect({}).not.toHaveProperty('hidpi');
  });

  test('a url from a prototype is none', () => {
    const { verdicts } = judge(`{"__proto__":{"url":"${url}"},"jobs":[{},{"__proto__":{"url":"${url}"}}]}`);
    expect(verdicts.map(outcome)).toEqual(['invalid_parameter url', 'invalid_parameter url']);
  });
});

describe('a bad job is its own error, and nobody else’s', () => {
  test('whatever is wrong, in the order of the jobs', () => {
    const jobs = [
      { url: 'https://example.com/0' },
      { url, wait_time: 31, ratio: 'x' },
      { url: 'http://10.0.0.1/' },
      { url, format: 'png' },
      { url: 'https://example.com:8443/', viewport_width: 400 },
      {},
      { url: 'http://10.0.0.1/', wait_time: 31 },
      { url: 'http://10.0.0.1/', format: 'png' },
      { url: 'https://example.com/8' },
    ];
    const { verdicts, refused } = judge({ jobs }, 'free');
    expect(verdicts.map(outcome)).toEqual([
      'ok',
      'invalid_parameter ratio wait_time',
      'invalid_url',
      'pro_required format',
      'pro_required url viewport_width',
      'invalid_parameter url',
      // Shape before URL before plan, in each.
      'invalid_parameter wait_time',
      'invalid_url',
      'ok',
    ]);
    expect([0, 8].map((index) => optionsOf(verdicts[index])?.url)).toEqual([
      'https://example.com/0',
      'https://example.com/8',
    ]);
    expect(refused).toEqual(['DENY_IP', 'DENY_IP']);
  });

  test('a refused address is told exactly to the log alone', () => {
    const { verdicts, refused } = judge({ jobs: [{ url: 'http://169.254.169.254/latest' }] });
    expect(refused).toEqual(['DENY_IP']);
    expect(errorOf(verdicts[0])?.code).toBe('invalid_url');
    expect(errorOf(verdicts[0])?.details.detail).not.toMatch(/169|private|DENY/);
  });

  test.each(['null', '"https://example.com/"', '7', 'true', '[]', `[{"url":"${url}"}]`, '[[]]'])(
    'a job that is %s, also when the top level has a url',
    (job) => {
      const { verdicts } = judge(`{"url":"${url}","jobs":[{},${job},{}]}`);
      expect(verdicts.map((verdict) => errorOf(verdict)?.code)).toEqual([
        undefined,
        'invalid_parameter',
        undefined,
      ]);
      expect(errorOf(verdicts[1])?.details.detail).toContain('must be an object');
    },
  );

  test('an object 10,000 levels deep', () => {
    const deep = `${'{"a":'.repeat(9_999)}{}${'}'.repeat(9_999)}`;
    expect(judge(`{"jobs":[${deep},{"url":"${url}"}]}`).verdicts.map(outcome)).toEqual([
      'invalid_parameter url',
      'ok',
    ]);
  });
});

describe('any jobs at all', () => {
  test('5,000 jobs keep their order, with every thousandth one refused', () => {
    const jobs = Array.from({ length: 5_000 }, (_, index) =>
      index % 1_000 === 999 ? null : { url: `${url}${index}`, wait: index % 31 },
    );
    const { verdicts } = judge({ hidpi: true, jobs });
    expect(verdicts).toHaveLength(5_000);
    verdicts.forEach((verdict, index) => {
      const options = optionsOf(verdict);
      expect(options && { url: options.url, wait_time: options.wait_time, hidpi: options.hidpi }).toEqual(
        jobs[index] ? { url: `${url}${index}`, wait_time: index % 31, hidpi: true } : undefined,
      );
    });
  });

  test('each is judged as the top level and the job would be, merged as they were sent', () => {
    const awkward = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom('http://10.0.0.1/', 'png', 'x'));
    const mostly = <T>(...right: T[]) =>
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom<unknown>(...right) },
        { weight: 1, arbitrary: awkward },
      );
    const fields: fc.Arbitrary<Fields> = fc.record(
      {
        url: mostly(url, url, 'http://10.0.0.1/'),
        preset: mostly('', 'og', 'desktop'),
        ratio: mostly('1:1', '16:9'),
        fullpage: mostly(true, false),
        format: mostly('jpg', 'jpg', 'png'),
        selector: mostly('', 'main'),
        wait: mostly(0, 3),
        wait_time: mostly(1, 9),
        cookies: mostly<unknown>([], [{ name: 'a', value: 'b', domain: 'example.org' }]),
        ['__proto__']: awkward,
      },
      { requiredKeys: [] },
    );
    // The contract's own words, without the short cut that spares a default from being parsed with each job.
    const merged = (top: Fields, job: Fields): unknown => {
      const underOwnName = ({ wait, ...rest }: Fields) =>
        wait === undefined ? rest : { wait_time: wait, ...rest };
      const body = { ...underOwnName(top), ...underOwnName(job) };
      try {
        const request = readRequest(askedOptions, body, { rules: jointRules(targetHost(policy)) });
        const target = judgeTarget(policy, request.fields.url, () => undefined);
        return admitCapture('free', request, target);
      } catch (error) {
        return (error as ApiError).code;
      }
    };
    const isRight = (top: Fields): boolean => {
      try {
        readRequest(batchRequest, { ...top, jobs: [{}] });
        return true;
      } catch {
        return false;
      }
    };
    let judged = 0;
    fc.assert(
      fc.property(fields.filter(isRight), fc.array(fields, { minLength: 1, maxLength: 5 }), (top, jobs) => {
        const { verdicts } = judge({ ...top, jobs }, 'free');
        judged += verdicts.filter((verdict) => 'options' in verdict).length;
        expect(
          verdicts.map((verdict) => ('error' in verdict ? verdict.error.code : verdict.options)),
        ).toEqual(jobs.map((job) => merged(top, job)));
      }),
      { numRuns: 2_000, seed: 20_261_124 },
    );
    expect(judged).toBeGreaterThan(100);
  });
});

describe('a body that is made to be dear', () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, 1]));

  test('unknown fields of the top level are looked at once, not with each job', () => {
    const jobs = Array.from({ length: 5_000 }, () => ({ url }));
    const { verdicts } = judge({ ...many(200_000), jobs });
    expect(verdicts).toHaveLength(5_000);
    expect(warningsOf(verdicts[4_999])).toEqual([expect.stringContaining('and 199990 more')]);
  });

  test('a default of megabytes is parsed once, not with each job', () => {
    const cookies = Array.from({ length: 50 }, (_, i) => ({ name: `c${i}`, value: 'x'.repeat(4_000) }));
    const jobs = Array.from({ length: 75 }, () => ({ url }));
    expect(new Set(judge({ cookies, jobs }).verdicts.map(outcome))).toEqual(new Set(['ok']));
    // A gigabyte in all, which nobody could store: the call is refused before it is written out.
    const all = Array.from({ length: 5_000 }, () => ({ url }));
    expect(() => judge({ cookies, jobs: all })).toThrow(
      expect.objectContaining({ code: 'invalid_parameter' }),
    );
  });

  test('more unknown fields than a call takes arguments are named all the same', () => {
    const http_auth = { user: 'u', pass: 'p', ...many(300_000) };
    const request = readRequest(batchRequest, { http_auth, jobs: [{ url }] });
    expect(request.warnings).toEqual([expect.stringContaining('http_auth.x0, http_auth.x1')]);
  });

  test('a million cookies are refused as too many, without a word about each', () => {
    const cookies = Array.from({ length: 1_000_000 }, () => 1);
    expect(outcome(judge({ jobs: [{ url, cookies }] }).verdicts[0] as JobVerdict)).toBe(
      'invalid_parameter cookies',
    );
  });
});
