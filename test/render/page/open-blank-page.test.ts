import type { Browser, BrowserContext, Target } from 'puppeteer-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { geometry } from '../../../functions/domain/geometry.ts';
import { type Browsers, warmBrowser } from '../../../functions/render/browser/browser.ts';
import { readyPage } from '../../../functions/render/page/ready-page.ts';
import { tabOf } from '../../../functions/render/page/tab.ts';
import { someOptions } from '../../support/builders.ts';

let browsers: Browsers;
let context: BrowserContext;
let browser: Browser;
beforeEach(async () => {
  browsers = warmBrowser();
  ({ context, browser } = await browsers.openContext('http://127.0.0.1:9'));
});
afterEach(() => browsers.close());

it('gives documents no world beside their own but the one that is asked in', async () => {
  const tab = await tabOf(await readyPage(context), geometry(someOptions()), someOptions());
  const loaded = new Promise((resolve) => tab.cdp.once('Page.loadEventFired', resolve));
  await tab.cdp.send('Page.navigate', { url: 'data:text/html,<p>Text' });
  await loaded;
  await tab.inPage(() => undefined);
  const worlds: string[] = [];
  tab.cdp.on('Runtime.executionContextCreated', ({ context: { name } }) => void worlds.push(name));
  // Tells of all that there are before it is answered.
  await tab.cdp.send('Runtime.enable');
  expect(worlds.toSorted()).toEqual(['', 'snapstack']);
});

it('stays the only page of its context', async () => {
  const { cdp } = await readyPage(context);
  const gone = new Promise<Target>((resolve) => context.once('targetdestroyed', resolve));
  const root = await browser.target().createCDPSession();
  const browserContextId = context.id ?? '';
  await root.send('Target.createTarget', { url: 'data:text/html,<p>Another', browserContextId });
  expect((await gone).type()).toBe('page');
  expect([context.targets().length, cdp.detached]).toEqual([1, false]);
});
