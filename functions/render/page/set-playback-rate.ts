import { askRemoteFrames } from './remote-frames.ts';
import type { Tab } from './tab.ts';

/**
 * How fast the page's animations and transitions run, and those in SVG: 0 holds them, 1 is their own pace. Of frames of other
 * sites only as far as they answer soon, and not of pictures that move: Chromium has no way to hold those. Another document
 * begins at its own pace.
 */
export const setPlaybackRate = async (
  { cdp, sessions }: Pick<Tab, 'cdp' | 'sessions'>,
  playbackRate: number,
): Promise<void> => {
  await Promise.all([
    cdp.send('Animation.setPlaybackRate', { playbackRate }),
    askRemoteFrames(sessions, (session) => session.send('Animation.setPlaybackRate', { playbackRate })),
  ]);
};
