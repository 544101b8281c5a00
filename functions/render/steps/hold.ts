import { stillVideos } from '../in-page/still-videos.ts';
import { DocumentReplaced } from '../page/document-replaced.ts';
import { setPlaybackRate } from '../page/set-playback-rate.ts';
import type { Tab } from '../page/tab.ts';
import { unlessReplaced } from '../page/unless-replaced.ts';
import { clips } from '../picture/clips.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

const WARNING = 'What moves on the page may be torn in its picture.';

/**
 * Has a frame drawn: what the compositor moves stands still only from the one after the next on. No other picture than one
 * beyond the window does that.
 */
const drawFrame = ({ cdp, document }: Tab): Promise<unknown> =>
  unlessReplaced(
    document,
    cdp.send('Page.captureScreenshot', {
      format: 'jpeg',
      clip: { x: 0, y: 0, width: 1, height: 1, scale: 1 },
      captureBeyondViewport: true,
    }),
  );

/** Holds what moves without scripts where the picture is taken in more than one strip: it would be torn between them. */
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
      await drawFrame(tab);
    } catch (error) {
      // Of another document that has come in its place, another picture will be taken.
      if (!(error instanceof DocumentReplaced)) work.warnings.push(WARNING);
    }
    return undefined;
  },
};
