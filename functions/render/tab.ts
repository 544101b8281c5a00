import type { BrowserContext, CDPSession, Page } from 'puppeteer-core';
import type { Geometry } from '../domain/geometry.ts';
import { desktopIdentity } from './desktop-identity.ts';
import { hanFamilies } from './fonts/han-families.ts';
import { type RunInPage, runInPage } from './in-page/run-in-page.ts';
import { type MainDocument, mainDocument } from './main-document.ts';
import { type TabSessions, tabSessions } from './tab-sessions.ts';

/** The page of one capture. */
export interface Tab {
  readonly page: Page;
  /** The session that set the device scale: pictures must be taken through it, since any other one loses the scale. */
  readonly cdp: CDPSession;
  /** That session, and those of the frames and workers in other processes. */
  readonly sessions: TabSessions;
  readonly document: MainDocument;
  readonly viewport: Geometry['viewport'];
  readonly inPage: RunInPage;
  /** Puts an empty document in place of what the main frame has. */
  clear(): Promise<void>;
}

/** What a page opens besides itself is closed, and nothing waits for an answer of a person. */
const keepAlone = (context: BrowserContext, page: Page): void => {
  context.on('targetcreated', async (target) => {
    if (target.type() !== 'page' || target === page.target()) return;
    const popup = await target.page().catch(() => null);
    await popup?.close().catch(() => undefined);
  });
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
};

/** Opens the one tab of a context, with the viewport and device scale of the capture. */
export const openTab = async (context: BrowserContext, geometry: Geometry): Promise<Tab> => {
  const page = await context.newPage();
  keepAlone(context, page);
  const { viewport, deviceWidth } = geometry;
  const [cdp, userAgent] = await Promise.all([page.createCDPSession(), page.browser().userAgent()]);
  const [{ frameTree }] = await Promise.all([
    cdp.send('Page.getFrameTree'),
    cdp.send('Page.enable'),
    cdp.send('Network.enable'),
    cdp.send('Page.setFontFamilies', hanFamilies),
    cdp.send('Emulation.setDeviceMetricsOverride', {
      ...viewport,
      deviceScaleFactor: deviceWidth / viewport.width,
      mobile: false,
    }),
    // By Puppeteer, which also tells the frames of other sites, in their own processes.
    page.setUserAgent(desktopIdentity(userAgent)),
  ]);
  const frameId = frameTree.frame.id;
  return {
    page,
    cdp,
    sessions: tabSessions(cdp, frameId),
    viewport,
    document: mainDocument(cdp, frameId),
    inPage: runInPage(cdp, frameId),
    clear: async () => {
      await cdp.send('Page.setDocumentContent', { frameId, html: '<body>' });
    },
  };
};
