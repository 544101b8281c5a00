import { noteSeen } from '../in-page/note-seen.ts';
import { REMIND } from '../page/remind.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Before a page is asked for, all of which is to be scrolled through: what it shows only as long as it is seen can be shown again. */
export const noteWhatIsSeen: Step = {
  name: 'prepare',
  essential: false,
  warning: undefined,
  share: 0.1,
  atMost: 1_000,
  run: async (work) => {
    const source = `(${noteSeen})(${JSON.stringify(REMIND)})`;
    await made(work, 'tab').cdp.send('Page.addScriptToEvaluateOnNewDocument', { source });
    return undefined;
  },
};
