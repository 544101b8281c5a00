import type { CDPSession } from 'puppeteer-core';
import { isHttpErrorPage } from './chromium-errors.ts';
import { followMainFrame } from './follow-main-frame.ts';
import { NavigationError } from './navigation-error.ts';

/** The document in the main frame of a tab, whatever leads to it. */
export interface MainDocument {
  /** Asks for `url`; settles when a document is committed. Throws NavigationError. */
  navigate(url: string): Promise<void>;
  /** Settles when nothing in the main frame is loading, redirects by script and meta refresh included. */
  loaded(): Promise<void>;
  /** True while a document that was waited for before is still loading. */
  isStuck(): boolean;
  /**
   * Keeps the document that is there, for a picture of it, and calls off what would put another in its place; `meanwhile`
   * may stop the scripts that would.
   */
  stay(meanwhile?: () => Promise<void>): Promise<void>;
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
  const isQuiet = () => !state.loading && !state.scheduled.some(({ isNext }) => isNext);
  let waitedFor = 0;
  let staying = 0;
  return {
    navigate: async (url) => {
      const { errorText } = await cdp.send('Page.navigate', { url });
      if (errorText !== undefined && !isHttpErrorPage(errorText)) {
        throw new NavigationError(errorText, state.pendingUrl ?? url);
      }
      // The command is answered a moment before the document is there.
      await until(() => state.commits > 0);
    },
    loaded: () => {
      waitedFor = state.commits;
      return until(isQuiet);
    },
    isStuck: () => !isQuiet() && waitedFor === state.commits && state.pendingUrl === undefined,
    stay: async (meanwhile) => {
      staying = state.commits;
      await meanwhile?.();
      const isGoing =
        state.asking || state.pendingUrl !== undefined || state.scheduled.some(({ isNear }) => isNear);
      // Not otherwise, since it ends images too that are on their way.
      if (isGoing) await cdp.send('Page.stopLoading');
    },
    replaced: () => until(() => state.commits !== staying),
    shown: () => {
      if (state.failure !== undefined) throw state.failure;
      if (state.shown === undefined) throw new Error('No document has been committed.');
      return { ...state.shown };
    },
    awaitedUrl: () => (state.commits === 0 ? state.pendingUrl : undefined),
  };
};
