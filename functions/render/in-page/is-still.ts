import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface PageElement {
  readonly shadowRoot: object | null;
  getAttributeNames(): readonly string[];
}
declare const own: Own;
declare const document: {
  readonly readyState: string;
  readonly contentType: string;
  readonly fonts: { readonly size: number };
  readonly images: Iterable<{ readonly complete: boolean }>;
  getAnimations(): readonly unknown[];
  /** What is on its way to another state of the page, or came with it from the one before. */
  readonly activeViewTransition?: object | null;
  querySelector(selector: string): object | null;
  querySelectorAll(selector: '*'): ArrayLike<PageElement> & Iterable<PageElement>;
};
declare const location: { readonly hash: string };
declare const scrollX: number;
declare const scrollY: number;
interface Observer {
  observe(root: object, of: Readonly<Record<string, boolean>>): void;
  takeRecords(): readonly object[];
}
declare const MutationObserver: new (callback: () => void) => Observer;

/**
 * Whether nothing that is in the document could make it look otherwise from its next frame on: it is small and complete, has no
 * scripts, no other documents, no fonts of its own, nothing that moves or plays, and goes to no place in itself. From the second
 * time on also whether no element of it has been changed since the first: a script may have taken itself away. (What lies in
 * closed roots, or is no change of an element, as of a style sheet by script, is not seen.)
 */
export const isStill = (): boolean => {
  const mostElements = 1_000;
  const world = globalThis as { snapstackChanges?: () => boolean };
  const watchChanges = (): (() => boolean) => {
    let hasChanged = false;
    const observer = new MutationObserver(() => {
      hasChanged = true;
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    return () => {
      hasChanged ||= observer.takeRecords().length > 0;
      return hasChanged;
    };
  };
  const changing =
    'script, iframe, frame, object, embed, video, audio, marquee, animate, animateMotion, animateTransform, set, ' +
    'progress, meta[http-equiv="refresh" i], [autofocus]';
  const isComplete =
    own(document, 'readyState') === 'complete' &&
    // What else the browser shows, it shows by documents of its own that have scripts.
    own(document, 'contentType') === 'text/html' &&
    location.hash === '' &&
    scrollX === 0 &&
    scrollY === 0 &&
    (own(document, 'activeViewTransition') ?? null) === null &&
    own(document, 'fonts').size === 0 &&
    own(document, 'querySelector').call(document, changing) === null;
  if (!isComplete) return false;
  const elements = own(document, 'querySelectorAll').call(document, '*');
  if (elements.length > mostElements) return false;
  const isPlain = (element: PageElement): boolean =>
    own(element, 'shadowRoot') === null &&
    !own(element, 'getAttributeNames')
      .call(element)
      .some((name) => name.startsWith('on'));
  world.snapstackChanges ??= watchChanges();
  return (
    !world.snapstackChanges() &&
    [...own(document, 'images')].every((image) => own(image, 'complete')) &&
    [...elements].every(isPlain) &&
    own(document, 'getAnimations').call(document).length === 0
  );
};
