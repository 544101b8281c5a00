import { encodePreview } from '../encode.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Writes the small picture for lists. */
export const preview: Step = {
  name: 'preview',
  essential: true,
  overdue: 'page_unresponsive',
  share: 1,
  run: async (work) => ({ preview: await encodePreview(made(work, 'pixels'), made(work, 'file')) }),
};
