import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptureInputs } from '../domain/capture-inputs.ts';
import type { CaptureOptions } from '../domain/capture-options.ts';
import { geometry } from '../domain/geometry.ts';
import { outlookOf, type RegionExits } from '../domain/region-exit.ts';
import { RenderFailure } from '../domain/render-failure.ts';
import type { Egress } from '../ports/egress.ts';
import type { Renderer } from '../ports/renderer.ts';
import { type AdFilters, adFiltersIn } from './blocking/ad-filters.ts';
import { type BrowserOptions, warmBrowser } from './browser/browser.ts';
import { browserPerCapture } from './browser/browser-per-capture.ts';
import { place } from './browser/place.ts';
import { createSeats, type SeatOrder, type Seats } from './browser/seats.ts';
import { type Budget, createBudget } from './budget.ts';
import { denialOf, renderFailureOf } from './page/chromium-errors.ts';
import { pictureOf } from './picture-of.ts';
import { plan } from './plan.ts';
import { sharpPicture, type Visit } from './sharp-picture.ts';
import { runSteps } from './step.ts';
import type { Work } from './work.ts';

export interface ChromiumRendererOptions extends BrowserOptions {
  /** The way out: one session a capture. */
  readonly egress: Egress;
  /** The file with the lists of advertisements, made by layers/filters/build.ts; it need not be there. */
  readonly adFilters?: string | undefined;
  /**
   * Closes what a capture leaves while its caller goes on, and opens the next one's page before it is asked for: a third
   * of the time of a small page. Not with a browser of a single process.
   */
  readonly worksAhead?: boolean | undefined;
  /** A browser of one process for each capture, for places that cannot run several; see chromium-args.ts. */
  readonly singleProcess?: boolean | undefined;
  /** The exits of regions to the web; none where absent. */
  readonly exits?: RegionExits | undefined;
  /** A region without an exit is rendered from here, with a warning; it fails otherwise. */
  readonly anyRegionFromHere?: boolean | undefined;
  /** Bytes that the browser with all its processes may have in memory; 2 GB where absent. */
  readonly memoryLimit?: number | undefined;
  /** The text of the mark on frames of captures that are to carry one; none where absent. */
  readonly mark?: string | undefined;
}

const elsewhere = ({ render_region }: CaptureOptions): string =>
  `This stage has no exit in ${render_region}: the page was looked at from where the stage is, with the language and the time of that region.`;

/** What a browser with all its processes may have in memory where nobody says otherwise, in bytes. */
const MEMORY_LIMIT = 2_000_000_000;

/** What the browser of all captures has in memory while a capture is in one of its own, in bytes. */
const IDLE_BROWSER = 200_000_000;
/** With less the page may be too heavy for the rest, in bytes. */
const LEAST_FOR_TWO = 900_000_000;
/** How much longer than the first visit a second one may take, and a browser to start for it, in milliseconds. */
const AGAIN = 1.5;
const LAUNCH_MS = 3_000;
/** Kept for the first picture, when the second does not come, in milliseconds. */
const FOR_FIRST_MS = 1_000;

/** How long seats may take to be left before their browser is ended all the same, in milliseconds. */
const SEATS_CLOSE_MS = 3_000;

/** What is to be rendered, and from which seat. */
interface Order extends SeatOrder {
  readonly options: CaptureOptions;
  readonly inputs: CaptureInputs;
  readonly mark: string | undefined;
  readonly isElsewhere: boolean;
}

interface Shared {
  readonly seats: Seats;
  readonly memoryLimit: number;
  /** Waits for the end of what a capture leaves, or sees to it while the next one is under way. */
  readonly afterwards: (leaving: Promise<void>, isForced: boolean) => Promise<void>;
  readonly adFilters: () => Promise<AdFilters | undefined>;
}

/** What a visit may use that is made while there is a picture already, and the browser of all captures. */
const besides = (deadline: number, memoryLimit: number) => ({
  end: deadline - FOR_FIRST_MS,
  memory: memoryLimit - IDLE_BROWSER,
});

const finerScaleOf = ({ made: { hasCoarseFrames = false, tab } }: Work): number | undefined =>
  hasCoarseFrames && tab !== undefined ? tab.deviceWidth / tab.viewport.width : undefined;

const capture = async (
  { seats, memoryLimit, afterwards, adFilters }: Shared,
  { options, inputs, mark, isElsewhere, ...order }: Order,
  budget: Budget,
): Promise<Visit> => {
  const seat = place(seats, order, memoryLimit);
  const work: Work = {
    options,
    geometry: geometry(options),
    mark: options.marked ? mark : undefined,
    budget,
    made: {},
    warnings: isElsewhere ? [elsewhere(options)] : [],
    screenScale: order.scale ?? 1,
    openTab: () => seat.open(work),
    adFilters,
    cutOff: () => {
      work.made.tab?.document.cutOff();
      seat.cutOff();
    },
    denial: (url) => denialOf(url, seat.denial),
    lost: seat.lost,
    isLost: () => seat.loss() !== undefined,
  };
  let isUnresponsive = false;
  try {
    const timings = await runSteps(plan(options, inputs), work, budget);
    // What has gone without an event may be missing in the picture.
    const loss = seat.loss();
    if (loss !== undefined) throw loss;
    return { picture: pictureOf(work, timings), finerScale: finerScaleOf(work) };
  } catch (error) {
    // What breaks with the browser is not why.
    const failure = seat.loss() ?? renderFailureOf(error, work.made.tab?.document.awaitedUrl(), seat.denial);
    // Whatever is told in its place.
    isUnresponsive = [error, failure].some(
      (one) => one instanceof RenderFailure && one.code === 'page_unresponsive',
    );
    throw failure;
  } finally {
    // A browser that did not answer in time may have no answer for the next capture either, or a wrong one.
    const isForced = budget.spent() || isUnresponsive || seat.isOverspent() || seat.isCutLoose();
    await afterwards(seat.leave(isForced), isForced);
  }
};

/**
 * Renders pages with Chromium: one warm browser, an isolated context and a way out of its own for each capture. When a
 * capture fails with page_unresponsive, at its deadline (Unix ms) at the latest, or with page_too_heavy, the browser is
 * killed with all its processes; another capture that was in it fails with page_crashed, which is worth another attempt.
 */
export const chromiumRenderer = (options: ChromiumRendererOptions): Renderer => {
  const browsers = options.singleProcess ? browserPerCapture(options) : warmBrowser(options);
  const seats = createSeats(options.egress, browsers);
  const adFilters = adFiltersIn(options.adFilters);
  const { memoryLimit = MEMORY_LIMIT } = options;
  const left = new Set<Promise<void>>();
  let isOpen = true;

  /** Nobody waits for the end of a capture that has its picture; then the next one's seat is opened. */
  const unattended = (leaving: Promise<void>): void => {
    const done = leaving
      .catch((error: unknown) => options.log?.('seat_not_left', { error }))
      .then(() => {
        left.delete(done);
        if (isOpen) seats.openAhead();
      });
    left.add(done);
  };
  const afterwards = async (leaving: Promise<void>, isForced: boolean): Promise<void> => {
    if (isForced || options.worksAhead !== true) return leaving;
    unattended(leaving);
  };

  return {
    render: async (captureOptions, { deadline, inputs, isPrivate = false }) => {
      const { exit, isElsewhere } = outlookOf(captureOptions.render_region, {
        exits: options.exits ?? {},
        isForgiving: options.anyRegionFromHere ?? false,
      });
      const order = { options: captureOptions, inputs, mark: options.mark, isElsewhere, isPrivate, exit };
      const visit = async (scale?: number): Promise<Visit> => {
        const own =
          scale === undefined ? { end: deadline, memory: memoryLimit } : besides(deadline, memoryLimit);
        // What the first visit leaves is in memory, too.
        if (scale !== undefined) await Promise.all(left);
        const budget = createBudget(own.end, captureOptions.wait_time * 1_000);
        return capture(
          { seats, memoryLimit: own.memory, afterwards, adFilters },
          { ...order, scale },
          budget,
        );
      };
      const mayVisitAgain = (took: number): boolean =>
        isOpen && memoryLimit >= LEAST_FOR_TWO && deadline - Date.now() > took * AGAIN + LAUNCH_MS;
      return sharpPicture({ visit, mayVisitAgain, log: options.log });
    },
    idle: async () => {
      await Promise.all(left);
      await seats.idle();
    },
    close: async () => {
      isOpen = false;
      await Promise.all(left);
      const closing = seats.close();
      // What hangs ends with its browser.
      await Promise.race([closing, sleep(SEATS_CLOSE_MS, undefined, { ref: false })]);
      await browsers.close();
      await closing;
    },
  };
};
