import type { CaptureOptions } from '../../domain/capture-options.ts';
import { type Geometry, MAX_DEVICE_SCALE, MAX_PAGE_HEIGHT } from '../../domain/geometry.ts';
import { RenderFailure } from '../../domain/render-failure.ts';
import { findElement } from '../in-page/find-element.ts';
import { openAround } from '../in-page/open-around.ts';
import { placeElement } from '../in-page/place-element.ts';
import { onPage } from '../picture/on-page.ts';
import { placeOfWindow } from '../picture/place-of-window.ts';
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
    if (!(await tab.inPage(findElement, selector))) throw new RenderFailure('selector_not_found');
    await tab.inPage(openAround, MAX_PAGE_HEIGHT);
    const placed = await tab.inPage(placeElement, isScrolled);
    if (placed === undefined) throw new RenderFailure('selector_not_found');
    const { x, y } = placeOfWindow(await tab.cdp.send('Page.getLayoutMetrics'));
    const element = { ...placed.area, x: placed.area.x + x, y: placed.area.y + y };
    const shown = onPage(element);
    if (shown === undefined) throw new RenderFailure('selector_not_found');
    if (placed.isCovered) {
      work.warnings.push('Something that stays in place on the screen lies over a part of the element.');
    }
    const fine = finerWidth(work.geometry, shown.width);
    if (output_size !== undefined && fine > tab.deviceWidth) await tab.redraw(fine);
    return { element };
  },
});
