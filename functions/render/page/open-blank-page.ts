import type { Browser, BrowserContext, CDPSession } from 'puppeteer-core';

/** A page, by the session that speaks to it. */
interface BlankPage {
  readonly cdp: CDPSession;
  /** Of the page, and of its main frame. */
  readonly targetId: string;
}

/** A session with the browser itself, one for all of its pages. */
const roots = new WeakMap<Browser, Promise<CDPSession>>();

const rootOf = (browser: Browser): Promise<CDPSession> => {
  const known = roots.get(browser);
  if (known !== undefined) return known;
  const root = browser.target().createCDPSession();
  roots.set(browser, root);
  root.catch(() => roots.delete(browser));
  return root;
};

/**
 * Opens an empty page in a context. Not as Puppeteer's Page, which costs a small page a twentieth of its time and more: that
 * adds a world of its own to each document, and hears of all that happens in it once more.
 */
export const openBlankPage = async (context: BrowserContext): Promise<BlankPage> => {
  const root = await rootOf(context.browser());
  const { targetId } = await root.send('Target.createTarget', {
    url: 'about:blank',
    ...(context.id !== undefined && { browserContextId: context.id }),
  });
  const { sessionId } = await root.send('Target.attachToTarget', { targetId, flatten: true });
  const cdp = root.connection()?.session(sessionId);
  // As one that died in the moment it was opened.
  if (!cdp) throw new Error('The page has gone.');
  return { cdp, targetId };
};
