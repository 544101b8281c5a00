import { titleOf } from '../page/title-of.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Reads what the page is called, once it is certain that there is one. */
export const readTitle: Step = {
  name: 'title',
  essential: true,
  overdue: 'page_unresponsive',
  share: 0.3,
  run: async (work) => {
    const tab = made(work, 'tab');
    tab.document.shown();
    return { title: await titleOf(tab) };
  },
};
