import type { Step } from '../step.ts';
import { made } from '../work.ts';

/**
 * Keeps the page where it is, since a browser whose page leaves while it is photographed has no picture of either, and
 * stops its scripts: each strip beyond its window tells it of another size of that, and neither that nor the
 * time in between may change what is in the next strip.
 */
export const freeze: Step = {
  name: 'freeze',
  essential: false,
  warning: 'The page may have changed while its picture was taken.',
  share: 0.3,
  atMost: 3_000,
  run: async (work) => {
    const tab = made(work, 'tab');
    await tab.document.stay(() => tab.runScripts(false));
    return undefined;
  },
};
