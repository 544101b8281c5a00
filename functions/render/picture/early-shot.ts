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

/** What the page must still be like for its picture to be right, and how long that is waited for. */
interface Stillness {
  /** By its document, and what that has asked for. */
  isSame(): boolean;
  /** In itself. */
  isStill(): Promise<boolean>;
  /** Settles when another document has come, after which the browser has no picture of the first. */
  gone(): Promise<void>;
  /** Milliseconds, of which usual are 40. */
  readonly ms: number;
}

/** Begins a picture of the window as it is now, which nobody has to take. */
export const earlyShot = ({ cdp }: Pick<Tab, 'cdp'>, { isSame, isStill, gone, ms }: Stillness): EarlyShot => {
  const jpeg = cdp
    .send('Page.captureScreenshot', { format: 'jpeg', quality: JPEG_QUALITY, captureBeyondViewport: false })
    .then(({ data }) => Buffer.from(data, 'base64'))
    .catch(() => undefined);
  const inTime = Promise.race([jpeg, gone(), sleep(ms, undefined, { ref: false })]);
  let taking: Promise<Uint8Array | undefined> | undefined;
  const take = async () => {
    const [bytes, stays] = await Promise.all([inTime, isStill().catch(() => false)]);
    return stays && isSame() && bytes instanceof Buffer ? bytes : undefined;
  };
  return {
    taken: () => {
      taking ??= take();
      return taking;
    },
  };
};
