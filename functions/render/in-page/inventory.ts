import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface PageImage {
  readonly complete: boolean;
  readonly naturalWidth: number;
  readonly currentSrc: string;
  getClientRects(): ArrayLike<unknown>;
  getBoundingClientRect(): Box;
  checkVisibility(options: { opacityProperty: boolean; visibilityProperty: boolean }): boolean;
}
interface PageElement {
  readonly shadowRoot: Root | null;
}
interface Frame extends PageElement {
  readonly clientTop: number;
  readonly clientLeft: number;
  /** Null where it is of another origin. */
  readonly contentDocument: Root | null;
  getBoundingClientRect(): Box;
}
interface Root {
  querySelectorAll(selector: 'img'): Iterable<PageImage>;
  querySelectorAll(selector: 'iframe, frame'): Iterable<Frame>;
  querySelectorAll(selector: '*'): Iterable<PageElement>;
  querySelectorAll(selector: 'text'): Iterable<{ readonly textContent: string }>;
}
/** The edges of what is seen, in CSS pixels of the picture. */
type Edges = Readonly<Record<'top' | 'bottom' | 'left' | 'right', number>>;
declare const own: Own;
declare const document: Root & {
  readonly body: { readonly innerText: string } | null;
  readonly fonts: { readonly status: string } & Iterable<{ readonly status: string }>;
};
declare const innerWidth: number;
declare const scrollY: number;

/** What of the picture is there. */
export interface Inventory {
  /** Images in the picture. */
  readonly images: number;
  /** Those of them that show what they hold. */
  readonly decoded: number;
  /** Those that have not arrived and leave a gap; what has failed is not missing, since any visitor sees it so. */
  readonly missing: number;
  /** Those that could not be had. */
  readonly failed: number;
  /** Whether the page says anything that is drawn. */
  readonly hasText: boolean;
  /** Whether fonts in use have not arrived. */
  readonly fontsMissing: boolean;
  /** Whether one of the page's fonts could not be had. */
  readonly fontsFailed: boolean;
}

/**
 * Looks at what is shown within `height` CSS pixels: of the whole document, or of what begins where it is scrolled to; in
 * open shadow roots and frames of the same origin too. An image that nobody sees is not shown, and one of a pixel or two
 * only counts visitors.
 */
export const inventory = (height: number, isWhole: boolean): Inventory => {
  const mostFrames = 40;
  const speck = 2;
  let frames = 0;
  const moved = ({ top, bottom, left, right }: Edges, x: number, y: number): Edges => ({
    top: top + y,
    bottom: bottom + y,
    left: left + x,
    right: right + x,
  });
  const isShown = (image: PageImage, x: number, y: number, seen: Edges): boolean => {
    const box = image.getBoundingClientRect();
    if (image.getClientRects().length === 0 || box.width === 1) return false;
    const { top, bottom, left, right } = moved(box, x, y);
    if (bottom < seen.top || top >= seen.bottom || right < seen.left || left >= seen.right) return false;
    // What has not come may have no size of its own yet, or be transparent until it has.
    if (image.complete && box.width <= speck && box.height <= speck) return false;
    return own(image, 'checkVisibility').call(image, {
      opacityProperty: image.complete,
      visibilityProperty: true,
    });
  };
  /** The images shown of a root that begins at `x` and `y`, in CSS pixels of the picture. */
  const within = (root: Root, x: number, y: number, seen: Edges): PageImage[] => [
    ...[...root.querySelectorAll('img')].filter((image) => isShown(image, x, y, seen)),
    ...[...root.querySelectorAll('*')].flatMap((element) => {
      const shadowRoot = own(element, 'shadowRoot');
      return shadowRoot === null ? [] : within(shadowRoot, x, y, seen);
    }),
    ...[...root.querySelectorAll('iframe, frame')].flatMap((frame) => {
      const inner = own(frame, 'contentDocument');
      frames += 1;
      if (inner === null || frames > mostFrames) return [];
      const box = moved(own(frame, 'getBoundingClientRect').call(frame), x, y);
      const part: Edges = {
        top: Math.max(seen.top, box.top),
        bottom: Math.min(seen.bottom, box.bottom),
        left: Math.max(seen.left, box.left),
        right: Math.min(seen.right, box.right),
      };
      if (part.top >= part.bottom || part.left >= part.right) return [];
      return within(inner, box.left + own(frame, 'clientLeft'), box.top + own(frame, 'clientTop'), part);
    }),
  ];
  const picture = { top: 0, bottom: height, left: 0, right: innerWidth };
  const shown = within(document, 0, isWhole ? scrollY : 0, picture);
  // Without a source there is nothing that could arrive.
  const asked = shown.filter(({ currentSrc, complete }) => currentSrc !== '' || !complete);
  // One without a size of its own leaves no gap that anybody would see.
  const missing = asked.filter((image) => !image.complete && image.getBoundingClientRect().height > 0);
  // Not textContent, which has what is hidden, and the text of scripts and styles. A drawing has no body.
  const hasText = (): boolean =>
    document.body === null
      ? [...document.querySelectorAll('text')].some(({ textContent }) => textContent.trim() !== '')
      : own(document.body, 'innerText').trim() !== '';
  return {
    images: asked.length,
    decoded: asked.filter(({ complete, naturalWidth }) => complete && naturalWidth > 0).length,
    missing: missing.length,
    failed: asked.filter(({ complete, naturalWidth }) => complete && naturalWidth === 0).length,
    hasText: hasText(),
    fontsMissing: document.fonts.status === 'loading',
    fontsFailed: [...document.fonts].some(({ status }) => status === 'error'),
  };
};
