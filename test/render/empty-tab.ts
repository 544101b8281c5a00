import { geometry } from '../../functions/domain/geometry.ts';
import { warmBrowser } from '../../functions/render/browser/browser.ts';
import { readyPage } from '../../functions/render/page/ready-page.ts';
import { type Tab, tabOf } from '../../functions/render/page/tab.ts';
import { someOptions } from '../support/builders.ts';

/** A tab of a real browser without a way out, for what runs in documents that a test writes. */
export interface EmptyTab {
  readonly tab: Tab;
  /** Puts a document of this HTML in place of what is there. */
  write(html: string): Promise<void>;
  close(): Promise<void>;
}

export const openEmptyTab = async (): Promise<EmptyTab> => {
  const browsers = warmBrowser();
  const { context } = await browsers.openContext('http://127.0.0.1:9');
  const options = someOptions();
  const ready = await readyPage(context);
  const tab = await tabOf(ready, geometry(options), options);
  return {
    tab,
    write: async (html) => {
      await tab.cdp.send('Page.setDocumentContent', { frameId: ready.frameId, html });
    },
    close: () => browsers.close(),
  };
};
