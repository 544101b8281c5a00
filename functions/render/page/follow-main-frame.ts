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
  /** The address of another document that it has asked for, and not sent for yet. */
  askingFor: string | undefined;
  /** How many documents there have been. */
  commits: number;
  /** The id of the loader of the one that is there; empty before there is one. */
  loaderId: string;
  /** Whether one of them was a page. */
  hasPage: boolean;
  /** Whether the one that is there has fired its load event, or was called off by itself. */
  hasLoaded: boolean;
  /** When the latest document was asked for, in milliseconds of `performance.now()`. */
  askedAt: number;
}

/** What the frame shows and does, and what the server said of what it asked for. */
export interface FollowedFrame extends Readonly<MainFrame> {
  /** The status of the answer to a document's request, by the id of its loader; 0 while there is none. */
  statusOf(loaderId: string): number;
  /** Whether the connection broke off before all of a document had come, by the id of its loader. */
  isBroken(loaderId: string): boolean;
  /** Whether an address is that of another document than the one that is there. */
  isOther(url: string): boolean;
}

/**
 * What Chromium says of a request that did not break off on its way: somebody called it off, or all of it came and was no
 * content. Its own page in place of an empty answer has this for a reason, too.
 */
const UNBROKEN: readonly string[] = [
  'net::ERR_ABORTED',
  'net::ERR_CONTENT_DECODING_FAILED',
  'net::ERR_HTTP_RESPONSE_CODE_FAILURE',
];

/** Requests that failed: a page may have any number of them. */
const MOST_ERRORS = 1_000;

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
    // Redirects are steps of one request.
    if (pendingLoader !== event.requestId) state.askedAt = performance.now();
    state.pendingUrl = event.request.url;
    pendingLoader = event.requestId;
  });
  cdp.on('Network.responseReceived', (event) => {
    if (isMain(event)) statuses.set(event.requestId, event.response.status);
  });
  cdp.on('Network.loadingFailed', (event) => {
    // That it was a document of the main frame is told with its commit at times: so the latest of all are kept.
    errors.set(event.requestId, event.errorText);
    const [oldest = ''] = errors.keys();
    if (errors.size > MOST_ERRORS) errors.delete(oldest);
    // A step to another document that was called off: the one there is stays.
    if (event.requestId === pendingLoader && state.hasPage) state.pendingUrl = undefined;
  });
  return {
    statusOf: (loaderId: string) => statuses.get(loaderId) ?? 0,
    errorOf: (loaderId: string) => errors.get(loaderId) ?? 'net::ERR_FAILED',
    isBroken: (loaderId: string) => {
      const error = errors.get(loaderId);
      return error !== undefined && !UNBROKEN.includes(error);
    },
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
    askingFor: undefined,
    commits: 0,
    loaderId: '',
    hasPage: false,
    hasLoaded: false,
    askedAt: 0,
  };
  // A page that comes back to itself has arrived; it may do so each second, for ever.
  const isOther = (url: string) => withoutFragment(url) !== withoutFragment(state.shown?.url);
  const { statusOf, errorOf, isBroken } = followRequests(cdp, frameId, state);
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
    Object.assign(state, { scheduled: [], askingFor: undefined, loaderId: frame.loaderId, hasLoaded: false });
    state.commits += 1;
    state.hasPage ||= state.failure === undefined;
    changed();
  });
  const moved = ({ url }: Protocol.Page.NavigatedWithinDocumentEvent) =>
    state.shown === undefined ? {} : { shown: { ...state.shown, url } };
  const scheduled = ({ delay, url }: Protocol.Page.FrameScheduledNavigationEvent) => {
    const leave = { isNext: delay <= SOON_SECONDS && isOther(url), isNear: delay <= NEAR_SECONDS };
    return { scheduled: [...state.scheduled, leave] };
  };
  cdp.on('Page.navigatedWithinDocument', onMain(moved));
  cdp.on(
    'Page.frameStartedLoading',
    onMain(() => ({ loading: true })),
  );
  cdp.on(
    'Page.frameStoppedLoading',
    onMain(() => ({ loading: false, askingFor: undefined, hasLoaded: true })),
  );
  // Of the main frame alone. A page that leaves in this moment goes on loading.
  cdp.on('Page.loadEventFired', () => {
    state.hasLoaded = true;
  });
  cdp.on(
    'Page.frameRequestedNavigation',
    onMain(({ disposition, url }) => (disposition === 'currentTab' ? { askingFor: url } : {})),
  );
  cdp.on('Page.frameScheduledNavigation', onMain(scheduled));
  cdp.on(
    'Page.frameClearedScheduledNavigation',
    // Of the latest: each step within the document is set and cleared as well, while a meta refresh goes on waiting.
    onMain(() => ({ scheduled: state.scheduled.slice(0, -1) })),
  );
  return Object.assign(state, { statusOf, isBroken, isOther });
};
