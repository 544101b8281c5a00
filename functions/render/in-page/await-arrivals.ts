import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself, and wait for no timer alone: those stand still where the page's
// scripts are off. Only what it needs of the DOM is declared, since the rest of the project must not see browser globals.
interface Loading {
  /** Of an image. */
  readonly complete?: boolean;
  loading: string;
  getBoundingClientRect(): Pick<Box, 'top' | 'bottom' | 'left' | 'right'>;
  getClientRects(): ArrayLike<unknown>;
  addEventListener(type: 'load' | 'error', listener: () => void): void;
}
interface Frame extends Loading {
  readonly src: string;
  readonly clientTop: number;
  /** Null where it is of another origin. */
  readonly contentDocument: (Root & { readonly readyState: string; readonly URL: string }) | null;
}
interface PageElement {
  readonly shadowRoot: Root | null;
}
interface Root {
  querySelectorAll(selector: 'img'): Iterable<Loading>;
  querySelectorAll(selector: 'iframe, frame'): Iterable<Frame>;
  querySelectorAll(selector: string): Iterable<PageElement>;
}
interface PageAnimation {
  readonly playState: string;
  readonly playbackRate: number;
  readonly currentTime: unknown;
  readonly finished: Promise<unknown>;
  readonly effect: { getComputedTiming(): { readonly endTime?: unknown } } | null;
}
declare const own: Own;
declare const document: Root & {
  querySelector(selector: ':target'): unknown;
  readonly readyState: string;
  readonly fonts: { readonly ready: Promise<unknown>; readonly status: string };
  getAnimations(): Iterable<PageAnimation>;
  /** What is on its way to another state of the page, from when a script asks for it on; absent in older browsers. */
  readonly activeViewTransition?: { readonly finished: Promise<unknown> } | null;
};
declare const performance: {
  now(): number;
  getEntriesByType(type: 'paint'): readonly { readonly startTime: number }[];
  getEntriesByName(name: string): ArrayLike<unknown>;
};
declare const requestAnimationFrame: (callback: () => void) => void;
declare const scrollY: number;

/**
 * Asks at once for the images and frames that the page would load only when somebody scrolls to them, and settles when the
 * fonts in use and all of those have arrived or failed that are shown within `height` CSS pixels: of the whole document, or
 * of what begins where it is scrolled to; in open shadow roots and frames of the same origin too. It waits for what the page moves
 * or fades in as well, as far as that ends soon. `hasCome`: something of which it may make that has come just before. That may
 * be never.
 */
export const awaitArrivals = async (height: number, isWhole: boolean, hasCome = false): Promise<void> => {
  const mostFrames = 40;
  const longestMove = 1_000;
  const speck = 2;

  // With the timer for a page that is not drawn, and so has no frames.
  const nextFrames = () =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      setTimeout(resolve, 100);
    });
  /** A page may go smoothly to the part of it that its address names. */
  const standsStill = async (): Promise<void> => {
    const until = performance.now() + longestMove;
    for (let [at, still] = [scrollY, 0]; still < 2 && performance.now() < until; at = scrollY) {
      await nextFrames();
      still = scrollY === at ? still + 1 : 0;
    }
  };
  if (document.querySelector(':target') !== null) await standsStill();
  // The scripts that load images late keep their addresses in attributes. Those that watch what comes into view are told
  // with the first frames, and a page that was drawn a moment ago has had them.
  const late =
    '[data-src],[data-srcset],[data-lazy],[data-lazy-src],[data-lazy-srcset],[data-original],[data-bg],[data-bgset],' +
    '[data-background],[data-background-image],[class*="lazy"],img[src^="data:"]';
  const isNew = () => {
    const [first] = performance.getEntriesByType('paint');
    return first === undefined || performance.now() - first.startTime < 100;
  };
  const offset = isWhole ? scrollY : 0;
  if (hasCome || ([...document.querySelectorAll(late)].length > 0 && isNew())) await nextFrames();

  const arrival = (one: Loading) =>
    new Promise<void>((resolve) => {
      one.addEventListener('load', resolve);
      one.addEventListener('error', resolve);
    });
  let frames = 0;
  const isLoading = (frame: Frame): boolean => {
    const inner = own(frame, 'contentDocument');
    const { src } = frame;
    // What the page writes into a frame by itself, it may never close.
    if (!/^https?:/.test(src)) return false;
    // Another origin's document has come, and says nothing of itself; but what it consists of may have been noted.
    if (inner === null) return frame.loading === 'lazy' && performance.getEntriesByName(src).length === 0;
    return inner.readyState !== 'complete' || inner.URL === 'about:blank';
  };
  /** What is awaited of a root that begins `top` CSS pixels below the picture's upper edge and is seen from `from` to `to`. */
  const within = (root: Root, top: number, from: number, to: number): Promise<unknown>[] => {
    const isSeen = (one: Loading): boolean => {
      const box = one.getBoundingClientRect();
      return one.getClientRects().length > 0 && box.bottom + top >= from && box.top + top < to;
    };
    // One of a pixel or two only counts visitors; an image has no size of its own before it has come.
    const isFrameSeen = (frame: Frame): boolean => {
      const box = frame.getBoundingClientRect();
      return Math.min(box.right - box.left, box.bottom - box.top) > speck && isSeen(frame);
    };
    const inside = (frame: Frame): Promise<unknown>[] => {
      const inner = own(frame, 'contentDocument');
      if (inner === null) return [];
      const box = frame.getBoundingClientRect();
      const [begin, end] = [Math.max(from, box.top + top), Math.min(to, box.bottom + top)];
      return within(inner, box.top + top + own(frame, 'clientTop'), begin, end);
    };
    const images = [...root.querySelectorAll('img')].filter((one) => one.complete !== true && isSeen(one));
    const framed = [...root.querySelectorAll('iframe, frame')]
      .filter(isFrameSeen)
      .slice(0, mostFrames - frames);
    frames += framed.length;
    const loading = framed.filter(isLoading);
    const there = framed.filter((frame) => !loading.includes(frame));
    const awaited = [
      ...images.map(arrival),
      ...loading.map((frame) => arrival(frame).then(() => Promise.all(inside(frame)))),
      ...there.flatMap(inside),
      ...[...root.querySelectorAll('*')].flatMap((element) => {
        const shadowRoot = own(element, 'shadowRoot');
        return shadowRoot === null ? [] : within(shadowRoot, top, from, to);
      }),
    ];
    for (const one of [...images, ...loading]) if (one.loading === 'lazy') one.loading = 'eager';
    return awaited;
  };
  const awaited = within(document, offset, 0, height);
  // `ready` waits for the whole document as well, which may never come.
  const isComplete = document.readyState === 'complete';
  const fonts = isComplete || document.fonts.status === 'loading' ? document.fonts.ready : undefined;
  await Promise.all([fonts, ...awaited]);
  const ends = ({ playState, playbackRate, currentTime, effect }: PageAnimation): boolean => {
    const end = effect?.getComputedTiming().endTime;
    if (playState !== 'running' || typeof end !== 'number' || typeof currentTime !== 'number') return false;
    return playbackRate > 0 && (end - currentTime) / playbackRate <= longestMove;
  };
  // One that was just asked for has no animations yet.
  const transition = own(document, 'activeViewTransition')?.finished.catch(() => undefined);
  const ending = [...own(document, 'getAnimations').call(document)].filter(ends);
  const ended = Promise.all([transition, ...ending.map(({ finished }) => finished.catch(() => undefined))]);
  // What moves in a part that is not drawn may stand still.
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, longestMove))]);
};
