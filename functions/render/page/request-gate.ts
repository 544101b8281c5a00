import type { CDPSession, Protocol } from 'puppeteer-core';
import type { CaptureInputs } from '../../domain/capture-inputs.ts';
import type { PageRequest } from '../blocking/ad-filters.ts';
import type { TabSessions } from './tab-sessions.ts';

/** What the requests of a page are held up for. */
export interface GateRules {
  /** The address of the page. */
  readonly url: string;
  /** User and password for the page's own origin. */
  readonly credentials?: CaptureInputs['http_auth'];
  /** Whether a request is not to leave; the page's own document is never asked about. */
  readonly blocks?: ((request: PageRequest) => boolean) | undefined;
}

/** What the gate has turned away so far. */
export interface RequestGate {
  /** The addresses of the blocked requests, each as often as it was asked for. */
  readonly blocked: readonly string[];
}

// A request that is gone meanwhile needs no answer.
const ignore = (): undefined => undefined;

/** Answers what the page's own origin asks, once a request; whoever else asks gets nothing. */
const authenticate = (cdp: CDPSession, origin: string, credentials: GateRules['credentials']): void => {
  if (credentials === undefined) return;
  const answered = new Set<string>();
  cdp.on('Fetch.authRequired', ({ requestId, authChallenge }) => {
    const isOurs =
      authChallenge.source !== 'Proxy' && authChallenge.origin === origin && !answered.has(requestId);
    answered.add(requestId);
    cdp
      .send('Fetch.continueWithAuth', {
        requestId,
        authChallengeResponse: isOurs
          ? { response: 'ProvideCredentials', username: credentials.user, password: credentials.pass }
          : { response: 'CancelAuth' },
      })
      .catch(ignore);
  });
};

/** The addresses of the documents of frames, by the frame's id, as far as the session tells. */
const followAddresses = async (session: CDPSession, addresses: Map<string, string>): Promise<void> => {
  session.on('Page.frameNavigated', ({ frame }) => void addresses.set(frame.id, frame.url));
  await session.send('Page.enable').catch(ignore);
};

/**
 * Stands before all requests of a page, in all its frames and workers: the only owner of the Fetch domain, which two
 * could not share. Each held request costs a round trip, so with credentials alone only those of the origin are held.
 */
export const openRequestGate = async (
  sessions: TabSessions,
  mainFrame: string,
  { url, credentials, blocks }: GateRules,
): Promise<RequestGate> => {
  const { origin } = new URL(url);
  const blocked: string[] = [];
  const addresses = new Map([[mainFrame, url]]);

  const isBlocked = ({ request, resourceType, frameId }: Protocol.Fetch.RequestPausedEvent): boolean => {
    if (resourceType === 'Document' && frameId === mainFrame) return false;
    const main = addresses.get(mainFrame) ?? url;
    // What an iframe is to show is asked for by the page that has it.
    const from = resourceType === 'Document' ? main : (addresses.get(frameId) ?? main);
    // A frame without an address of its own, such as about:blank, belongs to the page.
    const document = /^https?:/.test(from) ? from : main;
    return blocks?.({ url: request.url, resourceType, from: document }) === true;
  };
  const hold = (session: CDPSession) => {
    session.on('Fetch.requestPaused', (event) => {
      const { requestId } = event;
      const isTurnedAway = isBlocked(event);
      if (isTurnedAway) blocked.push(event.request.url);
      const answer = isTurnedAway
        ? session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
        : session.send('Fetch.continueRequest', { requestId });
      answer.catch(ignore);
    });
  };

  await sessions.greet(async ({ session, type, targetId, url: address }) => {
    const isTab = type === 'page';
    if (!isTab && blocks === undefined) return;
    hold(session);
    if (isTab) authenticate(session, origin, credentials);
    if (type === 'iframe') addresses.set(targetId, address);
    if (blocks !== undefined) await followAddresses(session, addresses);
    await session.send('Fetch.enable', {
      handleAuthRequests: isTab && credentials !== undefined,
      patterns: [{ urlPattern: blocks === undefined ? `${origin}/*` : '*' }],
    });
  });
  return { blocked };
};
