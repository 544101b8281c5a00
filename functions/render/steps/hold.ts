import { stillVideos } from '../in-page/still-videos.ts';
import { DocumentReplaced } from '../page/document-replaced.ts';
import { setPlaybackRate } from '../page/set-playback-rate.ts';
import { clips } from '../picture/clips.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

const WARNING = 'What moves on the page may be torn in its picture.';

/**
 * Holds what moves without scripts where the picture is taken in more than one strip: it would be torn between them. What the
 * compositor moves stands still only from the frame after the next on: a picture of several strips has one drawn before them
 * (look-away.ts).
 */
export const hold: Step = {
  name: 'hold',
  essential: false,
  warning: WARNING,
  share: 0.1,
  atMost: 2_000,
  run: async (work) => {
    const tab = made(work, 'tab');
    const scale = { device: tab.deviceWidth, css: tab.viewport.width };
    if (clips(made(work, 'size').shot.height, scale).length < 2) return undefined;
    try {
      await Promise.all([setPlaybackRate(tab, 0), tab.inPage(stillVideos)]);
    } catch (error) {
      // Of another document that has come in its place, another picture will be taken.
      if (!(error instanceof DocumentReplaced)) work.warnings.push(WARNING);
    }
    return undefined;
  },
};
