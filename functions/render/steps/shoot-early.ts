import type { CaptureOptions } from '../../domain/capture-options.ts';
import { geometry } from '../../domain/geometry.ts';
import { isStill } from '../in-page/is-still.ts';
import { earlyShot } from '../picture/early-shot.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** What a page may have asked for that does nothing once it is there. */
const LOOKS = new Set(['Stylesheet', 'Image'] as const);

/** Whether the file of such a capture may be what the browser writes of the window. */
export const mayShootEarly = ({ selector, fullpage, format, frame, ...options }: CaptureOptions): boolean => {
  if (selector !== '' || fullpage || format !== 'jpg' || frame !== '') return false;
  const { output, viewport, deviceWidth } = geometry({ selector, fullpage, format, ...options });
  return output.width === deviceWidth && output.height === (viewport.height * deviceWidth) / viewport.width;
};

/**
 * Begins the picture of a page that cannot come to look otherwise any more, before it has been looked at as any other: a picture
 * waits for frames of the screen, and that takes longer than to look.
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
    const isSame = document.note();
    const isAtRest = () => isSame() && !document.isLeaving() && requests.pending().length === 0;
    if (!isAtRest() || !requests.areOnly(LOOKS) || !(await inPage(isStill))) return undefined;
    // What answers too late finds a page that other steps are at work on.
    if (!isAtRest() || performance.now() > until) return undefined;
    const count = requests.count();
    return { earlyShot: earlyShot({ cdp }, () => isSame() && requests.count() === count) };
  },
};
