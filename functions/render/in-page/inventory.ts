import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface PageImage {
  readonly complete: boolean;
  readonly naturalWidth: number;
  readonly currentSrc: string;
  getClientRects(): ArrayLike<unknown>;
  getBoundingClientRect(): Box;
}
interface PageElement {
  readonly shadowRoot: Root | null;
}
interface Root {
  querySelectorAll(selector: 'img'): Iterable<PageImage>;
  querySelectorAll(selector: '*'): Iterable<PageElement>;
}
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
 * Looks at what is shown within `height` CSS pixels: of the whole document, or of what begins where it is scrolled to. An
 * image without a box is not shown, and one of a single pixel only counts visitors.
 */
export const inventory = (height: number, isWhole: boolean): Inventory => {
  const offset = isWhole ? scrollY : 0;
  const within = (root: Root): PageImage[] => [
    ...root.querySelectorAll('img'),
    ...[...root.querySelectorAll('*')].flatMap((element) => {
      const shadowRoot = own(element, 'shadowRoot');
      return shadowRoot === null ? [] : within(shadowRoot);
    }),
  ];
  const shown = within(document).filter((image) => {
    const { top, bottom, left, right, width } = image.getBoundingClientRect();
    if (image.getClientRects().length === 0 || width === 1) return false;
    return bottom + offset >= 0 && top + offset < height && right >= 0 && left < innerWidth;
  });
  // Without a source there is nothing that could arrive.
  const asked = shown.filter(({ currentSrc, complete }) => currentSrc !== '' || !complete);
  // One without a size of its own leaves no gap that anybody would see.
  const missing = asked.filter((image) => !image.complete && image.getBoundingClientRect().height > 0);
  return {
    images: asked.length,
    decoded: asked.filter(({ complete, naturalWidth }) => complete && naturalWidth > 0).length,
    missing: missing.length,
    failed: asked.filter(({ complete, naturalWidth }) => complete && naturalWidth === 0).length,
    // biome-ignore lint/performance/useDomNodeTextContent: textContent has what is hidden, and the text of scripts and styles
    hasText: (document.body?.innerText ?? '').trim() !== '',
    fontsMissing: document.fonts.status === 'loading',
    fontsFailed: [...document.fonts].some(({ status }) => status === 'error'),
  };
};
