import type { BrowserContext, CDPSession, Page } from 'puppeteer-core';
import { DEFAULT_REGION } from '../../domain/default-region.ts';
import { hanFamilies } from '../fonts/han-families.ts';
import { visitFrom } from './visitor.ts';
import { showWindow, usualWindow } from './window.ts';

/** An empty page that is ready for any capture: what takes a while and does not depend on its options is done. */
export interface ReadyPage {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly frameId: string;
  /** Rejects when the page's process dies, which answers nothing any more; never resolves. */
  readonly crashed: Promise<never>;
}

/**
 * What a page opens besides itself is closed, where the browser has no flag against it as the packaged one does, and
 * nothing waits for an answer of a person.
 */
const keepAlone = (context: BrowserContext, page: Page): void => {
  context.on('targetcreated', async (target) => {
    if (target.type() !== 'page' || target === page.target()) return;
    const popup = await target.page().catch(() => null);
    await popup?.close().catch(() => undefined);
  });
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
};

/** Opens the only page of a context, in the usual window and for a visitor from the default region. */
export const readyPage = async (context: BrowserContext): Promise<ReadyPage> => {
  const page = await context.newPage();
  keepAlone(context, page);
  const { promise: crashed, reject } = Promise.withResolvers<never>();
  page.once('error', reject);
  // Most pages come to their end without anybody waiting for that.
  crashed.catch(() => undefined);
  const cdp = await page.createCDPSession();
  const prepared = Promise.all([
    cdp.send('Page.getFrameTree'),
    cdp.send('Page.enable'),
    cdp.send('Network.enable'),
    cdp.send('Page.setFontFamilies', hanFamilies),
    showWindow(cdp, usualWindow),
    visitFrom(DEFAULT_REGION, { page, cdp }),
  ]);
  const [{ frameTree }] = await Promise.race([prepared, crashed]);
  return { page, cdp, frameId: frameTree.frame.id, crashed };
};
