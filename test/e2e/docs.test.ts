import { type Browser, launch, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openapiFiles } from '../../bin/openapi/openapi-files.ts';
import { EXAMPLE_API_URL } from '../../functions/http/example-answers.ts';
import { chromiumBinary } from '../../functions/render/browser/chromium-binary.ts';

const { api } = inject('stack');
let browser: Browser;

beforeAll(async () => {
  const { executablePath, env } = await chromiumBinary();
  browser = await launch({
    executablePath,
    env: { ...process.env, ...env },
    args: ['--no-sandbox', '--hide-scrollbars'],
  });
});
afterAll(() => browser.close());

describe('the document', () => {
  test.each(['openapi.json', 'openapi.yaml'])(
    '%s is the committed one, with this stack’s address',
    async (name) => {
      const response = await fetch(`${api}/${name}`);
      expect(response.headers.get('cache-control')).toBe('public, max-age=300');
      const text = await response.text();
      expect(text).toBe(openapiFiles()[name]?.replaceAll(EXAMPLE_API_URL, api));
      expect(text).not.toContain(EXAMPLE_API_URL);
    },
  );
});

test('/ leads to the reference', async () => {
  const response = await fetch(`${api}/`, { redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([302, `${api}/docs`]);
});

describe('the reference', () => {
  const open = async (width: number, height: number) => {
    const page = await browser.newPage();
    await page.setViewport({ width, height, isMobile: width < 600, hasTouch: width < 600 });
    const asked: string[] = [];
    const faults: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    page.on('pageerror', (error) => void faults.push(String(error)));
    // A request that the page's policy forbids is such a message, too.
    page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
    await page.goto(`${api}/docs#tag/captures/POST/capture`, { waitUntil: 'load' });
    await shows(page, 'Capture a page and have the result sent');
    return { page, asked, faults };
  };
  const shows = (page: Page, text: string) =>
    page.waitForFunction(`document.body.innerText.includes(${JSON.stringify(text)})`, { timeout: 30_000 });

  test('loads from its own host alone, without a fault', async () => {
    const { page, asked, faults } = await open(1440, 1_000);
    await shows(page, 'viewport_width');
    const foreign = asked.filter((url) => !url.startsWith('data:') && !url.startsWith(`${api}/`));
    expect(foreign).toEqual([]);
    expect(asked).toContain(`${api}/openapi.json`);
    expect(faults).toEqual([]);
    await page.close();
  });

  test('has samples in several languages', async () => {
    const { page } = await open(1440, 1_000);
    await shows(page, 'curl');
    for (const language of ['Python', 'Node.js', 'PHP', 'Ruby']) await shows(page, language);
    await page.close();
  });

  test('fits a phone', async () => {
    const { page, faults } = await open(390, 844);
    await shows(page, 'viewport_width');
    const widths =
      'const { scrollWidth, clientWidth } = document.documentElement; [scrollWidth, clientWidth]';
    expect(await page.evaluate(widths)).toEqual([390, 390]);
    expect(faults).toEqual([]);
    await page.close();
  });
});
