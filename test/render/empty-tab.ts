import type { Page } from 'puppeteer-core';
import { warmBrowser } from '../../functions/render/browser/browser.ts';
import type { Tab } from '../../functions/render/page/tab.ts';
import { tabIn } from './tab-in.ts';

/** A tab of a real browser without a way out, for what runs in documents that a test writes. */
export interface EmptyTab {
  readonly tab: Tab;
  readonly page: Page;
  /** Puts a document of this HTML in place of what is there. */
  write(html: string): Promise<void>;
  close(): Promise<void>;
}

export const openEmptyTab = async (): Promise<EmptyTab> => {
  const browsers = warmBrowser();
  const { context } = await browsers.openContext('http://127.0.0.1:9');
  const { tab, page, frameId } = await tabIn(context);
  return {
    tab,
    page,
    write: async (html) => {
      await tab.cdp.send('Page.setDocumentContent', { frameId, html });
    },
    close: () => browsers.close(),
  };
};
