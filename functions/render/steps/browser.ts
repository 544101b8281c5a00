import type { Step } from '../step.ts';

/** Opens an isolated tab of the right size, in the warm browser or in a new one. */
export const browser: Step = {
  name: 'browser',
  essential: true,
  overdue: 'internal',
  // Room for a cold start, which unpacks the browser, and for a whole navigation after it.
  share: 0.4,
  run: async (work) => ({ tab: await work.openTab() }),
};
