import type { CaptureOptions } from '../../domain/capture-options.ts';
import { RenderFailure } from '../../domain/render-failure.ts';
import { elementArea } from '../in-page/element-area.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Finds the element that is to be the picture. */
export const find = ({ selector, scroll_to, scroll_offset_px }: CaptureOptions): Step => ({
  name: 'find',
  essential: true,
  overdue: 'page_unresponsive',
  share: 0.5,
  run: async (work) => {
    const isScrolled = scroll_to !== '' || scroll_offset_px !== 0;
    const element = await made(work, 'tab').inPage(elementArea, selector, isScrolled);
    if (element === undefined) throw new RenderFailure('selector_not_found');
    return { element };
  },
});
