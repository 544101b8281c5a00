import { DocumentReplaced } from '../document-replaced.ts';
import { photograph } from '../photograph.ts';
import type { PictureOptions } from '../picture-format.ts';
import { retake } from '../retake.ts';
import type { Step } from '../step.ts';

/** Photographs the page; once more, where another document came meanwhile that had been under way before it had to stay. */
export const shoot = (options: PictureOptions): Step => ({
  name: 'shoot',
  essential: true,
  overdue: 'page_unresponsive',
  share: 1,
  run: async (work) => {
    try {
      return { photo: await photograph(work), capturedAt: Date.now() };
    } catch (error) {
      if (!(error instanceof DocumentReplaced)) throw error;
    }
    const { made, warnings } = await retake(work, options, { ms: 0, anew: false });
    work.warnings.push(...warnings);
    return made;
  },
});
