import type { Browser, BrowserContext, CDPSession } from 'puppeteer-core';
import { DEFAULT_REGION } from '../../domain/default-region.ts';
import { hanFamilies } from '../fonts/han-families.ts';
import { openBlankPage } from './open-blank-page.ts';
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

/** What a page opens besides itself is closed, where the browser has no flag against it as the packaged one does. */
const closeOthers = (context: BrowserContext, targetId: string): void => {
  const known = new Set(context.targets());
  context.on('targetcreated', async (target) => {
    if (target.type() !== 'page' || known.has(target)) return;
    try {
      const session = await target.createCDPSession();
      const { targetInfo } = await session.send('Target.getTargetInfo');
      // The page itself may be told of late.
      await (targetInfo.targetId === targetId ? session.detach() : session.send('Page.close'));
    } catch {
      // It has gone by itself.
    }
  });
};

/** Nothing waits for an answer of a person. */
const dismissDialogs = (cdp: CDPSession): void => {
  cdp.on('Page.javascriptDialogOpening', () => {
    cdp.send('Page.handleJavaScriptDialog', { accept: false }).catch(() => undefined);
  });
};

/** Opens the only page of a context, in the usual window and for a visitor from the default region. */
export const readyPage = async (context: BrowserContext): Promise<ReadyPage> => {
  const { cdp, targetId } = await openBlankPage(context);
  closeOthers(context, targetId);
  dismissDialogs(cdp);
  const { promise: crashed, reject } = Promise.withResolvers<never>();
  const hasCrashed = () => reject(new Error('Page crashed!'));
  cdp.once('Inspector.targetCrashed', hasCrashed);
  // All that is told where what starts the browser's processes, and hears of their end, has died before.
  cdp.once('Inspector.detached', hasCrashed);
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
