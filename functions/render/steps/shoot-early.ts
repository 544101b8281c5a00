import type { CaptureOptions } from '../../domain/capture-options.ts';
import { geometry } from '../../domain/geometry.ts';
import { isStill } from '../in-page/is-still.ts';
import { clips } from '../picture/clips.ts';
import { earlyShot } from '../picture/early-shot.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** What a page may have asked for that does nothing once it is there. */
const LOOKS = new Set(['Stylesheet', 'Image'] as const);

/** How long a picture that was begun is waited for before another is taken, in milliseconds. */
const LATE_MS = 5_000;

/** Whether the file of such a capture may be what the browser writes of the window, as that is before any other step. */
export const mayShootEarly = (options: CaptureOptions): boolean => {
  const { selector, fullpage, format, frame, omit_background } = options;
  if (selector !== '' || fullpage || format !== 'jpg' || frame !== '' || omit_background) return false;
  const { output, viewport, deviceWidth } = geometry(options);
  const height = (viewport.height * deviceWidth) / viewport.width;
  const isOne = clips(height, { device: deviceWidth, css: viewport.width }).length === 1;
  return isOne && output.width === deviceWidth && output.height === height;
};

/**
 * Begins the picture of a page that cannot come to look otherwise any more, before it has been looked at like the others: a
 * picture waits for frames of the screen, and that takes longer than to look.
 */
export const shootEarly: Step = {
  // It is of the same time.
  name: 'settle',
  essential: false,
  // The picture is taken later then, as of other pages.
  warning: undefined,
  share: 0.1,
  atMost: 1_000,
  run: async (work, ms) => {
    const until = performance.now() + ms;
    const { inPage, document, cdp } = made(work, 'tab');
    const requests = made(work, 'requests');
    const noted = document.note();
    const isAtRest = () => noted.isThere() && !document.isLeaving() && requests.pending().length === 0;
    if (!isAtRest() || !requests.areOnly(LOOKS)) return undefined;
    const [isStillNow, { frameTree }] = await Promise.all([inPage(isStill), cdp.send('Page.getFrameTree')]);
    // What answers too late finds a page that other steps are at work on.
    const isLate = performance.now() > until;
    // Other documents may lie where nobody can see from outside.
    if (!isStillNow || frameTree.childFrames !== undefined || !isAtRest() || isLate) return undefined;
    const count = requests.count();
    const stillness = {
      isSame: () => noted.isThere() && requests.areOnly(LOOKS) && requests.count() === count,
      isStill: () => inPage(isStill),
      gone: noted.gone,
      ms: work.budget.allot(0.2, LATE_MS),
    };
    return { earlyShot: earlyShot({ cdp }, stillness) };
  },
};
