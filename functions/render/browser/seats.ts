import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'puppeteer-core';
import type { Egress, EgressOrder, EgressSession } from '../../ports/egress.ts';
import { type ReadyPage, readyPage } from '../page/ready-page.ts';
import type { Browsers, Tenancy } from './browser.ts';

/** Where one capture happens: a way out, a context that has no other, and an empty page in it. */
export interface Seat {
  readonly way: EgressSession;
  readonly tenancy: Tenancy;
  readonly ready: ReadyPage;
  /** It was opened before somebody wanted it. */
  readonly isAhead: boolean;
  /** Its page, its browser, or what speaks to the network for them, is gone. */
  readonly isLost: () => boolean;
  /** No other capture is in its browser, so what the browser does is its doing. */
  readonly isAlone: () => boolean;
}

/** What a capture needs of its seat. */
export interface SeatOrder extends EgressOrder {
  /** Device pixels a CSS pixel of the screen, in a browser of its own; in the one of all captures where absent. */
  readonly scale?: number | undefined;
}

/** Where captures get their seats from. */
export interface Seats {
  /** A seat of its own for a capture. Throws when there is no browser to be had, or no port for its way out. */
  take(order: SeatOrder): Promise<Seat>;
  /** Gives a seat back, once; past the deadline with force, the browser with all who are in it. */
  leave(seat: Seat, overdue: boolean): Promise<void>;
  /** Opens a seat for whoever comes next, while nobody waits for it. */
  openAhead(): void;
  /** Settles when what is being opened ahead is open, or could not be. */
  idle(): Promise<void>;
  /** Ends what is open ahead. */
  close(): Promise<void>;
}

/** What has not opened by then is given up; usual are 60 ms. */
const OPEN_MS = 3_000;

/** A page that has not opened by then never will: its browser is broken, and would be for all who come after. */
const PAGE_MS = 10_000;

/** Rejects when a browser is gone, which leaves some of what it was asked for unanswered, or late with it. */
const inTime = async <Result>(browser: Browser, work: Promise<Result>): Promise<Result> => {
  const { promise: failed, reject } = Promise.withResolvers<never>();
  const gone = () => reject(new Error('Connection closed: the browser has ended.'));
  const late = setTimeout(() => reject(new Error('The browser opens no page any more.')), PAGE_MS);
  browser.on('disconnected', gone);
  if (!browser.connected) gone();
  try {
    return await Promise.race([work, failed]);
  } finally {
    clearTimeout(late);
    browser.off('disconnected', gone);
  }
};

const isPlain = ({ isPrivate = false, exit, scale }: SeatOrder): boolean =>
  !isPrivate && exit === undefined && scale === undefined;

export const createSeats = (egress: Egress, browsers: Browsers): Seats => {
  let ahead: Promise<Seat> | undefined;
  /** Seats that took too long to open, until they are left. */
  const abandoned = new Set<Promise<void>>();
  /** Those that somebody has, until nothing of them is left. */
  const taken = new Set<Seat>();

  const open = async ({ scale, ...order }: SeatOrder, isAhead = false): Promise<Seat> => {
    const way = await egress.open(order);
    let tenancy: Tenancy | undefined;
    try {
      tenancy = await browsers.openContext(way.proxyUrl, scale);
      const { browser, context } = tenancy;
      const ready = await inTime(browser, readyPage(context));
      let hasCrashed = false;
      ready.crashed.catch(() => {
        hasCrashed = true;
      });
      const isLost = () =>
        hasCrashed || ready.cdp.detached || !browser.connected || tenancy?.hasNetwork() === false;
      const isAlone = () => ![...taken].some((other) => other !== seat && other.tenancy.browser === browser);
      const seat: Seat = { way, tenancy, ready, isAhead, isLost, isAlone };
      return seat;
    } catch (error) {
      await Promise.allSettled([tenancy?.kill(), way.close()]);
      throw error;
    }
  };
  const endOf = async (seat: Seat, overdue: boolean): Promise<void> => {
    const { tenancy, way } = seat;
    try {
      await (overdue ? tenancy.kill() : tenancy.close());
    } finally {
      taken.delete(seat);
      await way.close();
    }
  };
  // A seat that is given up while it hangs is left by its capture as well; its browser must count that once.
  const leaving = new WeakMap<Seat, Promise<void>>();
  const leave = (seat: Seat, overdue: boolean): Promise<void> => {
    const left = leaving.get(seat) ?? endOf(seat, overdue);
    leaving.set(seat, left);
    return left;
  };

  /** What was opened ahead, if its browser is still there. */
  const takeAhead = async (): Promise<Seat | undefined> => {
    const opening = ahead;
    ahead = undefined;
    if (opening === undefined) return undefined;
    const late = sleep(OPEN_MS, 'late' as const, { ref: false });
    const seat = await Promise.race([opening.catch(() => undefined), late]);
    if (seat === 'late') {
      const abandoning = opening.then((one) => leave(one, true)).catch(() => undefined);
      abandoned.add(abandoning);
      abandoning.finally(() => abandoned.delete(abandoning));
      return undefined;
    }
    if (seat === undefined || !seat.isLost()) return seat;
    await leave(seat, true).catch(() => undefined);
    return undefined;
  };

  return {
    take: async (order) => {
      const seat = (isPlain(order) ? await takeAhead() : undefined) ?? (await open(order));
      taken.add(seat);
      return seat;
    },
    leave,
    openAhead: () => {
      ahead ??= open({}, true);
      // Whoever takes it, or nobody, hears of that.
      ahead.catch(() => undefined);
    },
    idle: async () => {
      await ahead?.catch(() => undefined);
    },
    close: async () => {
      const opening = ahead;
      ahead = undefined;
      const seat = await opening?.catch(() => undefined);
      if (seat !== undefined) await leave(seat, seat.isLost());
      await Promise.all(abandoned);
    },
  };
};
