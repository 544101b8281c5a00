import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptureOptions } from '../../domain/capture-options.ts';
import { awaitArrivals } from '../in-page/await-arrivals.ts';
import { isWhole, reach } from '../picture/picture-size.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Waits as long as the caller asked for; the budget has set that time aside. */
export const wait = (options: CaptureOptions): Step => ({
  name: 'wait',
  essential: false,
  warning: 'The picture was taken before wait_time was over, because the page took too long to load.',
  // Something must be left to take the picture in, however short the whole time is.
  share: 0.9,
  takesSetAside: true,
  run: async (work) => {
    if (options.wait_time === 0) return undefined;
    // Lazy images come in the meantime; what has not is waited for by `settle`.
    made(work, 'tab')
      .inPage(awaitArrivals, reach(work.geometry), isWhole(work.geometry))
      .catch(() => undefined);
    await sleep(options.wait_time * 1_000);
    return undefined;
  },
});
