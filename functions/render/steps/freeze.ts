import { isWhole, reach } from '../picture-size.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/**
 * Stops the scripts of a page that is photographed beyond its window: each strip tells it of another size of the window, and
 * neither that nor the time in between may change what is in the next strip.
 */
export const freeze: Step = {
  name: 'freeze',
  essential: false,
  warning: 'The page may have changed while its picture was taken.',
  share: 0.3,
  atMost: 3_000,
  run: async (work) => {
    const tab = made(work, 'tab');
    if (isWhole(work.geometry) || reach(work.geometry) > tab.viewport.height) await tab.runScripts(false);
    return undefined;
  },
};
