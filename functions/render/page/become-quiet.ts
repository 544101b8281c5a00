import { type ScrolledView, scrollAndLook } from '../in-page/scroll-and-look.ts';
import type { PageRequests } from './page-requests.ts';
import type { Tab } from './tab.ts';

/** Milliseconds between two looks at a page: some frames. */
const LOOK_MS = 50;
/** What moves or fades for longer than this, in milliseconds, is a part of the page and not how one of its parts comes. */
const LONGEST_MOVE_MS = 1_500;
/**
 * How long scripts that change something, and ask for nothing, are waited for, in milliseconds: some move what comes into
 * view by themselves, others go on for ever.
 */
const LONGEST_CHANGE_MS = 1_500;

/** When a page is quiet enough, and how long that is waited for. Moments are milliseconds of `performance.now()`. */
interface Quiet {
  /** Milliseconds without anything new. */
  readonly ms: number;
  /** What was asked for before this moment is not waited for: a page may have questions open for ever. */
  readonly since: number;
  readonly until: number;
  /** CSS pixels: a page that gets higher than this is not waited for any longer. */
  readonly height: number;
}

/** How it was in the end. */
interface Quietened {
  readonly view: ScrolledView;
  readonly outcome: 'quiet' | 'higher' | 'late';
}

/** Waits until nothing that the page has asked for is on its way, and nothing in it comes, moves or changes. */
export const becomeQuiet = async (
  { inPage }: Pick<Tab, 'inPage'>,
  requests: PageRequests,
  before: ScrolledView,
  { ms, since, until, height }: Quiet,
): Promise<Quietened> => {
  let view = before;
  let count = requests.count();
  // When something came, or was on its way; and when a script changed something at least.
  let lastArrival = performance.now();
  let lastChange = lastArrival;
  for (;;) {
    const next = await inPage(scrollAndLook, undefined, LOOK_MS, LONGEST_MOVE_MS);
    const now = performance.now();
    const asks = requests.count() > count || requests.pending().some(({ begun }) => begun >= since);
    if (asks || next.moves || next.height !== view.height) lastArrival = now;
    if (next.changes !== view.changes && now - lastArrival < LONGEST_CHANGE_MS) lastChange = now;
    count = requests.count();
    view = next;
    if (view.height > height) return { view, outcome: 'higher' };
    if (now - Math.max(lastArrival, lastChange) >= ms) return { view, outcome: 'quiet' };
    if (now >= until) return { view, outcome: 'late' };
  }
};
