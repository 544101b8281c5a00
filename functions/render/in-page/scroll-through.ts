import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. It waits by frames: timers stand still where the page's
// scripts are off.
interface Scroller {
  readonly scrollHeight: number;
  readonly clientHeight: number;
  scrollTo(options: { readonly top: number; readonly behavior: 'instant' }): void;
}
declare const own: Own;
declare const performance: { now(): number };
declare const requestAnimationFrame: (callback: () => void) => void;
declare const document: { getAnimations(): Iterable<PageAnimation> };
interface PageAnimation {
  readonly playState: string;
  readonly finished: Promise<unknown>;
  readonly effect: { getComputedTiming(): { readonly endTime?: unknown } } | null;
}

/**
 * Scrolls through what `findScroller` found as a visitor would, in steps of a window without animation, so that what
 * loads or appears when it comes into view does; to the end, or to `most` CSS pixels of a page that grows for ever. Then
 * back to the top, where it waits for what still moves and will come to an end.
 */
export const scrollThrough = async (most: number, pauseMs: number): Promise<void> => {
  const { snapstackScroller: scroller } = globalThis as unknown as { snapstackScroller: Scroller };
  const height = () => own(scroller, 'scrollHeight');
  const goTo = (top: number) => own(scroller, 'scrollTo').call(scroller, { top, behavior: 'instant' });
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const end = performance.now() + ms;
      const look = () => (performance.now() >= end ? resolve() : requestAnimationFrame(look));
      requestAnimationFrame(look);
    });
  const step = Math.max(100, Math.floor(own(scroller, 'clientHeight') * 0.9));
  for (let top = step; top < Math.min(height(), most); top += step) {
    goTo(top);
    await pause(pauseMs);
  }
  goTo(height());
  await pause(2 * pauseMs);
  goTo(0);
  await pause(pauseMs);
  const ending = [...document.getAnimations()].filter(
    ({ playState, effect }) =>
      playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime),
  );
  await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
};
