import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseStartArguments, usage } from '../../bin/local/arguments.ts';
import { developmentCertificates } from '../../bin/local/development-certificates.ts';
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
    for (const option of ['--allow', '--ca', '--fresh', '--delivery', 'AWS_ENDPOINT_URL', 'CHROMIUM_PATH']) {
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

describe('certificates that callbacks are to trust', () => {
  let folder: string;
  let pem: string;
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const certificatesIn = (path: string) => parseStartArguments(['--ca', path]).callbackCa;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'snapstack-test-'));
    const pair = developmentCertificates().server({ hosts: ['development'], selfSigned: true });
    pem = pair.cert;
    writeFileSync(join(folder, 'key.pem'), pair.key);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('are read, all that are in the file', () => {
    expect(certificatesIn(file('one.pem', pem))).toBe(pem);
    expect(certificatesIn(file('two.pem', pem + pem))).toBe(pem + pem);
  });

  test('are taken without what else is there, a key above all', () => {
    const key = readFileSync(join(folder, 'key.pem'), 'utf8');
    const text = certificatesIn(
      file('both.pem', `${key}what openssl says\r\n${pem.replaceAll('\n', '\r\n')}`),
    );
    expect(text).toBe(pem);
    expect(new X509Certificate(text ?? '').subject).toBe('CN=development');
  });

  test.each<[string, () => string, RegExp]>([
    [
      'is not there',
      () => join(folder, 'none.pem'),
      / is not there: name a PEM file with a certificate, .*\.$/,
    ],
    ['is a folder', () => folder, / cannot be read \(EISDIR\): name a PEM file/],
    ['is empty', () => file('empty.pem', ''), / is not a certificate in PEM format: it must have a block/],
    [
      'is a key',
      () => join(folder, 'key.pem'),
      / is not a certificate in PEM format: it must have a block .*-----\.$/,
    ],
    [
      'is damaged',
      () => file('bad.pem', pem.replace(/\nMII/, '\nAAA')),
      / has a certificate that is damaged: openssl x509 -in /,
    ],
    ['is damaged further down', () => file('half.pem', pem + pem.replace(/\nMII/, '\nAAA')), / damaged/],
    [
      'is cut off',
      () => file('cut.pem', pem.slice(0, 300)),
      / is not a certificate in PEM format: it must have a block/,
    ],
  ])('are refused when the file %s', (_, path, sentence) => {
    const refused = () => certificatesIn(path());
    expect(refused).toThrow(Refusal);
    expect(refused).toThrow(sentence);
  });
});
