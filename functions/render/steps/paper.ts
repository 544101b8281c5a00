import type { CaptureOptions } from '../../domain/capture-options.ts';
import { nextFrame } from '../in-page/next-frame.ts';
import { emulatedMedia } from '../page/emulated-media.ts';
import { paperOf, printedArea } from '../pdf/paper.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Frames come 60 times a second, but not to a page that is not drawn yet. */
const FRAME_MS = 250;

/**
 * Lays the page out for its paper before anything else is waited for. Printing does so by itself, but too late: pictures
 * that only the new width asks for would be missing, and scripts that follow the window would not have heard of it.
 */
export const paper = (options: CaptureOptions): Step => ({
  name: 'paper',
  essential: true,
  overdue: 'page_unresponsive',
  share: 0.3,
  run: async (work) => {
    const { cdp, inPage, reframe } = made(work, 'tab');
    const viewport = printedArea(paperOf(options), options.pdf_scale);
    await Promise.all([
      cdp.send('Emulation.setEmulatedMedia', emulatedMedia(options)),
      reframe({ viewport, deviceWidth: viewport.width * work.geometry.density }),
    ]);
    // Pictures that only the new width asks for are asked for with a frame.
    await inPage(nextFrame, FRAME_MS).catch(() => undefined);
    return undefined;
  },
});
