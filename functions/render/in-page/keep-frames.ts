import type { Area } from '../../domain/area.ts';
import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. What it leaves in the isolated world is for the others.
interface PageElement {
  readonly parentElement: PageElement | null;
  getRootNode(): { readonly host?: PageElement };
  getBoundingClientRect(): Box;
  checkVisibility(options: { readonly visibilityProperty: true; readonly opacityProperty: true }): boolean;
}
declare const own: Own;
declare const getComputedStyle: (element: PageElement) => { readonly position: string };
declare const scrollX: number;
declare const scrollY: number;
declare const innerWidth: number;
declare const innerHeight: number;

/** How many frames lie in an area of the document, how many of them are wanted, and how many are kept. */
interface Found {
  readonly inArea: number;
  readonly wanted: number;
  readonly kept: number;
}

/**
 * Finds those of some frames that can be seen in `area`, which counts from where the document begins. Keeps them, or those
 * alone of which the window does not show all of what lies in the area, or that its edge holds, forty at most, as
 * `snapstackFrames`, for frameAreas.
 */
export const keepFrames = (
  frames: readonly PageElement[],
  { x, y, width, height }: Area,
  isInWindowToo: boolean,
): Found => {
  const most = 40;
  const boxOf = (element: PageElement): Box => own(element, 'getBoundingClientRect').call(element);
  /** What of it lies in the area, from the window's corner. */
  const partOf = (frame: PageElement) => {
    const box = boxOf(frame);
    return {
      left: Math.max(box.left, x - scrollX),
      top: Math.max(box.top, y - scrollY),
      right: Math.min(box.right, x + width - scrollX),
      bottom: Math.min(box.bottom, y + height - scrollY),
    };
  };
  const isInArea = (frame: PageElement): boolean => {
    const { left, top, right, bottom } = partOf(frame);
    return right - left > 2 && bottom - top > 2;
  };
  const isVisible = (frame: PageElement): boolean =>
    own(frame, 'checkVisibility').call(frame, { visibilityProperty: true, opacityProperty: true });
  const isBeyond = (frame: PageElement): boolean => {
    const { left, top, right, bottom } = partOf(frame);
    return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
  };
  // What the window's edge holds goes to that of a picture that is higher (lowerFixed), with the frames in it.
  const isHeld = (frame: PageElement): boolean => {
    let around: PageElement | undefined = height > innerHeight ? frame : undefined;
    while (around !== undefined) {
      if (/^(?:fixed|sticky)$/.test(getComputedStyle(around).position)) return true;
      around = own(around, 'parentElement') ?? own(around, 'getRootNode').call(around).host;
    }
    return false;
  };
  const shown = frames.filter((frame) => isInArea(frame) && isVisible(frame));
  const wanted = shown.filter((frame) => isInWindowToo || isBeyond(frame) || isHeld(frame));
  // From top to bottom: they come in the order in which they were loaded.
  const kept = wanted.toSorted((one, other) => boxOf(one).top - boxOf(other).top).slice(0, most);
  (globalThis as { snapstackFrames?: readonly PageElement[] }).snapstackFrames = kept;
  return { inArea: shown.length, wanted: wanted.length, kept: kept.length };
};
