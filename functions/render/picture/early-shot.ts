import type { Tab } from '../page/tab.ts';
import { JPEG_QUALITY } from './encode.ts';

/** A picture of the window that was begun while the page was still being looked at. */
export interface EarlyShot {
  readonly jpeg: Promise<Uint8Array>;
  /** Whether it still is what the page looks like. */
  isValid(): boolean;
}

/** Begins a picture of the window as it is now, which nobody has to take. */
export const earlyShot = ({ cdp }: Pick<Tab, 'cdp'>, isValid: () => boolean): EarlyShot => {
  const jpeg = cdp
    .send('Page.captureScreenshot', { format: 'jpeg', quality: JPEG_QUALITY, captureBeyondViewport: false })
    .then(({ data }) => Buffer.from(data, 'base64'));
  jpeg.catch(() => undefined);
  return { jpeg, isValid };
};
