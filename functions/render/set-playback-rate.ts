import type { Tab } from './tab.ts';

/**
 * How fast the page's animations and transitions run, and those in SVG: 0 holds them, 1 is their own pace. Of frames of other
 * sites only where they are followed (tab-sessions.ts), and not of pictures that move: Chromium has no way to hold those.
 * Another document begins at its own pace.
 */
export const setPlaybackRate = async ({ sessions }: Tab, playbackRate: number): Promise<void> => {
  const ofPages = sessions.parts().filter(({ type }) => type === 'page' || type === 'iframe');
  await Promise.all(
    ofPages.map(async ({ session, type }) => {
      const set = session.send('Animation.setPlaybackRate', { playbackRate });
      // A frame may be gone again.
      await (type === 'iframe' ? set.catch(() => undefined) : set);
    }),
  );
};
