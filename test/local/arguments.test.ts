import { describe, expect, test } from 'vitest';
import { parseStartArguments, usage } from '../../bin/local/arguments.ts';
import { Refusal } from '../../bin/local/refusal.ts';

describe('what npm start accepts', () => {
  test('nothing at all', () => {
    expect(parseStartArguments([])).toEqual({ help: false, allow: [], fresh: false, delivery: 'cloudfront' });
  });

  test('several private hosts, in lower case', () => {
    const args = [
      '--allow',
      'LocalHost:3000',
      '--allow=10.0.0.8',
      '--allow',
      '[::1]:8080',
      '--allow',
      'dev.example',
    ];
    expect(parseStartArguments(args).allow).toEqual([
      'localhost:3000',
      '10.0.0.8',
      '[::1]:8080',
      'dev.example',
    ]);
  });

  test('a fresh start without CloudFront', () => {
    expect(parseStartArguments(['--fresh', '--delivery', 'none'])).toMatchObject({
      fresh: true,
      delivery: 'none',
    });
  });

  test.each(['--help', '-h'])('%s', (flag) => {
    expect(parseStartArguments([flag]).help).toBe(true);
  });

  test('help names every option', () => {
    for (const option of ['--allow', '--fresh', '--delivery', 'AWS_ENDPOINT_URL', 'CHROMIUM_PATH']) {
      expect(usage).toContain(option);
    }
  });
});

describe('what npm start refuses, in one sentence that says what to write', () => {
  test.each([
    'http://localhost:3000',
    'localhost:',
    'localhost:0',
    'localhost:65536',
    'localhost/path',
    'a,b',
    '10.0.0',
    '::1',
    '[::1',
    '-a',
    '',
  ])('--allow=%s', (value) => {
    expect(() => parseStartArguments([`--allow=${value}`])).toThrow(
      new Refusal(`--allow ${value} is not HOST or HOST:PORT: write for example --allow localhost:3000.`),
    );
  });

  test.each([['--alow', 'x'], ['--allow'], ['stray'], ['--fresh=yes']])('%s', (...args) => {
    expect(() => parseStartArguments(args)).toThrow(/^[^.]+: npm start -- --help shows what there is\.$/);
  });

  test('an unknown delivery', () => {
    expect(() => parseStartArguments(['--delivery', 'fax'])).toThrow(Refusal);
  });
});
