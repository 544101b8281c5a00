import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptureOptions } from '../../domain/capture-options.ts';
import { isHeldUp } from '../in-page/is-held-up.ts';
import { painted } from '../in-page/painted.ts';
import type { Tab } from './tab.ts';

/** As long as `painted` waits for a frame, in milliseconds, and how often it is looked meanwhile. */
const PATIENCE_MS = 500;
const LOOK_MS = 50;

/**
 * Whether Chromium paints the page's document, or will as soon as it has the time. Without scripts no frame can be waited for
 * in the page, and no time: there it is whether anything goes on holding it up.
 */
export const isPainted = async (
  { inPage }: Pick<Tab, 'inPage'>,
  { nojs }: Pick<CaptureOptions, 'nojs'>,
): Promise<boolean> => {
  if (!nojs) return inPage(painted);
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    if (!(await inPage(isHeldUp))) return true;
    await sleep(LOOK_MS);
  }
  return false;
};
