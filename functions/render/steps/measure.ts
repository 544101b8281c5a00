import type { PictureOptions } from '../picture-format.ts';
import { pictureSize } from '../picture-size.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Reads how high the document is and what it is called, and decides the picture's size from it. */
export const measure = (options: PictureOptions): Step => ({
  name: 'measure',
  essential: true,
  overdue: 'page_unresponsive',
  share: 1,
  run: async (work) => {
    const tab = made(work, 'tab');
    tab.document.shown();
    const [title, { cssContentSize }] = await Promise.all([
      tab.page.title(),
      tab.cdp.send('Page.getLayoutMetrics'),
    ]);
    const height = Math.ceil(cssContentSize.height);
    const size = pictureSize(work.geometry, height, options.format, options.frame);
    work.warnings.push(...size.warnings);
    return { title, size };
  },
});
