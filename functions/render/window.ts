import type { CDPSession } from 'puppeteer-core';
import type { Geometry } from '../domain/geometry.ts';

/** What a page is laid out in, and how many device pixels are drawn across it. */
export type Window = Pick<Geometry, 'viewport' | 'deviceWidth'>;

/** What most captures ask for, since it is what they get when they ask for nothing. */
export const usualWindow: Window = { viewport: { width: 1280, height: 720 }, deviceWidth: 1280 };

/** Gives a page such a window. */
export const showWindow = async (cdp: CDPSession, { viewport, deviceWidth }: Window): Promise<void> => {
  await cdp.send('Emulation.setDeviceMetricsOverride', {
    ...viewport,
    deviceScaleFactor: deviceWidth / viewport.width,
    mobile: false,
  });
};
