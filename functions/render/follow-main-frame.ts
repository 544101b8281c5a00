import type { CDPSession, Protocol } from 'puppeteer-core';
import { isHttpErrorPage } from './chromium-errors.ts';
import { NavigationError } from './navigation-error.ts';

/** A page that will leave for another within this many seconds, by a meta refresh, has not arrived yet. */
const SOON_SECONDS = 2;

/** A meta refresh that is further away than a capture may take, in seconds from the load event on, never comes in it. */
const NEAR_SECONDS = 90;

/** A step to another document, or to itself, at a time that the page has named. */
interface Leave {
  /** For another page, and so soon that the page has not arrived yet. */
  readonly isNext: boolean;
  /** While a capture may be under way. */
  readonly isNear: boolean;
}

/** What the main frame of a tab shows, and what it is about to do. */
interface MainFrame {
  /** What it shows; undefined before there is a document. */
  shown: { status: number; url: string } | undefined;
  /** Why that is no page; undefined when it is one. */
  failure: NavigationError | undefined;
  /** The address that was asked for and has not been answered with a document yet. */
  pendingUrl: string | undefined;
  loading: boolean;
  /** What the page has set itself to leave for, the latest last. */
  scheduled: readonly Leave[];
  /** It has asked for another document. */
  asking: boolean;
  /** How many documents there have been. */
  commits: number;
}

/** What the frame shows and does, and what the server said of what it asked for. */
export interface FollowedFrame extends Readonly<MainFrame> {
  /** The status of the answer to a document's request, by the id of its loader; 0 while there is none. */
  statusOf(loaderId: string): number;
}

/** What the network said of the documents that the main frame asked for, by the id of their loader. */
const followRequests = (cdp: CDPSession, frameId: string, state: MainFrame) => {
  const statuses = new Map<string, number>();
  const errors = new Map<string, string>();
  let pendingLoader: string | undefined;
  // A document's request has the id of its loader.
  const isMain = (event: { frameId?: string; requestId: string; loaderId: string }) =>
    event.frameId === frameId && event.requestId === event.loaderId;
  cdp.on('Network.requestWillBeSent', (event) => {
    if (!isMain(event)) return;
    state.pendingUrl = event.request.url;
    pendingLoader = event.requestId;
  });
  cdp.on('Network.responseReceived', (event) => {
    if (isMain(event)) statuses.set(event.requestId, event.response.status);
  });
  cdp.on('Network.loadingFailed', (event) => {
    errors.set(event.requestId, event.errorText);
    // A step to another document that was called off: the one there is stays.
    if (event.requestId === pendingLoader && state.commits > 0) state.pendingUrl = undefined;
  });
  return {
    statusOf: (loaderId: string) => statuses.get(loaderId) ?? 0,
    errorOf: (loaderId: string) => errors.get(loaderId) ?? 'net::ERR_FAILED',
  };
};

/** Why what was committed is no web page; undefined when it is one. */
const failureOf = ({ url, unreachableUrl }: Protocol.Page.Frame, netError: string) => {
  if (unreachableUrl !== undefined && !isHttpErrorPage(netError)) {
    return new NavigationError(netError, unreachableUrl);
  }
  return /^https?:/.test(unreachableUrl ?? url)
    ? undefined
    : new NavigationError('net::ERR_DISALLOWED_URL_SCHEME', url);
};

const withoutFragment = (url: string | undefined): string | undefined => url?.split('#')[0];

/**
 * Follows the main frame through `cdp`, on which the Page and Network domains are enabled: what it gives is kept true to what
 * the frame does, and `changed` is called each time.
 */
export const followMainFrame = (cdp: CDPSession, frameId: string, changed: () => void): FollowedFrame => {
  const state: MainFrame = {
    shown: undefined,
    failure: undefined,
    pendingUrl: undefined,
    loading: false,
    scheduled: [],
    asking: false,
    commits: 0,
  };
  const { statusOf, errorOf } = followRequests(cdp, frameId, state);
  const onMain =
    <Event extends { frameId: string }>(update: (event: Event) => Partial<MainFrame>) =>
    (event: Event) => {
      if (event.frameId !== frameId) return;
      Object.assign(state, update(event));
      changed();
    };
  cdp.on('Page.frameNavigated', ({ frame }) => {
    if (frame.id !== frameId) return;
    state.pendingUrl = undefined;
    state.failure = failureOf(frame, errorOf(frame.loaderId));
    const url = frame.unreachableUrl ?? frame.url + (frame.urlFragment ?? '');
    state.shown = { status: statusOf(frame.loaderId), url };
    Object.assign(state, { scheduled: [], asking: false });
    state.commits += 1;
    changed();
  });
  const moved = ({ url }: Protocol.Page.NavigatedWithinDocumentEvent) =>
    state.shown === undefined ? {} : { shown: { ...state.shown, url } };
  // A page that comes back to itself has arrived; it may do so each second, for ever.
  const scheduled = ({ delay, url }: Protocol.Page.FrameScheduledNavigationEvent) => {
    const isOther = withoutFragment(url) !== withoutFragment(state.shown?.url);
    const leave = { isNext: delay <= SOON_SECONDS && isOther, isNear: delay <= NEAR_SECONDS };
    return { scheduled: [...state.scheduled, leave] };
  };
  cdp.on('Page.navigatedWithinDocument', onMain(moved));
  cdp.on(
    'Page.frameStartedLoading',
    onMain(() => ({ loading: true })),
  );
  cdp.on(
    'Page.frameStoppedLoading',
    onMain(() => ({ loading: false, asking: false })),
  );
  cdp.on(
    'Page.frameRequestedNavigation',
    onMain(({ disposition }) => (disposition === 'currentTab' ? { asking: true } : {})),
  );
  cdp.on('Page.frameScheduledNavigation', onMain(scheduled));
  cdp.on(
    'Page.frameClearedScheduledNavigation',
    // Of the latest: each step within the document is set and cleared as well, while a meta refresh goes on waiting.
    onMain(() => ({ scheduled: state.scheduled.slice(0, -1) })),
  );
  return Object.assign(state, { statusOf });
};
