import { RenderFailure, type RenderFailureCode } from '../domain/render-failure.ts';
import type { EgressOrder } from '../ports/egress.ts';
import type { Seat, Seats } from './seats.ts';
import { type Tab, tabOf } from './tab.ts';
import type { Work } from './work.ts';

/** The part of a Work that knows the browser: takes a seat for the capture, and leaves it again. */
export const place = (seats: Seats, order: EgressOrder) => {
  const lost = Promise.withResolvers<never>();
  // A capture that fails for another reason leaves nobody to hear of the loss.
  lost.promise.catch(() => undefined);
  let isLost = false;
  let isOverspent = false;
  const fail = (code: RenderFailureCode) => {
    isLost = true;
    lost.reject(new RenderFailure(code));
  };
  const lose = () => fail('page_crashed');
  const overspend = () => {
    isOverspent = true;
    fail('page_too_heavy');
  };
  let taking: Promise<Seat> | undefined;
  let seat: Seat | undefined;
  return {
    lost: lost.promise,
    /** Whether it has lost its page or its browser, which no event may have told of yet. */
    isLost: () => {
      if (seat?.isLost() === true) lose();
      return isLost;
    },
    /** Ends the capture for using more than it may; its browser must go with it. */
    overspend,
    isOverspent: () => isOverspent,
    /** Its browser has lost its network, and with it the proxies of whoever is in it: it must go. */
    isCutLoose: () => seat?.hasNetwork() === false,
    open: async (work: Pick<Work, 'geometry' | 'options'>) => {
      const sit = async (): Promise<Seat> => {
        taking = seats.take(order);
        seat = await taking;
        return seat;
      };
      const tabAt = ({ ready }: Seat): Promise<Tab> =>
        Promise.race([tabOf(ready, work.geometry, work.options), ready.crashed]);
      let here = await sit();
      const tab = await tabAt(here).catch(async (error: unknown) => {
        // A browser that died while nobody used it shows it only now.
        if (!here.isAhead) throw error;
        await seats.leave(here, true).catch(() => undefined);
        here = await sit();
        return tabAt(here);
      });
      // Not `once`: Puppeteer wraps what it is given there, so that `off` does not find it, and the warm browser would
      // keep every capture with all its pixels.
      here.tenancy.browser.on('disconnected', lose);
      here.ready.page.once('error', lose);
      if (here.isLost()) lose();
      return tab;
    },
    cutOff: () => seat?.way.cutOff(),
    denial: (host: string, port: number) => seat?.way.denial(host, port),
    /** Leaves what was taken, or is still being opened; past the deadline with force. */
    leave: async (overdue: boolean) => {
      const taken = await taking?.catch(() => undefined);
      taken?.tenancy.browser.off('disconnected', lose);
      if (taken !== undefined) await seats.leave(taken, overdue);
    },
  };
};
