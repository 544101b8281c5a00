import type { Tab } from '../page/tab.ts';

/**
 * Device pixels between the picture and what is looked at instead. Chromium keeps tiles for 2,000 around what it shows,
 * drawn or not.
 */
const AWAY = 10_000;

/**
 * Has the browser show a place far below `bottom`, in CSS pixels from the top of the document, until the tab draws its window
 * again. What is shown next is drawn as a whole before it is seen then. Of what it has a tile for already, as it has of all that
 * is near its window, the browser would show what is drawn by that time, and no more.
 */
export const lookAway = async (tab: Tab, bottom: number): Promise<void> => {
  const { cdp, deviceWidth, viewport } = tab;
  const top = Math.ceil(bottom + (AWAY * viewport.width) / deviceWidth);
  await tab.drawElsewhere(top);
  // It lets go with the first frame that it draws there.
  await cdp.send('Page.captureScreenshot', {
    format: 'jpeg',
    clip: { x: 0, y: top, width: 1, height: 1, scale: 1 },
    captureBeyondViewport: true,
  });
};
