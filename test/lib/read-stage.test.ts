import { describe, expect, test } from 'vitest';
import { readStage, SettingsError } from '../../lib/config/read-stage.ts';
import { stageConfig } from '../../lib/config/stage-config.ts';
import { stages } from '../../lib/config/stages.ts';

const read = (context: Readonly<Record<string, unknown>>) => readStage((name) => context[name]);
const refusal = (context: Readonly<Record<string, unknown>>): Error => {
  try {
    read(context);
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  throw new Error('The settings were accepted.');
};

describe('the stage', () => {
  test.each(Object.keys(stages))('%s has settings that hold, under its own name', (stage) => {
    expect(read({ stage })).toMatchObject({ stage, delivery: 'cloudfront' });
  });

  test('has to be named, and the message lists what there is', () => {
    expect(refusal({}).message).toBe('Say which stage: -c stage=NAME, one of local, dev, prod.');
    expect(refusal({ stage: 'staging' }).message).toContain('no stage "staging"');
    expect(refusal({ stage: 'toString' }).message).toContain('The stages are local, dev, prod.');
  });

  test('has the figures of the contract, however the stage is called', () => {
    for (const { stage, plans } of Object.values(stages)) {
      expect(plans.free).toEqual({ monthlyQuota: 200, inflightCap: 3, batchLimit: 500 });
      // On a developer's machine a batch is not to fill the three slots for long.
      const inflightCap = stage === 'local' ? 6 : 50;
      expect(plans.pro).toEqual({ monthlyQuota: 10_000, inflightCap, batchLimit: 5_000 });
    }
  });

  test('lets private hosts be captured only where somebody says so', () => {
    expect(Object.values(stages).flatMap(({ egressAllow }) => egressAllow)).toEqual([]);
  });
});

describe('the context overrides', () => {
  test('the public URLs, the allow list, the browser and the delivery', () => {
    const config = read({
      stage: 'local',
      staticUrl: 'http://127.0.0.1:4001',
      apiUrl: 'http://127.0.0.1:4000',
      allow: '127.0.0.1:8080,localhost,[::1]:3000',
      chromiumPath: '/usr/bin/chromium',
      delivery: 'none',
    });
    expect(config).toMatchObject({
      staticUrl: 'http://127.0.0.1:4001',
      apiUrl: 'http://127.0.0.1:4000',
      egressAllow: ['127.0.0.1:8080', 'localhost', '[::1]:3000'],
      chromiumPath: '/usr/bin/chromium',
      delivery: 'none',
    });
  });

  test('and an empty allow list allows nothing', () => {
    expect(read({ stage: 'local', allow: '' }).egressAllow).toEqual([]);
  });

  const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
  const inBase64 = Buffer.from(pem).toString('base64');

  test('the certificates that receivers of callbacks may have, in base64', () => {
    expect(read({ stage: 'local', callbackCa: inBase64 }).callbackCa).toBe(pem);
    expect(read({ stage: 'local' }).callbackCa).toBeUndefined();
  });

  test.each(['dev', 'prod'])('but certificates of one’s own not on stage %s', (stage) => {
    const { message } = refusal({ stage, callbackCa: inBase64 });
    expect(message).toContain('only the local stage may trust a certificate authority of its own');
  });

  test.each([
    ['a certificate that is none', { callbackCa: 'bm9uZQ==' }, 'callbackCa'],
    ['a delivery that does not exist', { delivery: 's3' }, 'delivery'],
    ['a URL that ends in a slash', { staticUrl: 'http://127.0.0.1/' }, 'must not end with a slash'],
    ['a URL of another scheme', { apiUrl: 'ftp://127.0.0.1' }, 'must be an absolute http or https URL'],
    ['an allow entry that is no host', { allow: 'localhost,http://x' }, '"http://x" is not a host'],
  ])('but not with %s', (_, context, reason) => {
    const { message } = refusal({ stage: 'local', ...context });
    expect(message).toContain('The settings of stage local are not right');
    expect(message).toContain(reason);
  });
});

describe('a stage’s settings', () => {
  test('put the default render region beside the API', () => {
    const far = { ...stages.prod, renderRegions: ['ca-montreal', 'fr-paris'] };
    expect(stageConfig.safeParse(far).error?.issues).toMatchObject([{ path: ['renderRegions', 0] }]);
    const near = { ...stages.prod, renderRegions: ['fr-paris', 'ca-montreal'] };
    expect(stageConfig.safeParse(near).success).toBe(true);
  });

  test('name nothing that does not exist', () => {
    expect(stageConfig.safeParse({ ...stages.dev, memory: 1 }).success).toBe(false);
  });
});

describe('the mark on framed pictures of free accounts', () => {
  const read = (frameMark?: string) => stageConfig.safeParse({ ...stages.prod, frameMark });

  test.each([
    [undefined, 'made with Snapstack'],
    ['', ''],
    ['shots.example.com · © 2026', 'shots.example.com · © 2026'],
  ])('of %j is %j', (given, mark) => {
    expect(read(given).data?.frameMark).toBe(mark);
  });

  test.each(['日本', 'a\nb', 'x'.repeat(41)])(
    'is written with letters that it can be drawn with: not %j',
    (given) => {
      expect(read(given).error?.issues).toMatchObject([{ path: ['frameMark'] }]);
    },
  );
});

describe('the origins whose pages may call the API', () => {
  const origins = (browserOrigins: readonly string[]) =>
    stageConfig.safeParse({ ...stages.prod, browserOrigins }).success;

  test('are none unless somebody says so', () => {
    expect(Object.values(stages).flatMap(({ browserOrigins }) => browserOrigins)).toEqual([]);
  });

  test.each(['*', 'https://app.example.com', 'http://localhost:3000'])('may be %s', (origin) => {
    expect(origins([origin])).toBe(true);
  });

  test.each([
    'https://App.example.com',
    'https://app.example.com/',
    'https://app.example.com:443',
    'app.example.com',
    '',
  ])('may not be "%s", which no browser writes so', (origin) => {
    expect(origins([origin])).toBe(false);
  });
});
