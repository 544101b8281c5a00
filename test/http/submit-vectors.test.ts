import { beforeAll, describe, expect, test } from 'vitest';
import vectors from '../fixtures/ssrf-vectors.json' with { type: 'json' };
import { memoryApi } from '../support/memory-api.ts';

let api: Awaited<ReturnType<typeof memoryApi>>;
beforeAll(async () => {
  api = await memoryApi();
});

const submit = vectors.filter(({ stage }) => stage === 'submit') as {
  readonly id: string;
  readonly input: string;
  readonly expect: string;
}[];
const answerTo = (url: string, plan: 'free' | 'pro' = 'free') =>
  api.call('POST /capture', { body: JSON.stringify({ key: api.keys[plan], url }) });

describe('a URL is judged when it is submitted', () => {
  test('by at least 90 vectors', () => {
    expect(submit.length).toBeGreaterThan(90);
  });

  test.each(submit.filter((vector) => vector.expect.startsWith('DENY_')))(
    '$id $expect: refused without a reason',
    async ({ input }) => {
      expect(await answerTo(input)).toMatchObject({
        status: 422,
        json: {
          error: 'invalid_url',
          detail:
            'The url is not allowed. It must begin with http:// or https:// and have a public host, without user and password.',
        },
      });
    },
  );

  test.each(submit.filter((vector) => vector.expect === 'ALLOW'))(
    '$id $input: accepted, and kept as it was sent',
    async ({ input }) => {
      const { status, json } = await answerTo(input);
      expect(status).toBe(202);
      const row = api.service.captures.rows.get((json as { token: string }).token);
      expect(row?.options.url).toBe(input);
    },
  );

  test.each(submit.filter((vector) => vector.expect === 'ALLOW_PRO_PORT'))(
    '$id $input: for Pro accounts',
    async ({ input }) => {
      expect(await answerTo(input)).toMatchObject({
        status: 403,
        json: { error: 'pro_required', fields: ['url'] },
      });
      expect((await answerTo(input, 'pro')).status).toBe(202);
    },
  );

  test('every vector is one of these', () => {
    const known = /^(DENY_\w+|ALLOW|ALLOW_PRO_PORT)$/;
    expect(submit.filter((vector) => !known.test(vector.expect))).toEqual([]);
  });
});
