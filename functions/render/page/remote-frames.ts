import type { CDPSession } from 'puppeteer-core';
import type { TabSessions } from './tab-sessions.ts';
import { within } from './within.ts';

/** How long a frame is waited for, in milliseconds: a script may keep its process busy for ever. */
const ANSWER_MS = 300;

/** Whether a page has frames in processes of their own. */
export const hasRemoteFrames = (sessions: Pick<TabSessions, 'parts'>): boolean =>
  sessions.parts().some(({ type }) => type === 'iframe');

/** Asks each of them for the same. Nobody is waited for that does not answer soon, or is gone. */
export const askRemoteFrames = async (
  sessions: Pick<TabSessions, 'parts'>,
  ask: (session: CDPSession) => Promise<unknown>,
): Promise<void> => {
  const frames = sessions.parts().filter(({ type }) => type === 'iframe');
  await Promise.all(frames.map(({ session }) => within(ANSWER_MS, ask(session))));
};
