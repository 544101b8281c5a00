import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import puppeteer, { type BrowserContext, type MediaFeature, type Page } from 'puppeteer-core';
import { type AskedOptions, askedOptions } from '../../../functions/domain/asked-options.ts';
import { expandPreset } from '../../../functions/domain/expand-preset.ts';
import { type Geometry, geometry } from '../../../functions/domain/geometry.ts';
import { chromiumBinary } from '../../../functions/render/browser/chromium-binary.ts';
import type { Target } from './target.ts';

/** A context that has not closed by then is left. */
const CLOSE_MS = 3_000;

/** What of the options Puppeteer has a call for, before the page is opened. */
const prepare = async (page: Page, url: string, options: AskedOptions, sizes: Geometry): Promise<void> => {
  const { viewport, output, density } = sizes;
  const height = Math.round(((output.height ?? 0) * viewport.width) / output.width) || viewport.height;
  await page.setViewport({ width: viewport.width, height, deviceScaleFactor: density });
  const features: MediaFeature[] = [
    ...(options.color_scheme === null ? [] : [{ name: 'prefers-color-scheme', value: options.color_scheme }]),
    ...(options.prefers_reduced_motion ? [{ name: 'prefers-reduced-motion', value: 'reduce' }] : []),
  ];
  if (features.length > 0) await page.emulateMediaFeatures(features);
  if (options.emulate_print_media) await page.emulateMediaType('print');
  if (options.nojs) await page.setJavaScriptEnabled(false);
  if (options.http_auth !== undefined) {
    await page.authenticate({ username: options.http_auth.user, password: options.http_auth.pass });
  }
  const { hostname } = new URL(url);
  const cookies = options.cookies.map(({ name, value, path = '/', httpOnly = false }) => ({
    ...{ name, value, path, httpOnly, domain: hostname },
  }));
  await page.browserContext().setCookie(...cookies);
};

const shoot = async (page: Page, options: AskedOptions): Promise<Uint8Array> => {
  const { format, fullpage: fullPage, omit_background: omitBackground, selector } = options;
  if (format === 'pdf') {
    const margin = `${options.pdf_margin_mm}mm`;
    return page.pdf({
      format: options.pdf_page_size,
      landscape: options.pdf_landscape,
      scale: options.pdf_scale,
      margin: { top: margin, right: margin, bottom: margin, left: margin },
    });
  }
  // AVIF is not among its formats.
  const type = format === 'jpg' ? 'jpeg' : format.startsWith('webp') ? 'webp' : 'png';
  if (selector === '') return page.screenshot({ type, fullPage, omitBackground });
  const element = await page.$(selector);
  if (element === null) throw new Error(`Nothing matches ${selector}.`);
  return element.screenshot({ type, omitBackground });
};

const scroll = async (page: Page, { scroll_to, scroll_offset_px }: AskedOptions): Promise<void> => {
  if (scroll_to !== '')
    await page.evaluate(`document.querySelector(${JSON.stringify(scroll_to)}).scrollIntoView()`);
  if (scroll_offset_px > 0) await page.evaluate(`scrollBy(0, ${scroll_offset_px})`);
};

const capture = async (context: BrowserContext, url: string, sent: Readonly<Record<string, unknown>>) => {
  const options = askedOptions.parse({ url, wait_time: 0, ...sent });
  const sizes = geometry(expandPreset(options, new Set(Object.keys(sent))));
  const page = await context.newPage();
  await prepare(page, url, options, sizes);
  const response = await page.goto(url, { waitUntil: 'load' });
  await sleep(options.wait_time * 1_000);
  await scroll(page, options);
  const bytes = await shoot(page, options);
  return { bytes, httpStatus: response?.status(), finalUrl: page.url(), title: await page.title() };
};

/**
 * What anybody writes first: newPage, setViewport, goto, screenshot, with each option that Puppeteer has a call for, and
 * nothing else. It shows which cases take more than that.
 */
export const puppeteerTarget = async (): Promise<Target> => {
  const { executablePath, env } = await chromiumBinary();
  const userDataDir = await mkdtemp(join(tmpdir(), 'snapstack-puppeteer-'));
  const browser = await puppeteer.launch({
    executablePath,
    env: { ...process.env, ...env },
    userDataDir,
    args: ['--no-sandbox'],
  });
  return {
    name: 'puppeteer',
    capture: async (url, { options, seconds = 30 }) => {
      const late = new AbortController();
      const context = await browser.createBrowserContext();
      try {
        const taken = await Promise.race([
          capture(context, url, options),
          sleep(seconds * 1_000, undefined, { signal: late.signal }).then(() => {
            throw new Error(`There was no picture after ${seconds} s.`);
          }),
        ]);
        const { bytes, ...known } = taken;
        const unsaid = {
          width: undefined,
          height: undefined,
          warnings: undefined,
          checks: undefined,
          timings: undefined,
        };
        return {
          outcome: 'file',
          bytes,
          preview: undefined,
          told: { ...unsaid, place: undefined, ...known },
        };
      } catch (error) {
        // Whoever ends this process ends the browser first: what comes after is nobody's fault.
        if (!browser.connected) throw error;
        return { outcome: 'failed', code: 'an exception', detail: (error as Error).message };
      } finally {
        late.abort();
        // A page that hangs may keep it open; the browser closes it at the end.
        await Promise.race([context.close().catch(() => undefined), sleep(CLOSE_MS)]);
      }
    },
    close: async () => {
      await browser.close();
      await rm(userDataDir, { recursive: true, force: true });
    },
  };
};
