import type { CDPSession } from 'puppeteer-core';
import type { Seat } from './seats.ts';

/**
 * How often memory and nodes are looked at, in milliseconds; a look costs a fiftieth of that at most. The kernel does not
 * help: with a limit of data below 4 GB (RLIMIT_DATA) this Chromium's pages hang before they begin.
 */
const EVERY_MS = 100;
/**
 * Nodes of a page with all its frames of its own site; what frames of other sites have is bounded by their memory. The longest
 * documents of the web have a quarter of that.
 */
const MOST_NODES = 2_000_000;
/**
 * Requests of a page with all its frames and its own workers; not those of shared and service workers, of which the
 * proxy counts what does not go through TLS. Pages have some hundred.
 */
const MOST_REQUESTS = 10_000;

/** What is told of a capture that uses more than it may. */
interface Excess {
  /** The page has more nodes, or made more requests, than a page may. */
  page(): void;
  /** The browser has more memory than it may, by whichever page in it. */
  browser(): void;
}

/** A watch over what a capture uses. */
export interface UsageWatch {
  /** Bytes that the browser had in memory at the last look. */
  memory(): number;
  /** Counts the requests of a part of the page, too, from its beginning on if it does not run yet. */
  countIn(part: { readonly session: CDPSession; readonly type: string }): void;
  stop(): void;
}

/**
 * Watches what a capture uses besides time, from now on until it is stopped. A page that is too busy to count its nodes is
 * not waited for: its time will be over.
 */
export const watchUsage = (
  { tenancy, ready: { cdp } }: Pick<Seat, 'tenancy' | 'ready'>,
  memoryLimit: number,
  excess: Excess,
): UsageWatch => {
  let memory = 0;
  let requests = 0;
  let isCounting = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const countRequest = () => {
    if (isStopped) return;
    requests += 1;
    if (requests > MOST_REQUESTS) excess.page();
  };
  const countNodes = async () => {
    if (isCounting) return;
    isCounting = true;
    try {
      const { nodes } = await cdp.send('Memory.getDOMCounters');
      if (nodes > MOST_NODES) excess.page();
    } finally {
      isCounting = false;
    }
  };
  const look = async () => {
    // What is gone is seen to elsewhere.
    countNodes().catch(() => undefined);
    try {
      memory = await tenancy.memory(memoryLimit);
      if (!isStopped && memory > memoryLimit) excess.browser();
    } catch {
      // A look that could not be taken, as for want of descriptors, is taken anew.
    } finally {
      if (!isStopped) timer = setTimeout(look, EVERY_MS).unref();
    }
  };
  cdp.on('Network.requestWillBeSent', countRequest);
  timer = setTimeout(look, EVERY_MS).unref();
  return {
    memory: () => memory,
    countIn: ({ session, type }) => {
      if (!['iframe', 'worker'].includes(type)) return;
      session.on('Network.requestWillBeSent', countRequest);
      // What does not run yet may not answer before it does.
      session.send('Network.enable').catch(() => undefined);
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
};
