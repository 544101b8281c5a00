import type { CaptureOptions } from '../../domain/capture-options.ts';
import { nextFrame } from '../in-page/next-frame.ts';
import { stillVideos } from '../in-page/still-videos.ts';
import { DocumentReplaced } from '../page/document-replaced.ts';
import { setPlaybackRate } from '../page/set-playback-rate.ts';
import { clips } from '../picture/clips.ts';
import type { Step } from '../step.ts';
import { made, type Work } from '../work.ts';

/** For a page that is not drawn. */
const FRAME_MS = 500;
const WARNING = 'What moves on the page may be torn in its picture.';

const isInStrips = (work: Work): boolean => {
  const { deviceWidth, viewport } = made(work, 'tab');
  return clips(made(work, 'size').shot.height, { device: deviceWidth, css: viewport.width }).length > 1;
};

/**
 * Holds what moves without scripts where the picture is taken in more than one strip: it would be torn between them. And
 * before an element is looked for, which would have moved on from there when it is photographed. What the
 * compositor moves stands still only from the frame after the next on: a picture of several strips has one drawn before them
 * (look-away.ts).
 */
export const hold = ({ selector, nojs }: Pick<CaptureOptions, 'selector' | 'nojs'>): Step => ({
  name: 'hold',
  essential: false,
  warning: WARNING,
  share: 0.1,
  atMost: 2_000,
  run: async (work) => {
    const tab = made(work, 'tab');
    if (selector === '' && !isInStrips(work)) return undefined;
    try {
      await Promise.all([setPlaybackRate(tab, 0), tab.inPage(stillVideos)]);
      // Without scripts there is no frame to wait for.
      if (selector !== '' && !nojs) await tab.inPage(nextFrame, FRAME_MS);
    } catch (error) {
      // Of another document that has come in its place, another picture will be taken.
      if (!(error instanceof DocumentReplaced)) work.warnings.push(WARNING);
    }
    return undefined;
  },
});
