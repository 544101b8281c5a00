import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { captureTokenPattern, newApiKey, newCaptureToken } from '../../../functions/domain/capture-token.ts';
import { createCaptureDependencies } from '../../../functions/runtime/create-capture-dependencies.ts';
import {
  NOON,
  plainKeyHasher,
  seededBytes,
  someDone,
  someProfile,
  someToken,
} from '../../support/builders.ts';
import { memoryApi } from '../../support/memory-api.ts';

let api: Awaited<ReturnType<typeof memoryApi>>;
/** What the tables were asked, since the last look. */
let asked: string[];

beforeEach(async () => {
  api = await memoryApi();
  const { client } = api.service.dynamo;
  const send = client.send.bind(client) as (command: object) => Promise<unknown>;
  asked = [];
  client.send = ((command: object) => {
    asked.push(command.constructor.name);
    return send(command);
  }) as never;
});

const look = <T>(found: T): { readonly found: T; readonly work: string } => {
  const work = asked.join(' ');
  asked = [];
  return { found, work };
};

describe('a guessed key', () => {
  const revoked = 'revokedREVOK';
  const answersTo = async (key: unknown) => {
    const answers = [];
    for (const path of ['POST /capture', 'POST /capture/callback', 'POST /capture/batch'] as const) {
      const body = JSON.stringify({ url: 'https://example.com/', key });
      answers.push(look(await api.call(path, { body })));
    }
    const query = typeof key === 'string' ? { key } : null;
    answers.push(look(await api.call('GET /account', { queryStringParameters: query })));
    return answers;
  };

  test('is answered alike whether it is missing, malformed, unknown or revoked', async () => {
    const hash = await plainKeyHasher.hash(revoked);
    await api.service.accounts.create(someProfile({ id: 'old' }), { hash, name: 'key', createdAt: NOON });
    const stored = api.service.accounts.keys.get(hash);
    if (stored === undefined) throw new Error('no key was made');
    api.service.accounts.keys.set(hash, { ...stored, revokedAt: NOON });
    look(undefined);
    const unknown = await answersTo('unknownUNKNO');
    expect(new Set(unknown.map(({ found }) => JSON.stringify(found))).size).toBe(1);
    expect(unknown[0]?.found).toMatchObject({ status: 401, json: { error: 'invalid_key' } });
    // The same work, so that the time says nothing either; what is malformed tells its sender nothing new.
    expect(await answersTo(revoked)).toEqual(unknown);
    for (const key of [undefined, null, '', 'short', 12, [], {}, 'é'.repeat(12)]) {
      const answers = await answersTo(key);
      expect(answers.map(({ found }) => found)).toEqual(unknown.map(({ found }) => found));
    }
  });
});

describe('a guessed token', () => {
  test('is answered alike, with the same work, whether there never was such a capture or its time is over', async () => {
    const over = someToken('o');
    api.service.captures.rows.set(over, { ...someDone(), token: over, keptUntil: NOON });
    look(undefined);
    for (const path of ['GET /capture/{token}', 'GET /capture/{token}/file'] as const) {
      const of = async (token: string) => look(await api.call(path, { pathParameters: { token } }));
      const never = await of(someToken('n'));
      expect(never.found.status).toBe(404);
      expect(never.work).toBe('GetCommand');
      expect(await of(over)).toEqual(never);
    }
  });

  test('gives nothing for a number of a job', async () => {
    api.service.captures.rows.set(someToken(), someDone({ jobId: 7 }));
    for (const token of ['7', '1', '00000000000000000000000000000007']) {
      expect((await api.call('GET /capture/{token}', { pathParameters: { token } })).status).toBe(404);
    }
  });
});

describe('keys and tokens', () => {
  test('come from the operating system, each letter as likely as the others', () => {
    const environment = {
      BROWSER_ORIGINS: [],
      ACCOUNTS_TABLE: 'accounts',
      CAPTURES_TABLE: 'captures',
      PEPPER_SECRET_ARN: 'arn',
      SEALING_KEY_ARN: 'arn',
      RENDER_QUEUE_URL: 'https://queue.example/',
      RENDER_SLOTS: 1,
      EGRESS_ALLOW: [],
      PLANS: {
        free: { monthlyQuota: 1, inflightCap: 1, batchLimit: 1 },
        pro: { monthlyQuota: 1, inflightCap: 1, batchLimit: 1 },
      },
    };
    expect(createCaptureDependencies(environment).randomBytes).toBe(randomBytes);
    const counts = new Map<string, number>();
    const seeded = seededBytes('letters');
    for (let turn = 0; turn < 4_000; turn += 1) {
      for (const letter of newCaptureToken(seeded)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    const expected = (4_000 * 32) / 62;
    const chiSquare = [...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    expect(counts.size).toBe(62);
    // 61 degrees of freedom: above 110 once in 10,000 seeds. A modulo would give some 500.
    expect(chiSquare).toBeLessThan(110);
  });

  test('are long enough not to be found', () => {
    expect(newCaptureToken(randomBytes)).toMatch(captureTokenPattern);
    expect(Math.log2(62 ** newCaptureToken(randomBytes).length)).toBeGreaterThan(190);
    expect(Math.log2(62 ** newApiKey(randomBytes).length)).toBeGreaterThan(71);
  });
});
