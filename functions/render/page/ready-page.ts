import type { Browser, BrowserContext, CDPSession } from 'puppeteer-core';
import { DEFAULT_REGION } from '../../domain/default-region.ts';
import { hanFamilies } from '../fonts/han-families.ts';
import { openPage } from './open-page.ts';
import { visitFrom } from './visitor.ts';
import { showWindow, usualWindow } from './window.ts';

/** An empty page that is ready for any capture: what takes a while and does not depend on its options is done. */
export interface ReadyPage {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly cdp: CDPSession;
  readonly frameId: string;
  /** Rejects when the page's process dies, which answers nothing any more; never resolves. */
  readonly crashed: Promise<never>;
}

/**
 * What a page opens besides itself is closed, where the browser has no flag against it as the packaged one does, and
 * nothing waits for an answer of a person.
 */
const keepAlone = (context: BrowserContext, cdp: CDPSession, targetId: string): void => {
  context.on('targetcreated', async (target) => {
    if (target.type() !== 'page') return;
    try {
      const session = await target.createCDPSession();
      const { targetInfo } = await session.send('Target.getTargetInfo');
      await (targetInfo.targetId === targetId ? session.detach() : session.send('Page.close'));
    } catch {
      // It has gone by itself.
    }
  });
  cdp.on('Page.javascriptDialogOpening', () => {
    cdp.send('Page.handleJavaScriptDialog', { accept: false }).catch(() => undefined);
  });
};

/** Opens the only page of a context, in the usual window and for a visitor from the default region. */
export const readyPage = async (context: BrowserContext): Promise<ReadyPage> => {
  const { cdp, targetId } = await openPage(context);
  keepAlone(context, cdp, targetId);
  const { promise: crashed, reject } = Promise.withResolvers<never>();
  cdp.once('Inspector.targetCrashed', () => reject(new Error('Page crashed!')));
  // Most pages come to their end without anybody waiting for that.
  crashed.catch(() => undefined);
  const ready = { browser: context.browser(), context, cdp, frameId: targetId, crashed };
  const prepared = Promise.all([
    cdp.send('Page.enable'),
    cdp.send('Network.enable'),
    cdp.send('Page.setFontFamilies', hanFamilies),
    showWindow(cdp, usualWindow),
    visitFrom(DEFAULT_REGION, ready),
  ]);
  await Promise.race([prepared, crashed]);
  return ready;
};
