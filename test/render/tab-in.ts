import type { BrowserContext, Page } from 'puppeteer-core';
import { geometry } from '../../functions/domain/geometry.ts';
import { readyPage } from '../../functions/render/page/ready-page.ts';
import { type Tab, tabOf } from '../../functions/render/page/tab.ts';
import { someOptions } from '../support/builders.ts';

/** The page of a capture, and the same as Puppeteer's, for what a test does to it. */
export interface TabIn {
  readonly tab: Tab;
  readonly page: Page;
  readonly frameId: string;
}

/** Opens the only page of a context as a capture does. */
export const tabIn = async (context: BrowserContext, options = someOptions()): Promise<TabIn> => {
  const ready = await readyPage(context);
  const tab = await tabOf(ready, geometry(options), options);
  const [page] = await context.pages();
  if (page === undefined) throw new Error('There is no page.');
  return { tab, page, frameId: ready.frameId };
};
