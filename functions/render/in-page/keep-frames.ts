import type { Area } from '../../domain/area.ts';
import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. What it leaves in the isolated world is for the others.
interface PageElement {
  readonly shadowRoot: Root | null;
  /** Null: it is another origin's. */
  readonly contentDocument?: Root | null;
  readonly parentElement: PageElement | null;
  getRootNode(): { readonly host?: PageElement };
  getBoundingClientRect(): Box;
  checkVisibility(options: { readonly visibilityProperty: true; readonly opacityProperty: true }): boolean;
}
interface Root {
  querySelectorAll(selector: string): Iterable<PageElement>;
}
declare const own: Own;
declare const document: Root;
declare const getComputedStyle: (element: PageElement) => { readonly position: string };
declare const scrollX: number;
declare const scrollY: number;
declare const innerWidth: number;
declare const innerHeight: number;

/** How many frames lie in an area of the document, and how many of them are kept. */
interface Found {
  readonly inArea: number;
  readonly kept: number;
}

/**
 * Finds the frames of other origins in the document, in open shadow roots too, that lie in `area`, which counts from where the
 * document begins. Keeps them, or those alone of which the window does not show all of what lies in the area, or that its edge
 * holds, forty at most, as `snapstackFrames`, for frameAreas.
 */
export const keepFrames = ({ x, y, width, height }: Area, isInWindowToo: boolean): Found => {
  const most = 40;
  const boxOf = (element: PageElement): Box => own(element, 'getBoundingClientRect').call(element);
  const within = (root: Root): PageElement[] => [
    ...root.querySelectorAll('iframe, frame'),
    ...[...root.querySelectorAll('*')].flatMap((element) => {
      const shadowRoot = own(element, 'shadowRoot');
      return shadowRoot === null ? [] : within(shadowRoot);
    }),
  ];
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
  // One of the same origin is drawn by the page's own process, but not what it has in a frame in turn.
  const isOther = (frame: PageElement): boolean => {
    const inner = own(frame, 'contentDocument') ?? null;
    return inner === null || [...inner.querySelectorAll('iframe, frame')].length > 0;
  };
  const shown = within(document).filter((frame) => isInArea(frame) && isVisible(frame) && isOther(frame));
  const kept = shown.filter((frame) => isInWindowToo || isBeyond(frame) || isHeld(frame)).slice(0, most);
  (globalThis as { snapstackFrames?: readonly PageElement[] }).snapstackFrames = kept;
  return { inArea: shown.length, kept: kept.length };
};
