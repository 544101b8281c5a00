import type { CDPSession } from 'puppeteer-core';
import { captureOptions } from '../../domain/capture-options.ts';
import { type Geometry, geometry } from '../../domain/geometry.ts';

/** What a page is laid out in, and how many device pixels are drawn across it. */
export type Window = Pick<Geometry, 'viewport' | 'deviceWidth'>;

/** What most captures ask for, since it is what they get when they ask for nothing. */
export const usualWindow: Window = geometry(captureOptions.parse({ url: 'https://example.com/' }));

/**
 * Gives a page such a window. `top`: what is drawn is not what the window shows, but what lies so many CSS pixels further down,
 * which the page cannot tell.
 */
export const showWindow = async (
  cdp: CDPSession,
  { viewport, deviceWidth }: Window,
  top?: number,
): Promise<void> => {
  await cdp.send('Emulation.setDeviceMetricsOverride', {
    ...viewport,
    deviceScaleFactor: deviceWidth / viewport.width,
    // A page that asks for the screen instead must not take this for another device.
    screenWidth: viewport.width,
    screenHeight: viewport.height,
    mobile: false,
    ...(top === undefined ? {} : { viewport: { ...viewport, x: 0, y: top, scale: 1 } }),
  });
};
