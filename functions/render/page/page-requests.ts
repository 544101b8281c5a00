import type { CDPSession, Protocol } from 'puppeteer-core';

/** A request that has been answered by nobody yet, or not in full. */
interface PendingRequest {
  readonly url: string;
  readonly isImage: boolean;
  /** Milliseconds of `performance.now()`. */
  readonly begun: number;
}

/** What the document of a tab asks for, and what becomes of that; of its frames too that are in the same process. */
export interface PageRequests {
  /** What is on its way and may still change what the page looks like. */
  pending(): readonly PendingRequest[];
  /** Addresses of images that could not be had, whatever shows them: an element, a style, or nothing. */
  failedImages(): readonly string[];
  /** Whether the document that is there has asked for nothing of other types than these. */
  areOnly(types: ReadonlySet<Protocol.Network.ResourceType>): boolean;
  /** How many requests there have been. */
  count(): number;
  /**
   * Settles when what is on its way to one of these addresses has come to its end, or is of a document that is gone. That may
   * be never.
   */
  over(addresses: readonly string[]): Promise<void>;
}

/** What a page may keep open for ever (streams, films, sockets), or says to its server alone, is none of its content. */
const CONTENT: ReadonlySet<string> = new Set<Protocol.Network.ResourceType>([
  'Document',
  'Fetch',
  'Font',
  'Image',
  'Script',
  'Stylesheet',
  'XHR',
]);
/** A page may ask for any number of things. */
const MOST_PENDING = 1_000;
const MOST_FAILED = 200;
const FIRST_ERROR = 400;
/** Characters: what is longer is told to nobody, since all addresses may be told to the page at once. */
const LONGEST_URL = 4_000;

/** Whether the browser was given something else than the image that it had asked for, mostly a page that says so. */
const isNoImage = ({ status, mimeType }: Protocol.Network.Response): boolean =>
  mimeType === 'text/html' || (status >= FIRST_ERROR && !mimeType.startsWith('image/'));

/**
 * Follows the requests of a tab through `cdp`, on which the Page and Network domains are enabled, from before it is asked
 * for its first document.
 */
export const pageRequests = (cdp: CDPSession): PageRequests => {
  const pending = new Map<string, PendingRequest & { readonly frame: string | undefined }>();
  const failed = new Set<string>();
  const waiting = new Set<(requestId: string) => void>();
  const types = new Set<Protocol.Network.ResourceType>();
  let count = 0;
  let mainFrame: string | undefined;
  const fail = (url: string | undefined) => {
    if (url !== undefined && failed.size < MOST_FAILED) failed.add(url);
  };
  const end = (requestId: string) => {
    if (!pending.delete(requestId)) return;
    for (const crossOff of waiting) crossOff(requestId);
  };
  cdp.on('Network.requestWillBeSent', ({ requestId, loaderId, request, type = 'Other', frameId: from }) => {
    const isDocument = requestId === loaderId;
    if (isDocument) mainFrame ??= from;
    // Another document: what the one before had asked for is nobody's concern.
    if (isDocument && from === mainFrame) {
      for (const id of pending.keys()) end(id);
      failed.clear();
      return;
    }
    types.add(type);
    if (!CONTENT.has(type) || !/^https?:/.test(request.url)) return;
    count += 1;
    if (pending.size >= MOST_PENDING || request.url.length > LONGEST_URL) return;
    const frame = type === 'Document' ? from : undefined;
    pending.set(requestId, { url: request.url, isImage: type === 'Image', begun: performance.now(), frame });
  });
  // Not before: what is asked for in vain leaves the document where it is.
  cdp.on('Page.frameNavigated', ({ frame }) => {
    if (frame.id === mainFrame) types.clear();
  });
  cdp.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Image' && isNoImage(response)) fail(pending.get(requestId)?.url);
  });
  cdp.on('Network.loadingFinished', ({ requestId }) => end(requestId));
  cdp.on('Network.loadingFailed', ({ requestId, type, canceled, errorText }) => {
    // What we have kept from the page ourselves has not failed.
    const isOurs = errorText === 'net::ERR_BLOCKED_BY_CLIENT';
    if (type === 'Image' && canceled !== true && !isOurs) fail(pending.get(requestId)?.url);
    end(requestId);
  });
  // A frame that is gone, or went on in another process, whose session is told the rest.
  cdp.on('Page.frameDetached', ({ frameId: gone }) => {
    for (const [id, { frame }] of pending) if (frame === gone) end(id);
  });
  return {
    pending: () => [...pending.values()],
    failedImages: () => [...failed],
    areOnly: (some) => [...types].every((type) => some.has(type)),
    count: () => count,
    over: (addresses) =>
      new Promise((resolve) => {
        const awaited = new Set(addresses);
        const ids = new Set([...pending].filter(([, { url }]) => awaited.has(url)).map(([id]) => id));
        const crossOff = (id?: string) => {
          if (id !== undefined) ids.delete(id);
          if (ids.size > 0) return;
          waiting.delete(crossOff);
          resolve();
        };
        waiting.add(crossOff);
        crossOff();
      }),
  };
};
