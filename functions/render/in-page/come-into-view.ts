import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface Percentage {
  readonly value: number;
}
interface PageElement {
  getBoundingClientRect(): Box;
}
interface PageAnimation {
  readonly timeline: { readonly subject?: PageElement | null } | null;
  readonly rangeEnd?: 'normal' | { readonly rangeName: string | null; readonly offset: Percentage };
  readonly effect: { getComputedTiming(): { readonly endTime?: number | Percentage } } | null;
  currentTime: unknown;
  pause(): void;
}
declare const own: Own;
declare const document: { getAnimations(): Iterable<PageAnimation> };
declare const CSS: { percent(value: number): Percentage };
declare const innerHeight: number;

/**
 * Has what is animated by its way through the window (`animation-timeline: view()`) and is not all in it look as it does in the
 * middle of the window: at the end of an entrance, and halfway through what goes on until it has left.
 */
export const comeIntoView = (): void => {
  for (const animation of document.getAnimations()) {
    const { timeline, effect, rangeEnd = 'normal' } = animation;
    const subject = timeline?.subject ?? undefined;
    const end = effect?.getComputedTiming().endTime;
    if (subject === undefined || typeof end !== 'object') continue;
    const { top, bottom } = own(subject, 'getBoundingClientRect').call(subject);
    if (top >= 0 && bottom <= innerHeight) continue;
    const goesOn =
      rangeEnd === 'normal' ||
      /^exit/.test(rangeEnd.rangeName ?? '') ||
      (rangeEnd.rangeName === 'cover' && rangeEnd.offset.value > 50);
    try {
      animation.pause();
      animation.currentTime = CSS.percent(goesOn ? end.value / 2 : end.value);
    } catch {
      // One that the page has changed meanwhile stays as it is.
    }
  }
};
