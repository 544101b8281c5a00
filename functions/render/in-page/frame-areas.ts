import type { Area } from '../../domain/area.ts';
import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface PageElement {
  readonly parentElement: PageElement | null;
  getRootNode(): { readonly host?: PageElement };
  getBoundingClientRect(): Box;
}
declare const own: Own;
declare const document: { readonly documentElement: PageElement; readonly body: PageElement | null };
declare const getComputedStyle: (element: PageElement) => {
  readonly overflowX: string;
  readonly overflowY: string;
};
declare const scrollX: number;
declare const scrollY: number;

/** Where a frame lies, from where the document begins, and what of that nothing around it cuts off. */
interface FrameArea {
  readonly all: Area;
  readonly shown: Area;
}

/** Where the frames that keepFrames has kept lie now; null, as JSON has no undefined, for one of which nothing is left. */
export const frameAreas = (): readonly (FrameArea | null)[] => {
  const { snapstackFrames: frames = [] } = globalThis as { snapstackFrames?: readonly PageElement[] };
  const boxOf = (element: PageElement): Box => own(element, 'getBoundingClientRect').call(element);
  const outer = (one: PageElement): PageElement | undefined =>
    own(one, 'parentElement') ?? own(one, 'getRootNode').call(one).host;
  return frames.map((frame) => {
    const whole = boxOf(frame);
    let { left, top, right, bottom } = whole;
    for (let around = outer(frame); around !== undefined; around = outer(around)) {
      if (around === document.documentElement || around === document.body) break;
      const { overflowX, overflowY } = getComputedStyle(around);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const box = boxOf(around);
      left = Math.max(left, box.left);
      top = Math.max(top, box.top);
      right = Math.min(right, box.right);
      bottom = Math.min(bottom, box.bottom);
    }
    if (right <= left || bottom <= top) return null;
    const areaOf = (box: Pick<Box, 'left' | 'top' | 'right' | 'bottom'>): Area => ({
      x: box.left + scrollX,
      y: box.top + scrollY,
      width: box.right - box.left,
      height: box.bottom - box.top,
    });
    return { all: areaOf(whole), shown: areaOf({ left, top, right, bottom }) };
  });
};
