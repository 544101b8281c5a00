import { scrollAndLook } from '../in-page/scroll-and-look.ts';
import { becomeQuiet } from '../page/become-quiet.ts';
import { made, type Work } from '../work.ts';

/** How long what comes into view is looked at, and waited for where something comes, in milliseconds. */
const LOOK_MS = 50;
const PATIENCE_MS = 1_500;

/** Lets what is in view now appear. */
export const arrive = async (work: Work): Promise<void> => {
  const tab = made(work, 'tab');
  const since = performance.now();
  const view = await tab.inPage(scrollAndLook, undefined, 0, 0);
  const until = since + work.budget.allot(0.1, PATIENCE_MS);
  await becomeQuiet(tab, made(work, 'requests'), view, {
    ms: LOOK_MS,
    since,
    until,
    height: Number.MAX_SAFE_INTEGER,
  });
};
