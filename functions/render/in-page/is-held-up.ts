import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface Rule {
  /** Of an import: null until it has come, or failed. */
  readonly styleSheet?: Sheet | null;
}
interface Sheet {
  readonly cssRules: Iterable<Rule>;
}
interface PageElement {
  readonly localName: string;
  readonly rel: string;
  readonly media: string;
  readonly disabled: boolean;
  /** Of a link: null until it has come, or failed. */
  readonly sheet: Sheet | null;
}
declare const own: Own;
declare const document: {
  readonly readyState: string;
  readonly documentElement: PageElement | null;
  readonly body: PageElement | null;
  readonly styleSheets: Iterable<Sheet>;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
};
declare const matchMedia: (media: string) => { readonly matches: boolean };

/**
 * Whether the document itself is the reason that Chromium does not paint it, and no want of time: it has no body (yet), or
 * waits for a style sheet, for what one imports, or for a script that says so.
 */
export const isHeldUp = (): boolean => {
  const root = own(document, 'documentElement');
  // What is no HTML, as an SVG, has none and needs none.
  if (own(document, 'body') === null) return root === null || own(root, 'localName') === 'html';
  if (own(document, 'readyState') === 'complete') return false;
  if (own(document, 'querySelector').call(document, '[blocking~="render"]') !== null) return true;
  const sheets = [...own(document, 'styleSheets')];
  // One that has come, and whose imports have not, is not among them.
  const hasCome = (link: PageElement): boolean => {
    const sheet = own(link, 'sheet');
    return sheet !== null && sheets.includes(sheet);
  };
  const links = [...own(document, 'querySelectorAll').call(document, 'link[rel~="stylesheet" i]')];
  const isAwaited = (link: PageElement): boolean =>
    !hasCome(link) &&
    !own(link, 'disabled') &&
    !/\balternate\b/i.test(own(link, 'rel')) &&
    matchMedia(own(link, 'media')).matches;
  const importsMore = (sheet: Sheet): boolean => {
    try {
      return [...sheet.cssRules].some(
        ({ styleSheet }) => styleSheet === null || (styleSheet !== undefined && importsMore(styleSheet)),
      );
    } catch {
      // Another site's, which has come.
      return false;
    }
  };
  return links.some(isAwaited) || sheets.some(importsMore);
};
