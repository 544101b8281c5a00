import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. What it leaves in the isolated world is for the others.
interface PageElement {
  readonly parentElement: PageElement | null;
  readonly assignedSlot: PageElement | null;
  readonly shadowRoot: Root | null;
  readonly contentDocument?: Root | null;
  getRootNode(): Root;
  checkVisibility(): boolean;
  querySelectorAll(selector: string): Iterable<PageElement>;
}
interface Root {
  /** Of a shadow root. */
  readonly host?: PageElement;
  /** Of a document. */
  readonly defaultView?: { readonly frameElement: PageElement | null } | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}
declare const own: Own;
declare const document: Root;
declare const getComputedStyle: (element: PageElement) => { readonly display: string };

/**
 * Finds the first element that matches in the document, or else in an open shadow root or a frame of the same origin, and
 * keeps it as `snapstackElement`, with all that is around it, as it is drawn and from the inside out, frames too, as
 * `snapstackAround`. False: nothing matches, or nothing of it would be
 * drawn.
 */
export const findElement = (selector: string): boolean => {
  const world = globalThis as { snapstackElement?: PageElement; snapstackAround?: readonly PageElement[] };
  const find = (root: Root): PageElement | undefined => {
    const first = own(root, 'querySelector').call(root, selector);
    if (first !== null) return first;
    for (const element of own(root, 'querySelectorAll').call(root, '*')) {
      let inner: Root | null | undefined = own(element, 'shadowRoot');
      try {
        inner ??= own(element, 'contentDocument');
      } catch {
        // Another origin's.
      }
      const found = inner ? find(inner) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  let element: PageElement | undefined;
  try {
    element = find(document);
  } catch {
    // No selector that this browser knows matches nothing.
  }
  if (element === undefined) return false;
  const isDrawn = (one: PageElement): boolean => own(one, 'checkVisibility').call(one);
  // One of `display: contents` has no box, but those in it.
  const inside =
    getComputedStyle(element).display === 'contents'
      ? own(element, 'querySelectorAll').call(element, '*')
      : [];
  // Nothing is drawn of what lies in a closed <details>, for instance, though it has a place.
  if (![element, ...inside].some(isDrawn)) return false;
  const outer = (one: PageElement): PageElement | null => {
    const within = own(one, 'assignedSlot') ?? own(one, 'parentElement');
    if (within !== null) return within;
    const root = own(one, 'getRootNode').call(one);
    return root.host ?? root.defaultView?.frameElement ?? null;
  };
  const around: PageElement[] = [];
  for (let one = outer(element); one !== null; one = outer(one)) around.push(one);
  Object.assign(world, { snapstackElement: element, snapstackAround: around });
  return true;
};
