import type { Egress, EgressOrder, EgressSession } from '../ports/egress.ts';
import type { Browsers, Tenancy } from './browser.ts';
import { type ReadyPage, readyPage } from './ready-page.ts';

/** Where one capture happens: a way out, a context that has no other, and an empty page in it. */
export interface Seat {
  readonly way: EgressSession;
  readonly tenancy: Tenancy;
  readonly ready: ReadyPage;
}

/** Where captures get their seats from. */
export interface Seats {
  /** A seat of its own for a capture. Throws when there is no browser to be had, or no port for its way out. */
  take(order: EgressOrder): Promise<Seat>;
  /** Gives a seat back; past the deadline with force, the browser with all who are in it. */
  leave(seat: Seat, overdue: boolean): Promise<void>;
  /** Opens a seat for whoever comes next, while nobody waits for it. */
  openAhead(): void;
  /** Ends what is open ahead. */
  close(): Promise<void>;
}

const isPlain = ({ isPrivate = false, exit }: EgressOrder): boolean => !isPrivate && exit === undefined;

export const createSeats = (egress: Egress, browsers: Browsers): Seats => {
  let ahead: Promise<Seat> | undefined;

  const open = async (order: EgressOrder): Promise<Seat> => {
    const way = await egress.open(order);
    let tenancy: Tenancy | undefined;
    try {
      tenancy = await browsers.openContext(way.proxyUrl);
      return { way, tenancy, ready: await readyPage(tenancy.context) };
    } catch (error) {
      await Promise.allSettled([tenancy?.kill(), way.close()]);
      throw error;
    }
  };
  const leave = async ({ tenancy, way }: Seat, overdue: boolean): Promise<void> => {
    try {
      await (overdue ? tenancy.kill() : tenancy.close());
    } finally {
      await way.close();
    }
  };

  /** What was opened ahead, if its browser is still there. */
  const takeAhead = async (): Promise<Seat | undefined> => {
    const opening = ahead;
    ahead = undefined;
    const seat = await opening?.catch(() => undefined);
    if (seat === undefined || (seat.tenancy.browser.connected && !seat.ready.page.isClosed())) return seat;
    await leave(seat, true).catch(() => undefined);
    return undefined;
  };

  return {
    take: async (order) => (isPlain(order) ? await takeAhead() : undefined) ?? open(order),
    leave,
    openAhead: () => {
      ahead ??= open({});
      // Whoever takes it, or nobody, hears of that.
      ahead.catch(() => undefined);
    },
    close: async () => {
      const seat = await takeAhead();
      if (seat !== undefined) await leave(seat, false);
    },
  };
};
