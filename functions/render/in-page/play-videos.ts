import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface Video {
  muted: boolean;
  readonly currentTime: number;
  readonly ended: boolean;
  play(): Promise<void>;
  addEventListener(type: 'timeupdate', listener: () => void): void;
}
interface PageElement {
  readonly shadowRoot: Root | null;
}
interface Frame {
  /** Null where it is of another origin. */
  readonly contentDocument: Root | null;
}
interface Root {
  querySelectorAll(selector: 'video'): Iterable<Video>;
  querySelectorAll(selector: 'iframe, frame'): Iterable<Frame>;
  querySelectorAll(selector: '*'): Iterable<PageElement>;
}
declare const own: Own;
declare const document: Root;

/**
 * Starts every video of the document, of its open shadow roots and of the frames of its origin, without sound, and settles
 * when each shows a moment of itself or cannot play.
 */
export const playVideos = async (): Promise<void> => {
  const mostRoots = 1_000;
  const roots: Root[] = [document];
  for (const root of roots) {
    if (roots.length > mostRoots) break;
    for (const element of root.querySelectorAll('*')) {
      const shadowRoot = own(element, 'shadowRoot');
      if (shadowRoot !== null) roots.push(shadowRoot);
    }
    for (const frame of root.querySelectorAll('iframe, frame')) {
      const inner = own(frame, 'contentDocument');
      if (inner !== null) roots.push(inner);
    }
  }
  const videos = roots.flatMap((root) => [...root.querySelectorAll('video')]);
  const moving = (video: Video) =>
    new Promise<void>((resolve) => {
      if (video.currentTime > 0) resolve();
      video.addEventListener('timeupdate', () => {
        if (video.currentTime > 0) resolve();
      });
    });
  await Promise.all(
    videos.map(async (video) => {
      video.muted = true;
      const started = await video.play().then(
        () => true,
        () => false,
      );
      if (started) await moving(video);
    }),
  );
};
