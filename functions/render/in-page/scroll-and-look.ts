import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. What it leaves in the isolated world is for its next look.
interface Scroller {
  readonly scrollHeight: number;
  readonly scrollTop: number;
  readonly clientHeight: number;
  scrollTo(options: { readonly top: number; readonly behavior: 'instant' }): void;
}
interface PageAnimation {
  readonly playState: string;
  readonly playbackRate: number;
  readonly currentTime: unknown;
  readonly effect: { getComputedTiming(): { readonly endTime?: unknown } } | null;
}
interface PageDocument {
  readonly scrollingElement: Scroller | null;
  readonly documentElement: Scroller;
  getAnimations(): Iterable<PageAnimation>;
}
declare const own: Own;
declare const performance: { now(): number };
declare const requestAnimationFrame: (callback: () => void) => void;
declare const document: PageDocument;
declare const MutationObserver: new (
  changed: (changes: { readonly length: number }) => void,
) => { observe(root: unknown, what: Readonly<Record<string, unknown>>): void };

/** What is scrolled, as it is a moment after it was scrolled. */
export interface ScrolledView {
  /** CSS pixels: all that can be scrolled, the part of it in view, and where that begins. */
  readonly height: number;
  readonly window: number;
  readonly top: number;
  /** Something moves or fades, and will have come to its end within the bound. */
  readonly moves: boolean;
  /** How often a script has changed something since the first look at this document. */
  readonly changes: number;
}

/**
 * Scrolls what `findScroller` found to `top` CSS pixels, without animation, or leaves it where it is, and looks at it after
 * `ms` milliseconds. What moves for longer than `longest` milliseconds more does not count as moving.
 */
export const scrollAndLook = async (
  top: number | undefined,
  ms: number,
  longest: number,
): Promise<ScrolledView> => {
  const world = globalThis as unknown as {
    snapstackScroller?: Scroller;
    snapstackChanges?: { count: number };
  };
  // Of a document that has come meanwhile, nobody has looked for what it scrolls.
  const scroller = world.snapstackScroller ?? document.scrollingElement ?? document.documentElement;
  if (world.snapstackChanges === undefined) {
    const changes = { count: 0 };
    world.snapstackChanges = changes;
    new MutationObserver(({ length }) => {
      changes.count += length;
    }).observe(document, { subtree: true, childList: true, attributeFilter: ['style', 'class', 'src'] });
  }
  if (top !== undefined) own(scroller, 'scrollTo').call(scroller, { top, behavior: 'instant' });
  // By frames, since nothing comes into view without one, and timers stand still where the page's scripts are off; and by a
  // timer, since a page that is not drawn has no frames. A machine with much to do draws late.
  await new Promise<void>((resolve) => {
    const end = performance.now() + ms;
    const look = () => (performance.now() >= end ? resolve() : requestAnimationFrame(look));
    requestAnimationFrame(look);
    setTimeout(resolve, Math.max(2 * ms, 500));
  });
  const moves = ({ playState, playbackRate, currentTime, effect }: PageAnimation): boolean => {
    const end = effect?.getComputedTiming().endTime;
    if (playState !== 'running' || typeof end !== 'number' || typeof currentTime !== 'number') return false;
    return playbackRate > 0 && (end - currentTime) / playbackRate <= longest;
  };
  return {
    height: own(scroller, 'scrollHeight'),
    window: own(scroller, 'clientHeight'),
    top: own(scroller, 'scrollTop'),
    moves: [...own(document, 'getAnimations').call(document)].some(moves),
    changes: world.snapstackChanges.count,
  };
};
