import type { CDPSession } from 'puppeteer-core';
import type { Geometry } from '../../domain/geometry.ts';
import { type RunInPage, type RunInPageBoth, type RunInPageWith, runInPage } from '../in-page/run-in-page.ts';
import { type MainDocument, mainDocument } from './main-document.ts';
import type { ReadyPage } from './ready-page.ts';
import { askRemoteFrames } from './remote-frames.ts';
import { type TabSessions, tabSessions } from './tab-sessions.ts';
import { becomeVisitor, becomeVisitorOfFrame, type VisitorOptions } from './visitor.ts';
import { showWindow, type Window } from './window.ts';

/** The page of one capture. */
export interface Tab {
  /** The session that set the device scale: pictures must be taken through it, since any other one loses the scale. */
  readonly cdp: CDPSession;
  /** That session, and those of the frames and workers in other processes. */
  readonly sessions: TabSessions;
  readonly document: MainDocument;
  /** The window, in CSS pixels. */
  readonly viewport: Geometry['viewport'];
  readonly inPage: RunInPage;
  readonly inPageBoth: RunInPageBoth;
  readonly inPageWith: RunInPageWith;
  /** Device pixels that are drawn across the window. */
  readonly deviceWidth: number;
  /** Draws so many device pixels across the window. */
  redraw(deviceWidth: number): Promise<void>;
  /** Gives the page another window. */
  reframe(window: Window): Promise<void>;
  /** Makes the window so many CSS pixels high. */
  resize(height: number): Promise<void>;
  /** Draws what lies so many CSS pixels below the top in place of the window, unseen by the page; without, the window again. */
  drawElsewhere(top?: number): Promise<void>;
  /** Stops the scripts of the page and of its frames, their timers too, or lets them go on; without them from the start they stay off. */
  runScripts(isOn: boolean): Promise<void>;
  /** The same of its frames in processes of their own alone, as far as they answer soon. */
  runFrameScripts(isOn: boolean): Promise<void>;
  /** Puts an empty document in place of what the main frame has. */
  clear(): Promise<void>;
}

/** Makes a page that is ready the tab of a capture: with its viewport, device scale and visitor. */
export const tabOf = async (ready: ReadyPage, geometry: Geometry, options: VisitorOptions): Promise<Tab> => {
  const { browser, cdp, frameId } = ready;
  let { viewport, deviceWidth } = geometry;
  const show = (top?: number) => showWindow(cdp, { viewport, deviceWidth }, top);
  const sessions = tabSessions(cdp, frameId);
  // Of the window that is there as well: it costs next to nothing, and a browser that hangs by now must be found out here.
  await Promise.all([
    show(),
    becomeVisitor(ready, options),
    sessions.greet(async ({ session, type }) => {
      if (type === 'iframe') await becomeVisitorOfFrame(browser, session, options);
    }),
  ]);
  const inPage = runInPage(cdp, frameId);
  cdp.on('Page.frameNavigated', ({ frame }) => {
    if (frame.id === frameId) inPage.forget();
  });
  const runIn = async (session: CDPSession, isOn: boolean): Promise<void> => {
    if (!options.nojs) await session.send('Emulation.setScriptExecutionDisabled', { value: !isOn });
  };
  const runFrameScripts = (isOn: boolean) => askRemoteFrames(sessions, (session) => runIn(session, isOn));
  return {
    cdp,
    sessions,
    get viewport() {
      return viewport;
    },
    document: mainDocument(cdp, frameId),
    inPage: inPage.run,
    inPageBoth: inPage.runBoth,
    inPageWith: inPage.runWith,
    get deviceWidth() {
      return deviceWidth;
    },
    redraw: async (wanted) => {
      deviceWidth = wanted;
      await show();
    },
    reframe: async (window) => {
      viewport = window.viewport;
      deviceWidth = window.deviceWidth;
      await show();
    },
    resize: async (height) => {
      viewport = { ...viewport, height };
      await show();
    },
    drawElsewhere: show,
    runScripts: async (isOn) => {
      await Promise.all([runIn(cdp, isOn), runFrameScripts(isOn)]);
    },
    runFrameScripts,
    clear: async () => {
      await cdp.send('Page.setDocumentContent', { frameId, html: '<body>' });
    },
  };
};
