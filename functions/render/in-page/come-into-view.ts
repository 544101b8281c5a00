import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface Percentage {
  readonly value: number;
}
interface PageElement {
  getBoundingClientRect(): Box;
}
type Range = 'normal' | { readonly rangeName: string | null; readonly offset: Percentage };
interface PageAnimation {
  readonly timeline: { readonly subject?: PageElement | null; readonly axis?: string } | null;
  readonly rangeStart?: Range;
  readonly rangeEnd?: Range;
  readonly effect: {
    readonly target: PageElement | null;
    getComputedTiming(): { readonly endTime?: number | Percentage };
  } | null;
  currentTime: unknown;
  pause(): void;
}
declare const own: Own;
declare const document: { getAnimations(): Iterable<PageAnimation> };
declare const CSS: { percent(value: number): Percentage };
declare const innerHeight: number;

/**
 * Has what is animated by its own way down the window (`animation-timeline: view()`), and lies below it, look as it does in the
 * middle of the window: at the end of an entrance, and halfway through what goes on for all of the way.
 */
export const comeIntoView = (): void => {
  const nameOf = (range: Range): string => (range === 'normal' ? 'cover' : (range.rangeName ?? ''));
  for (const animation of document.getAnimations()) {
    const { timeline, effect, rangeStart = 'normal', rangeEnd = 'normal' } = animation;
    const subject = timeline?.subject ?? undefined;
    const end = effect?.getComputedTiming().endTime;
    if (subject === undefined || effect?.target !== subject || typeof end !== 'object') continue;
    if (!/^(?:block|y)$/.test(timeline?.axis ?? '') || nameOf(rangeStart).startsWith('exit')) continue;
    if (own(subject, 'getBoundingClientRect').call(subject).top < innerHeight * 0.6) continue;
    const isEntrance =
      nameOf(rangeEnd).startsWith('entry') || (rangeEnd !== 'normal' && rangeEnd.offset.value <= 50);
    try {
      animation.pause();
      animation.currentTime = CSS.percent(isEntrance ? end.value : end.value / 2);
    } catch {
      // One that the page has changed meanwhile stays as it is.
    }
  }
};
