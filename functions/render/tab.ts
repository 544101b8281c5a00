import type { BrowserContext, CDPSession, Page } from 'puppeteer-core';
import type { Geometry } from '../domain/geometry.ts';
import { hanFamilies } from './fonts/han-families.ts';
import { type RunInPage, runInPage } from './in-page/run-in-page.ts';
import { type MainDocument, mainDocument } from './main-document.ts';
import { type TabSessions, tabSessions } from './tab-sessions.ts';
import { becomeVisitor, type VisitorOptions } from './visitor.ts';

/** The page of one capture. */
export interface Tab {
  readonly page: Page;
  /** The session that set the device scale: pictures must be taken through it, since any other one loses the scale. */
  readonly cdp: CDPSession;
  /** That session, and those of the frames and workers in other processes. */
  readonly sessions: TabSessions;
  readonly document: MainDocument;
  /** The window, in CSS pixels. */
  readonly viewport: Geometry['viewport'];
  readonly inPage: RunInPage;
  /** Device pixels that are drawn across the window. */
  readonly deviceWidth: number;
  /** Draws so many device pixels across the window. */
  redraw(deviceWidth: number): Promise<void>;
  /** Makes the window so many CSS pixels high. */
  resize(height: number): Promise<void>;
  /** Stops the scripts of the page, its timers too, or lets them go on; without them from the start they stay off. */
  runScripts(isOn: boolean): Promise<void>;
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

/** Opens the one tab of a context, with the viewport, the device scale and the visitor of the capture. */
export const openTab = async (
  context: BrowserContext,
  geometry: Geometry,
  options: VisitorOptions,
): Promise<Tab> => {
  const page = await context.newPage();
  keepAlone(context, page);
  let { viewport, deviceWidth } = geometry;
  const cdp = await page.createCDPSession();
  const showWindow = () =>
    cdp.send('Emulation.setDeviceMetricsOverride', {
      ...viewport,
      deviceScaleFactor: deviceWidth / geometry.viewport.width,
      mobile: false,
    });
  const [{ frameTree }] = await Promise.all([
    cdp.send('Page.getFrameTree'),
    cdp.send('Page.enable'),
    cdp.send('Network.enable'),
    cdp.send('Page.setFontFamilies', hanFamilies),
    showWindow(),
    becomeVisitor({ context, page, cdp }, options),
  ]);
  const frameId = frameTree.frame.id;
  return {
    page,
    cdp,
    sessions: tabSessions(cdp, frameId),
    get viewport() {
      return viewport;
    },
    document: mainDocument(cdp, frameId),
    inPage: runInPage(cdp, frameId),
    get deviceWidth() {
      return deviceWidth;
    },
    redraw: async (wanted) => {
      deviceWidth = wanted;
      await showWindow();
    },
    resize: async (height) => {
      viewport = { ...viewport, height };
      await showWindow();
    },
    runScripts: async (isOn) => {
      if (!options.nojs) await cdp.send('Emulation.setScriptExecutionDisabled', { value: !isOn });
    },
    clear: async () => {
      await cdp.send('Page.setDocumentContent', { frameId, html: '<body>' });
    },
  };
};
