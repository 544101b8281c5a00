import type { CaptureOptions } from '../../domain/capture-options.ts';
import { emulatedMedia } from '../emulated-media.ts';
import { paperOf, printedArea } from '../paper.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

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
    const { cdp } = made(work, 'tab');
    await Promise.all([
      cdp.send('Emulation.setEmulatedMedia', emulatedMedia(options)),
      cdp.send('Emulation.setDeviceMetricsOverride', {
        ...printedArea(paperOf(options), options.pdf_scale),
        deviceScaleFactor: work.geometry.density,
        mobile: false,
      }),
    ]);
    return undefined;
  },
});
