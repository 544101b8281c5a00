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
interface Canvas {
  getBoundingClientRect(): { readonly top: number; readonly bottom: number };
}
interface Brush {
  imageSmoothingQuality: 'medium';
  clearRect(x: number, y: number, width: number, height: number): void;
  drawImage(canvas: Canvas, x: number, y: number, width: number, height: number): void;
  getImageData(
    x: number,
    y: number,
    width: number,
    height: number,
  ): { readonly data: { join(separator: string): string } };
}
interface PageDocument {
  readonly scrollingElement: Scroller | null;
  readonly documentElement: Scroller;
  getAnimations(): Iterable<PageAnimation>;
  getElementsByTagName(name: 'canvas'): Iterable<Canvas>;
}
interface Changed {
  readonly getAttribute?: (name: string) => string | null;
  /** Of a text. */
  readonly data?: string;
}
interface Change {
  readonly type: string;
  readonly target: Changed;
  readonly attributeName: string | null;
  readonly oldValue: string | null;
}
/** What has changed since the first look. */
interface Changes {
  count: number;
  scrolled: number;
  /** Since when something has been changing without a pause, and when it did last. */
  readonly runs: WeakMap<object, { begun: number; last: number }>;
  /** What goes on changing wherever the page is scrolled to. */
  readonly endless: WeakSet<object>;
  /** What is drawn on canvases, roughly. */
  readonly drawn: WeakMap<object, string>;
  brush: Brush | null;
}
declare const own: Own;
declare const performance: { now(): number };
declare const requestAnimationFrame: (callback: () => void) => void;
declare const document: PageDocument;
declare const innerHeight: number;
declare const addEventListener: (name: 'scroll', listen: () => void, isCapturing: true) => void;
declare const OffscreenCanvas: new (
  width: number,
  height: number,
) => { getContext(kind: '2d', how: { readonly willReadFrequently: true }): Brush | null };
declare const MutationObserver: new (
  changed: (changes: readonly Change[]) => void,
) => { observe(root: unknown, what: Readonly<Record<string, true>>): void };

/** What is scrolled, as it is a moment after it was scrolled. */
export interface ScrolledView {
  /** CSS pixels: all that can be scrolled, the part of it in view, and where that begins. */
  readonly height: number;
  readonly window: number;
  readonly top: number;
  /** Something moves or fades, and will have come to its end within the bound. */
  readonly moves: boolean;
  /** How often a script has changed something since the first look at this document, without what it changes for ever. */
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
    snapstackChanges?: Changes;
  };
  // As long as a page is waited for that changes and asks for nothing (become-quiet.ts), less some frames.
  const longestRun = 1_400;
  const pause = 250;
  const mostCanvases = 20;
  const side = 16;
  // Of a document that has come meanwhile, nobody has looked for what it scrolls.
  const scroller = world.snapstackScroller ?? document.scrollingElement ?? document.documentElement;
  const noteChange = (changes: Changes, target: object): void => {
    const now = performance.now();
    const { begun, last } = changes.runs.get(target) ?? { begun: now, last: 0 };
    // What follows the scrolling has begun anew with it.
    const run = { begun: now - last < pause ? Math.max(begun, changes.scrolled) : now, last: now };
    changes.runs.set(target, run);
    if (now - run.begun >= longestRun) changes.endless.add(target);
    if (!changes.endless.has(target)) changes.count += 1;
  };
  /** Some scripts say the same again with each frame. */
  const isOther = ({ type, target, attributeName, oldValue }: Change): boolean => {
    if (type === 'characterData') return own(target, 'data') !== oldValue;
    if (type !== 'attributes') return true;
    return own(target, 'getAttribute')?.call(target, attributeName ?? '') !== oldValue;
  };
  const newBrush = () => {
    const brush = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
    // Each of its pixels is of all that is there in the canvas.
    if (brush !== null) brush.imageSmoothingQuality = 'medium';
    return brush;
  };
  const watched = (): Changes => {
    const begun = {
      count: 0,
      scrolled: 0,
      runs: new WeakMap(),
      endless: new WeakSet(),
      drawn: new WeakMap(),
    };
    const changes = { ...begun, brush: newBrush() };
    const kinds = { childList: true, attributes: true, characterData: true } as const;
    new MutationObserver((all) => {
      for (const target of new Set(all.filter(isOther).map((one) => one.target))) noteChange(changes, target);
    }).observe(document, {
      ...kinds,
      subtree: true,
      attributeOldValue: true,
      characterDataOldValue: true,
    });
    addEventListener('scroll', () => Object.assign(changes, { scrolled: performance.now() }), true);
    return changes;
  };
  world.snapstackChanges ??= watched();
  const changes = world.snapstackChanges;
  const drawnOn = (canvas: Canvas): string | undefined => {
    try {
      changes.brush?.clearRect(0, 0, side, side);
      changes.brush?.drawImage(canvas, 0, 0, side, side);
      return changes.brush?.getImageData(0, 0, side, side).data.join(' ');
    } catch {
      // One that nothing is drawn on, or of which nothing may be read for what is, tells nothing. Nor may anything be read of
      // what that was drawn with any more.
      changes.brush = newBrush();
      return undefined;
    }
  };
  const lookAtCanvases = (): void => {
    const isInView = (canvas: Canvas): boolean => {
      const box = own(canvas, 'getBoundingClientRect').call(canvas);
      return box.bottom > 0 && box.top < innerHeight;
    };
    const inView = [...document.getElementsByTagName('canvas')].filter(isInView).slice(0, mostCanvases);
    for (const canvas of inView) {
      const before = changes.drawn.get(canvas);
      const now = drawnOn(canvas);
      if (now === undefined) continue;
      changes.drawn.set(canvas, now);
      if (before !== undefined && now !== before) noteChange(changes, canvas);
    }
  };
  if (top !== undefined) own(scroller, 'scrollTo').call(scroller, { top, behavior: 'instant' });
  // By frames, since nothing comes into view without one, and timers stand still where the page's scripts are off; and by a
  // timer, since a page that is not drawn has no frames. A machine with much to do draws late.
  await new Promise<void>((resolve) => {
    const end = performance.now() + ms;
    const look = () => (performance.now() >= end ? resolve() : requestAnimationFrame(look));
    requestAnimationFrame(look);
    setTimeout(resolve, Math.max(2 * ms, 500));
  });
  lookAtCanvases();
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
    changes: changes.count,
  };
};
