import { RenderFailure, type RenderFailureCode } from '../../domain/render-failure.ts';
import { type Tab, tabOf } from '../page/tab.ts';
import type { Work } from '../work.ts';
import type { Seat, SeatOrder, Seats } from './seats.ts';
import { type UsageWatch, watchUsage } from './watch-usage.ts';

/** The part of a Work that knows the browser: takes a seat for the capture, and leaves it again. */
export const place = (seats: Seats, order: SeatOrder, memoryLimit: number) => {
  const lost = Promise.withResolvers<never>();
  // A capture that fails for another reason leaves nobody to hear of the loss.
  lost.promise.catch(() => undefined);
  let loss: RenderFailure | undefined;
  let isOverspent = false;
  const fail = (code: RenderFailureCode) => {
    loss ??= new RenderFailure(code);
    lost.reject(loss);
  };
  let taking: Promise<Seat> | undefined;
  let seat: Seat | undefined;
  let usage: UsageWatch | undefined;
  let isLeft = false;
  /** What is opened may hang until its capture is over, which is told by the end of its browser at last. */
  const unlessLeft = () => {
    if (isLeft) throw new Error('The capture is over.');
  };
  /** Chromium says of no crash that it was for want of memory, so one with half of it in use counts as that. */
  const wasHeavy = () => (usage?.memory() ?? 0) > memoryLimit / 2;
  // With several in one browser nobody knows whose the memory was: they crashed, and are tried again.
  const codeOfBrowser = (isHeavy: boolean): RenderFailureCode =>
    isHeavy && seat?.isAlone() !== false ? 'page_too_heavy' : 'page_crashed';
  /**
   * Only of a page that is gone alone is its weight the likely reason. The kernel, when it is short of memory, takes a page's
   * process before the browser's own, since Chromium scores them so: a browser that is gone altogether, or without its
   * network of use to nobody, was ended for something else.
   */
  const isAlive = () => seat?.tenancy.hasNetwork() !== false && seat?.tenancy.browser.connected !== false;
  const lose = () => fail(isAlive() ? codeOfBrowser(wasHeavy()) : 'page_crashed');
  const end = (code: RenderFailureCode) => {
    isOverspent = true;
    fail(code);
  };
  const overspend = () => end('page_too_heavy');
  return {
    lost: lost.promise,
    /** Why the capture was ended, which no event may have told of yet; undefined while it was not. */
    loss: () => {
      if (seat?.isLost() === true) lose();
      return loss;
    },
    /** It was ended for using more than it may: its browser must go with it. */
    isOverspent: () => isOverspent,
    /** Its browser has lost its network, and with it the proxies of whoever is in it: it must go. */
    isCutLoose: () => seat?.tenancy.hasNetwork() === false,
    open: async (work: Pick<Work, 'geometry' | 'options'>) => {
      const sit = async (): Promise<Seat> => {
        unlessLeft();
        // What became of one that is given up is no loss of the capture.
        seat = undefined;
        usage?.stop();
        taking = seats.take(order);
        const taken = await taking;
        // Whoever left has waited for it.
        unlessLeft();
        seat = taken;
        const browser = () => end(codeOfBrowser(true));
        usage = watchUsage(seat, memoryLimit, { page: overspend, browser });
        return seat;
      };
      const tabAt = ({ ready }: Seat): Promise<Tab> =>
        Promise.race([tabOf(ready, work.geometry, work.options), ready.crashed]);
      let here = await sit();
      const tab = await tabAt(here).catch(async (error: unknown) => {
        // A browser that died while nobody used it shows it only now.
        if (!here.isAhead || isLeft) throw error;
        await seats.leave(here, true).catch(() => undefined);
        here = await sit();
        return tabAt(here);
      });
      unlessLeft();
      await tab.sessions.greet(async (part) => usage?.countIn(part));
      // Not `once`: Puppeteer wraps what it is given there, so that `off` does not find it, and the warm browser would
      // keep every capture with all its pixels.
      here.tenancy.browser.on('disconnected', lose);
      here.ready.crashed.catch(lose);
      here.way.overspent.then(overspend);
      if (here.isLost()) lose();
      return tab;
    },
    cutOff: () => seat?.way.cutOff(),
    denial: (host: string, port: number) => seat?.way.denial(host, port),
    /** Leaves what was taken, or is still being opened; past the deadline with force. */
    leave: async (overdue: boolean) => {
      isLeft = true;
      const taken = await taking?.catch(() => undefined);
      usage?.stop();
      taken?.tenancy.browser.off('disconnected', lose);
      if (taken !== undefined) await seats.leave(taken, overdue);
    },
  };
};
