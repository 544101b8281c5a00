import type { Protocol } from 'puppeteer-core';
import { type RunInPage, runInPage } from '../in-page/run-in-page.ts';
import type { PartOfPage, TabSessions } from './tab-sessions.ts';
import { within } from './within.ts';

/** A frame of the page, whichever process it is in. */
export interface PageFrame {
  readonly id: string;
  readonly url: string;
  readonly isMain: boolean;
  readonly inFrame: RunInPage;
}

/** Pages have some dozen frames at most, nearly all of them for ads; a hostile one may have any number. */
const MOST_FRAMES = 40;
/** How long a frame in a process of its own is waited for, in milliseconds: a script may keep that busy for ever. */
const ANSWER_MS = 1_000;

const flat = ({ frame, childFrames = [] }: Protocol.Page.FrameTree): readonly Protocol.Page.Frame[] => [
  frame,
  ...childFrames.flatMap(flat),
];

const framesOf = async ({ session, type }: PartOfPage): Promise<readonly PageFrame[]> => {
  const { frameTree } = await session.send('Page.getFrameTree');
  return flat(frameTree).map(({ id, url }) => ({
    id,
    url,
    isMain: type === 'page' && id === frameTree.frame.id,
    inFrame: runInPage(session, id).run,
  }));
};

/** Those of a part of the page; none of one that is gone, or in a process that a script keeps busy. */
const answered = async (part: PartOfPage): Promise<readonly PageFrame[]> =>
  (part.type === 'page' ? await framesOf(part).catch(() => []) : await within(ANSWER_MS, framesOf(part))) ??
  [];

/**
 * The frames of a page whose address is one of `addresses`, by default those that have a web document, the main frame
 * first, and the first of the others up to a bound, those from the web before those that the page itself has written.
 */
export const everyFrame = async (
  sessions: TabSessions,
  addresses = /^https?:/,
): Promise<readonly PageFrame[]> => {
  const withFrames = sessions.parts().filter(({ type }) => type === 'page' || type === 'iframe');
  const found = (await Promise.all(withFrames.map(answered))).flat();
  const isWritten = ({ url }: PageFrame): boolean => url.startsWith('about:');
  return [...found.filter((frame) => !isWritten(frame)), ...found.filter(isWritten)]
    .filter(({ url }) => addresses.test(url))
    .slice(0, MOST_FRAMES);
};
