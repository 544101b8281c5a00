import type { CDPSession, Protocol } from 'puppeteer-core';
import { isHttpErrorPage } from './chromium-errors.ts';
import { followMainFrame } from './follow-main-frame.ts';
import { NavigationError } from './navigation-error.ts';
import { type Progress, progressOf } from './progress.ts';

const ABORTED = 'net::ERR_ABORTED';
/** The statuses of answers at which a browser stays where it is. */
const WITHOUT_CONTENT: readonly number[] = [204, 205];

/**
 * How long an answer to a step to another document is waited for once the page has been waited for before, in milliseconds;
 * and from which age on it does not come any more. The browser asks nothing of a page that has one under way.
 */
const LAST_WAIT_MS = 4_000;
const NO_ANSWER_MS = 10_000;
/** Between two looks at whether a step is under way that may be called off, in milliseconds. */
const NEXT_LOOK_MS = 50;
/** How often that is looked at: nobody waits for it any longer. */
const MOST_LOOKS = 60;

/** A document that somebody has taken note of. */
export interface NotedDocument {
  /** Whether the main frame still has it. */
  isThere(): boolean;
  /** Settles when there is another one. */
  gone(): Promise<void>;
}

/** The document in the main frame of a tab, whatever leads to it. */
export interface MainDocument {
  /**
   * Asks for `url`, once more where that was called off; settles when a document is committed. Throws NavigationError, after
   * which it may be asked for again.
   */
  navigate(url: string): Promise<void>;
  /**
   * Settles when nothing in the main frame is loading, redirects by script and meta refresh included. From the second time
   * on, a step to another document that has no answer for long is called off: the page is the one that is there.
   */
  loaded(): Promise<void>;
  /** True while a document that was waited for before is still loading. */
  isStuck(): boolean;
  /** Takes note of the document that is there. */
  note(): NotedDocument;
  /** Whether it is about to leave for another document, or for itself anew. */
  isLeaving(): boolean;
  /**
   * Keeps the document that is there, for a picture of it, and calls off what would put another in its place; `meanwhile`
   * may stop the scripts that would.
   */
  stay(meanwhile?: () => Promise<void>): Promise<void>;
  /** Takes down how far the document has come, since what is still on its way to it is about to be cut off. */
  cutOff(): void;
  /** How far the document had come when it was last to stay, or is now if it never was. */
  progress(): Progress;
  /** Whether there is another document than the one that was first to stay. */
  isReplaced(): boolean;
  /** Settles when there is another document than the one that was to stay all the same. */
  replaced(): Promise<void>;
  /** What the main frame shows. Throws NavigationError when it shows no page (any more). */
  shown(): { readonly status: number; readonly url: string };
  /**
   * The address that was last asked for, redirects included, while there is no document yet. One that a page asks for later
   * and gives up says nothing of what became of the page.
   */
  awaitedUrl(): string | undefined;
}

/** Follows the main frame of a tab through `cdp`, on which the Page and Network domains are enabled. */
export const mainDocument = (cdp: CDPSession, frameId: string): MainDocument => {
  const waiting = new Set<() => void>();
  const state = followMainFrame(cdp, frameId, () => {
    for (const look of waiting) look();
  });
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!condition()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  /** Whether the answer itself was the end of a step to another document: a file to keep, or no content at all. */
  const isAnswer = ({ isDownload = false, loaderId = '' }: Protocol.Page.NavigateResponse): boolean =>
    isDownload || WITHOUT_CONTENT.includes(state.statusOf(loaderId));
  const ask = async (url: string): Promise<Protocol.Page.NavigateResponse> => {
    const answer = await cdp.send('Page.navigate', { url });
    if (answer.errorText !== ABORTED || isAnswer(answer)) return answer;
    // So ends, too, what a process was to show that has just died, a moment before anybody is told of that. What the
    // page is to blame for ends so again.
    return cdp.send('Page.navigate', { url });
  };
  const isQuiet = () => !state.loading && !state.scheduled.some(({ isNext }) => isNext);
  const isLeaving = () =>
    state.askingFor !== undefined ||
    state.pendingUrl !== undefined ||
    state.scheduled.some(({ isNext }) => isNext);
  let hasFailed = false;
  let waitedFor = 0;
  let staying = 0;
  let firstStaying: number | undefined;
  let stayed: Progress | undefined;
  /** How far a document had come, by its number, before something of it was called off or cut off for good. */
  const ended = new Map<number, Progress>();
  // What was ended has no news any more, whatever the browser says of its end.
  const progress = (): Progress => ended.get(state.commits) ?? progressOf(state);
  const takeDown = () => void ended.set(state.commits, progress());
  const stop = async () => {
    takeDown();
    await cdp.send('Page.stopLoading');
  };
  /** Calls off the step that is under way once it is late; of a page that goes from step to step, the next one then. */
  const callOffLate = () => {
    const callOff = () => {
      // What it has loaded so far stays; a tab that is gone has nothing under way.
      if (isLeaving() && state.hasPage) stop().catch(() => undefined);
      // What is about to be committed cannot be called off any more, and may leave at once.
      looks += 1;
      if (looks < MOST_LOOKS) timer = setTimeout(callOff, NEXT_LOOK_MS).unref();
    };
    let looks = 0;
    const isOverdue = state.pendingUrl !== undefined && performance.now() - state.askedAt >= NO_ANSWER_MS;
    let timer = setTimeout(callOff, isOverdue ? 0 : LAST_WAIT_MS).unref();
    return () => clearTimeout(timer);
  };
  return {
    navigate: async (url) => {
      const { errorText } = await ask(url);
      if (errorText !== undefined && !isHttpErrorPage(errorText)) {
        hasFailed = true;
        throw new NavigationError(errorText, state.pendingUrl ?? url);
      }
      // The command is answered a moment before the document is there; what an earlier try ended with may come as late.
      await until(() => (hasFailed ? state.hasPage : state.commits > 0));
    },
    loaded: async () => {
      const isLast = waitedFor > 0;
      waitedFor = state.commits;
      const isOver = isLast && !isQuiet() ? callOffLate() : undefined;
      await until(isQuiet);
      isOver?.();
    },
    isStuck: () => !isQuiet() && waitedFor === state.commits && state.pendingUrl === undefined,
    note: () => {
      const { commits } = state;
      const isThere = () => state.commits === commits;
      return { isThere, gone: () => until(() => !isThere()) };
    },
    isLeaving,
    stay: async (meanwhile) => {
      staying = state.commits;
      firstStaying ??= staying;
      stayed = progress();
      await meanwhile?.();
      const isGoing = isLeaving() || state.scheduled.some(({ isNear }) => isNear);
      // Not otherwise, since it ends images too that are on their way.
      if (isGoing) await stop();
    },
    cutOff: takeDown,
    progress: () => stayed ?? progress(),
    isReplaced: () => firstStaying !== undefined && firstStaying !== state.commits,
    replaced: () => until(() => state.commits !== staying),
    shown: () => {
      if (state.failure !== undefined) throw state.failure;
      if (state.shown === undefined) throw new Error('No document has been committed.');
      return { ...state.shown };
    },
    awaitedUrl: () => (state.hasPage ? undefined : state.pendingUrl),
  };
};
