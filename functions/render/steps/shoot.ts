import { photograph } from '../photograph.ts';
import type { Step } from '../step.ts';
import type { Work } from '../work.ts';

/** Photographs the page. */
export const shoot: Step = {
  name: 'shoot',
  essential: true,
  overdue: 'page_unresponsive',
  share: 1,
  run: async (work: Work) => ({ photo: await photograph(work), capturedAt: Date.now() }),
};
