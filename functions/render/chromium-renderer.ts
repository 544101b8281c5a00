import { MAX_TITLE, MAX_URL } from '../domain/capture.ts';
import type { CaptureInputs } from '../domain/capture-inputs.ts';
import type { CaptureOptions } from '../domain/capture-options.ts';
import type { Checks } from '../domain/checks.ts';
import type { Consent } from '../domain/consent.ts';
import { geometry } from '../domain/geometry.ts';
import { outlookOf, type RegionExits } from '../domain/region-exit.ts';
import { RenderFailure } from '../domain/render-failure.ts';
import type { Egress, EgressSession } from '../ports/egress.ts';
import type { Picture, Renderer } from '../ports/renderer.ts';
import { type AdFilters, adFiltersIn } from './blocking/ad-filters.ts';
import { type BrowserOptions, type Browsers, type Tenancy, warmBrowser } from './browser.ts';
import { browserPerCapture } from './browser-per-capture.ts';
import { type Budget, createBudget } from './budget.ts';
import { renderFailureOf } from './chromium-errors.ts';
import { plan } from './plan.ts';
import { runSteps, type Timings } from './step.ts';
import { openTab } from './tab.ts';
import { made, type Work } from './work.ts';

export interface ChromiumRendererOptions extends BrowserOptions {
  /** The way out: one session a capture. */
  readonly egress: Egress;
  /** The file with the lists of advertisements, made by layers/filters/build.ts; it need not be there. */
  readonly adFilters?: string | undefined;
  /** A browser of one process for each capture, for places that cannot run several; see chromium-args.ts. */
  readonly singleProcess?: boolean | undefined;
  /** The exits of regions to the web; none where absent. */
  readonly exits?: RegionExits | undefined;
  /** A region without an exit is rendered from here, with a warning; it fails otherwise. */
  readonly anyRegionFromHere?: boolean | undefined;
  /** The text of the mark on frames of captures that are to carry one; none where absent. */
  readonly mark?: string | undefined;
}

/** The part of a Work that knows the browser: opens the capture's tab in it, and closes it again. */
const tabOf = (browsers: Browsers, proxyUrl: string) => {
  const lost = Promise.withResolvers<never>();
  // A capture that fails for another reason leaves nobody to hear of the loss.
  lost.promise.catch(() => undefined);
  let isLost = false;
  const lose = () => {
    isLost = true;
    lost.reject(new RenderFailure('page_crashed'));
  };
  let opening: Promise<Tenancy> | undefined;
  return {
    lost: lost.promise,
    isLost: () => isLost,
    open: async (work: Pick<Work, 'geometry' | 'options'>) => {
      opening = browsers.openContext(proxyUrl);
      const tenancy = await opening;
      // Not `once`: Puppeteer wraps what it is given there, so that `off` does not find it, and the warm browser would
      // keep every capture with all its pixels.
      tenancy.browser.on('disconnected', lose);
      const tab = await openTab(tenancy.context, work.geometry, work.options);
      tab.page.once('error', lose);
      return tab;
    },
    /** Closes what was opened, or is still opening; past the deadline with force. */
    close: async (overdue: boolean) => {
      const tenancy = await opening?.catch(() => undefined);
      tenancy?.browser.off('disconnected', lose);
      await (overdue ? tenancy?.kill() : tenancy?.close());
    },
  };
};

/** The beginning of what a page says of itself, whole characters only: it may be of any length, and be no Unicode. */
const beginning = (text: string, most: number): string => text.slice(0, most).toWellFormed();

const checksOf = ({ made: { verdict, size, blocking, tab, consent } }: Work): Checks => ({
  page_status: tab?.document.shown().status ?? null,
  ...verdict,
  still_loading: tab?.document.isStuck() ?? false,
  truncated: size?.truncated ?? false,
  blocked_requests: blocking?.blocked.length ?? 0,
  consent: consent?.result ?? null,
});

/** What came of `dismiss_cookies`, also where its step did not end. */
const consentOf = ({ options: { dismiss_cookies: action }, made: { consent } }: Work): Consent | undefined =>
  action === '' ? undefined : (consent ?? { action, result: 'timed_out' });

const pictureOf = (work: Work, timings: Timings): Picture => {
  const { status, url } = made(work, 'tab').document.shown();
  const { bytes, width, height } = made(work, 'file');
  return {
    format: work.options.format,
    bytes,
    width,
    height,
    preview: made(work, 'preview'),
    capturedAt: made(work, 'capturedAt'),
    pageStatus: status,
    finalUrl: beginning(url, MAX_URL),
    pageTitle: beginning(made(work, 'title'), MAX_TITLE),
    timings,
    checks: checksOf(work),
    consent: consentOf(work),
    warnings: work.warnings,
  };
};

const elsewhere = ({ render_region }: CaptureOptions): string =>
  `This stage has no exit in ${render_region}: the page was looked at from where the stage is, with the language and the time of that region.`;

/** What is to be rendered. */
interface Order {
  readonly options: CaptureOptions;
  readonly inputs: CaptureInputs;
  readonly mark: string | undefined;
  readonly isElsewhere: boolean;
}

interface Shared {
  readonly browsers: Browsers;
  readonly adFilters: () => Promise<AdFilters | undefined>;
}

const capture = async (
  { browsers, adFilters }: Shared,
  way: EgressSession,
  { options, inputs, mark, isElsewhere }: Order,
  budget: Budget,
): Promise<Picture> => {
  const tab = tabOf(browsers, way.proxyUrl);
  const work: Work = {
    options,
    geometry: geometry(options),
    mark: options.marked ? mark : undefined,
    budget,
    made: {},
    warnings: isElsewhere ? [elsewhere(options)] : [],
    openTab: () => tab.open(work),
    adFilters,
    cutOff: way.cutOff,
    lost: tab.lost,
    isLost: tab.isLost,
  };
  try {
    const timings = await runSteps(plan(options, inputs), work, budget);
    return pictureOf(work, timings);
  } catch (error) {
    throw renderFailureOf(error, work.made.tab?.document.pendingUrl(), way.denial);
  } finally {
    await tab.close(budget.spent());
  }
};

/**
 * Renders pages with Chromium: one warm browser, an isolated context and a way out of its own for each capture. At its
 * deadline (Unix ms) a capture fails with page_unresponsive and the browser is killed with all its processes; another
 * capture that was in it fails with page_crashed, which is worth another attempt.
 */
export const chromiumRenderer = (options: ChromiumRendererOptions): Renderer => {
  const browsers = options.singleProcess ? browserPerCapture(options) : warmBrowser(options);
  const adFilters = adFiltersIn(options.adFilters);
  return {
    render: async (captureOptions, { deadline, inputs, isPrivate = false }) => {
      const budget = createBudget(deadline, captureOptions.wait_time * 1_000);
      const { exit, isElsewhere } = outlookOf(captureOptions.render_region, {
        exits: options.exits ?? {},
        isForgiving: options.anyRegionFromHere ?? false,
      });
      const way = await options.egress.open({ isPrivate, exit }).catch((cause: unknown) => {
        throw new RenderFailure('internal', { cause });
      });
      try {
        const order = { options: captureOptions, inputs, mark: options.mark, isElsewhere };
        return await capture({ browsers, adFilters }, way, order, budget);
      } finally {
        await way.close();
      }
    },
    close: () => browsers.close(),
  };
};
