import { keepSeen } from '../in-page/keep-seen.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Before the page is asked for, where it is to be scrolled through: what has been seen of it then stays as it was. */
export const keepWhatWasSeen: Step = {
  name: 'prepare',
  essential: false,
  warning: undefined,
  share: 0.1,
  atMost: 1_000,
  run: async (work) => {
    await made(work, 'tab').cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${keepSeen})()` });
    return undefined;
  },
};
