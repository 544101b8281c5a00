import { setTimeout as sleep } from 'node:timers/promises';
import { remindOfSeen } from '../in-page/remind-of-seen.ts';
import { showAgain } from '../in-page/show-again.ts';
import { arrive } from '../page/arrive.ts';
import { REMIND } from '../page/remind.ts';
import { made, type Work } from '../work.ts';

/** How long what comes and goes with a place of the page is waited for, in milliseconds. */
const PATIENCE_MS = 1_500;
/** How long what appears once more is given for it, in milliseconds: as most of them take. */
const APPEAR_MS = 1_000;
/** How long a page is looked at for what it has shown before, and shows no more, in milliseconds. */
const LOOK_MS = 200;

/**
 * Has a page that has just been scrolled back show what it has shown on its way, and, as far as noteShown noted it, at its end:
 * some take away what is out of view. Leaves it alone from `end` on, in milliseconds of `performance.now()`.
 */
export const showAllAgain = async (work: Work, end: number): Promise<void> => {
  const tab = made(work, 'tab');
  const within = (ms: number) => Math.min(work.budget.allot(0.1, ms), Math.max(0, end - performance.now()));
  const arrivals = () => arrive(tab, made(work, 'requests'), within(PATIENCE_MS));
  const isOver = () => performance.now() >= end;
  // What has only begun to fade away is not known to be gone.
  await arrivals();
  if (!isOver() && (await tab.inPage(remindOfSeen, REMIND))) {
    await sleep(within(APPEAR_MS));
    await arrivals();
  }
  if (!isOver()) await tab.inPage(showAgain, LOOK_MS);
};
