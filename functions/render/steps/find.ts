import type { CaptureOptions } from '../../domain/capture-options.ts';
import { type Geometry, MAX_DEVICE_SCALE } from '../../domain/geometry.ts';
import { RenderFailure } from '../../domain/render-failure.ts';
import { elementArea } from '../in-page/element-area.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** The device pixels across the window with which an element is drawn as wide as its file, as far as that goes. */
const finerWidth = ({ output, viewport }: Geometry, width: number): number =>
  Math.ceil(viewport.width * Math.min(MAX_DEVICE_SCALE, output.width / width));

/** Finds the element that is to be the picture. */
export const find = ({ selector, output_size, scroll_to, scroll_offset_px }: CaptureOptions): Step => ({
  name: 'find',
  essential: true,
  overdue: 'page_unresponsive',
  share: 0.5,
  run: async (work) => {
    const isScrolled = scroll_to !== '' || scroll_offset_px !== 0;
    const tab = made(work, 'tab');
    const element = await tab.inPage(elementArea, selector, isScrolled);
    if (element === undefined) throw new RenderFailure('selector_not_found');
    const fine = finerWidth(work.geometry, element.width);
    if (output_size !== undefined && fine > tab.deviceWidth) await tab.redraw(fine);
    return { element };
  },
});
