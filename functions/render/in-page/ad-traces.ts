import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared, since the
// rest of the project must not see browser globals.
interface PageElement {
  readonly classList: Iterable<string>;
  readonly id: string;
  readonly href?: unknown;
  readonly src?: unknown;
  readonly style: { setProperty(name: string, value: string, priority: string): void };
}
declare const own: Own;
declare const document: {
  querySelectorAll(selector: string): Iterable<PageElement>;
  adoptedStyleSheets: readonly unknown[];
};
declare const CSSStyleSheet: new () => { replaceSync(css: string): void };

/** All classes, ids and link targets of the document, up to a bound. */
export const features = () => {
  const most = 20_000;
  const classes = new Set<string>();
  const ids = new Set<string>();
  const hrefs = new Set<string>();
  for (const element of document.querySelectorAll('[class],[id],a[href]')) {
    for (const name of own(element, 'classList')) classes.add(name);
    const id = own(element, 'id');
    if (id !== '') ids.add(id);
    if (typeof element.href === 'string') hrefs.add(element.href);
    if (classes.size + ids.size + hrefs.size > most) break;
  }
  return { classes: [...classes], ids: [...ids], hrefs: [...hrefs] };
};

/** Applies a style sheet that the page's own rules do not see, and hides the elements whose content was `blocked`. */
export const hide = (css: string, blocked: readonly string[]): void => {
  if (css !== '') {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  const addresses = new Set(blocked);
  for (const element of document.querySelectorAll('iframe[src],img[src],embed[src],video[src]')) {
    if (typeof element.src === 'string' && addresses.has(element.src)) {
      element.style.setProperty('display', 'none', 'important');
    }
  }
};
