import type { CDPSession, Protocol } from 'puppeteer-core';

/** A part of the page with a CDP session of its own: the tab, a frame of another site, or a worker. */
export interface PartOfPage {
  readonly session: CDPSession;
  /** `page`, `iframe`, `worker`, `service_worker` or what else Chromium calls it. */
  readonly type: string;
  /** Of a frame: its id. */
  readonly targetId: string;
  /** Of a frame: the id of the one that it is in. */
  readonly parentFrameId?: string | undefined;
  readonly url: string;
}

/** What is done with each part of the page before it runs. What it throws is dropped: the part may be gone again. */
type Greet = (part: PartOfPage) => Promise<unknown>;

/** All CDP sessions of a tab. */
export interface TabSessions {
  /** Greets the tab at once, and each further part of the page as it comes, held back until it has been greeted. */
  greet(greet: Greet): Promise<void>;
  /** The parts that there are. */
  parts(): readonly PartOfPage[];
}

const ignore = (): undefined => undefined;

/**
 * Follows the parts of a page that Chromium runs elsewhere than its main frame. Nothing is followed, and nothing held
 * back, before somebody wants to greet.
 */
export const tabSessions = (cdp: CDPSession, targetId: string): TabSessions => {
  const tab: PartOfPage = { session: cdp, type: 'page', targetId, url: '' };
  const present = new Map<string, PartOfPage>([[cdp.id(), tab]]);
  const greets: Greet[] = [];

  const admit = async (parent: CDPSession, event: Protocol.Target.AttachedToTargetEvent): Promise<void> => {
    const session = parent.connection()?.session(event.sessionId);
    if (!session) return;
    const { type, targetId, parentFrameId, url } = event.targetInfo;
    const part: PartOfPage = { session, type, targetId, parentFrameId, url };
    present.set(event.sessionId, part);
    await Promise.all([follow(session).catch(ignore), ...greets.map((greet) => greet(part).catch(ignore))]);
    await session.send('Runtime.runIfWaitingForDebugger').catch(ignore);
  };

  const follow = async (session: CDPSession): Promise<void> => {
    session.on('Target.attachedToTarget', (event) => void admit(session, event));
    session.on('Target.detachedFromTarget', ({ sessionId }) => void present.delete(sessionId));
    await session.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
    });
  };

  let following: Promise<void> | undefined;
  return {
    greet: async (greet) => {
      greets.push(greet);
      following ??= follow(cdp);
      await Promise.all([following, ...[...present.values()].map((part) => greet(part))]);
    },
    parts: () => [...present.values()],
  };
};
