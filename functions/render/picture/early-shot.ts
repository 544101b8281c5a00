import { setTimeout as sleep } from 'node:timers/promises';
import type { Tab } from '../page/tab.ts';
import { JPEG_QUALITY } from './encode.ts';

/** A picture of the window that was begun while the page was still being looked at. */
export interface EarlyShot {
  /**
   * Its JPEG; undefined where it went wrong, or the page may look otherwise by now. Nothing else may be drawn before that is
   * known: the browser would put the window back in the middle of it.
   */
  taken(): Promise<Uint8Array | undefined>;
}

/** Whether the page is what it was when the picture was begun: by what it has asked for, and in itself. */
interface Stillness {
  isSame(): boolean;
  isStill(): Promise<boolean>;
}

/** What has not come by then is waited for no longer, in milliseconds: usual are 40. */
const LATE_MS = 5_000;

/** Begins a picture of the window as it is now, which nobody has to take. */
export const earlyShot = ({ cdp }: Pick<Tab, 'cdp'>, { isSame, isStill }: Stillness): EarlyShot => {
  const jpeg = cdp
    .send('Page.captureScreenshot', { format: 'jpeg', quality: JPEG_QUALITY, captureBeyondViewport: false })
    .then(({ data }) => Buffer.from(data, 'base64'))
    .catch(() => undefined);
  return {
    taken: async () => {
      const inTime = Promise.race([jpeg, sleep(LATE_MS, undefined, { ref: false })]);
      const [bytes, stays] = await Promise.all([inTime, isStill().catch(() => false)]);
      return stays && isSame() ? bytes : undefined;
    },
  };
};
