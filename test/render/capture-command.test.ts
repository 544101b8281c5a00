import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FixtureSite, startFixtureSite } from '../support/fixture-site.ts';
import { readPdf } from '../support/read-pdf.ts';

const command = path.join(import.meta.dirname, '../../bin/capture.ts');
let site: FixtureSite;
let folder: string;
beforeAll(async () => {
  site = await startFixtureSite();
  folder = await mkdtemp(path.join(tmpdir(), 'snapstack-test-'));
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

const capture = (...args: readonly string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [command, ...args], (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });

describe('npm run capture', () => {
  it('writes one page to one file and says so in a line', async () => {
    const file = path.join(folder, 'page.webp');
    const sizes = ['--width', '768', '--size', '1080', '--ratio', '1:1'];
    const { code, out, err } = await capture(`${site.url}/not-found`, file, ...sizes, '--allow', site.host);
    expect([code, err]).toEqual([0, '']);
    expect(out.trim()).toMatch(
      /page\.webp: 1080 x 1080, \d+\.\d s, page status 404, The page answered with HTTP status 404\.$/,
    );
    expect(await sharp(file).metadata()).toMatchObject({ format: 'webp', width: 1080, height: 1080 });
  });

  it('prints a page into a PDF', async () => {
    const file = path.join(folder, 'page.pdf');
    const paper = ['--paper', 'A5', '--margin', '5', '--scale', '0.8', '--landscape'];
    const { code, out, err } = await capture(`${site.url}/article`, file, ...paper, '--allow', site.host);
    expect([code, err]).toEqual([0, '']);
    expect(out.trim()).toMatch(/page\.pdf: 794 x 559, \d+\.\d s, page status 200$/);
    const { pages } = await readPdf(await readFile(file));
    const [first] = pages[0]?.texts ?? [];
    expect(first?.x).toBeCloseTo((5 / 25.4) * 72, 0);
    expect(first?.fontSize).toBeCloseTo(0.8 * 12);
  });

  it('answers banners and blocks advertisements, and says what came of it', async () => {
    const asked = ['--cookies', 'reject', '--block-ads', '--allow', site.host];
    const { code, out } = await capture(
      `${site.url}/consent/onetrust`,
      path.join(folder, 'told.png'),
      ...asked,
    );
    expect(code).toBe(0);
    expect(out).toContain('cookies: the banner was rejected and is gone');
    expect(out).toMatch(/0 requests blocked|has no filter lists/);
  });

  it('teaches its options', async () => {
    const { code, out } = await capture('--help');
    expect(code).toBe(0);
    const pictures = ['--width', '--size', '--ratio', '--fullpage'];
    const documents = ['--paper', '--margin', '--scale', '--landscape'];
    const others = ['--wait', '--cookies', '--block-ads', '--allow'];
    for (const option of [...pictures, ...documents, ...others]) {
      expect(out).toContain(option);
    }
  });

  it.each([
    [[], 'Give one URL and one FILE'],
    [['https://example.com/', 'page.gif'], 'page.gif is no format'],
    [['https://example.com/', 'page.pdf', '--paper', 'A6'], '--paper: must be one of A4'],
    [['https://example.com/', 'page.png', '--cookies', 'eat'], '--cookies: '],
    [['https://example.com/', 'page.png', '--ratio', '7:7'], '--ratio: must be one of 16:9'],
    [['http://10.0.0.1/', 'page.png'], 'may not be contacted'],
    [['https://example.com/', 'page.png', '--allow', 'a:b:c'], 'The allow list entry "a:b:c" is not a host'],
  ])('refuses %j with a sentence and code 2', async (args, sentence) => {
    const { code, err } = await capture(...args);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });

  it('ends with the failure’s sentence and code 1', async () => {
    const { code, err } = await capture(
      `${site.url}/redirect-loop`,
      path.join(folder, 'x.png'),
      '--allow',
      site.host,
    );
    expect(code).toBe(1);
    expect(err.trim()).toBe('The page redirects in a loop. Submit the address that it should end at.');
  });
});
