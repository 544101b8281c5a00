import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface PageElement {
  readonly shadowRoot: Root | null;
}
interface Root {
  querySelectorAll(selector: 'video'): Iterable<{ playbackRate: number }>;
  querySelectorAll(selector: '*'): Iterable<PageElement>;
}
declare const own: Own;
declare const document: Root;

/** Holds every video of the document, in open shadow roots too, at the moment that it shows; paused, it may show buttons. */
export const stillVideos = (): void => {
  const still = (root: Root): void => {
    for (const video of root.querySelectorAll('video')) video.playbackRate = 0;
    for (const element of root.querySelectorAll('*')) {
      const inner = own(element, 'shadowRoot');
      if (inner !== null) still(inner);
    }
  };
  still(document);
};
