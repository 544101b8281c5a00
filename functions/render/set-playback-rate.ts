import { setTimeout as sleep } from 'node:timers/promises';
import type { Tab } from './tab.ts';

/** How long the process of a frame of another site is waited for, in milliseconds: a script may keep it busy for ever. */
const FRAME_MS = 300;

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
      if (type === 'page') return set;
      // A frame may be gone again.
      const late = sleep(FRAME_MS, undefined, { ref: false });
      return Promise.race([set.catch(() => undefined), late]);
    }),
  );
};
