import sharp from 'sharp';
import { alarm } from '../alarm.ts';
import type { Budget } from '../budget.ts';
import { type Clip, clips } from '../clips.ts';
import type { Step } from '../step.ts';
import type { Tab } from '../tab.ts';
import { made } from '../work.ts';

const photograph = async ({ cdp, viewport }: Tab, clip: Clip): Promise<Buffer> => {
  const { data } = await cdp.send('Page.captureScreenshot', {
    format: 'png',
    // The fastest PNG: it goes no further than the next function.
    optimizeForSpeed: true,
    clip: { x: 0, y: clip.top, width: viewport.width, height: clip.height, scale: 1 },
    // Leaves the layout alone, though the page hears a resize event; so only where it is needed.
    captureBeyondViewport: clip.top + clip.height > viewport.height,
  });
  return Buffer.from(data, 'base64');
};

/** One strip takes 0.1 to 2 s; the browser that has not answered by then waits for a frame that never comes. */
const ANSWER_MS = 12_000;

/** Like `photograph`, but ends well before the capture's deadline, at which the browser would be killed. */
const photographInTime = async (tab: Tab, clip: Clip, budget: Budget): Promise<Buffer> => {
  const late = alarm(budget.allot(0.7, ANSWER_MS), 'page_unresponsive');
  try {
    return await Promise.race([photograph(tab, clip), late.promise]);
  } finally {
    late.stop();
  }
};

/** The clip's pixels, without the surplus row or column that rounding to whole CSS pixels may bring. */
const decode = (png: Buffer, width: number, rows: number): Promise<Buffer> =>
  sharp(png)
    .removeAlpha()
    .toColourspace('srgb')
    .extract({ left: 0, top: 0, width, height: rows })
    .raw()
    .toBuffer();

/** Photographs the page in strips and joins them. */
export const shoot: Step = {
  name: 'shoot',
  essential: true,
  overdue: 'page_unresponsive',
  share: 1,
  run: async (work) => {
    const tab = made(work, 'tab');
    const { shot } = made(work, 'size');
    const data = Buffer.allocUnsafe(shot.width * shot.height * 3);
    let filled = 0;
    for (const clip of clips(shot, tab.viewport.width)) {
      const strip = await decode(await photographInTime(tab, clip, work.budget), shot.width, clip.rows);
      filled += strip.copy(data, filled);
    }
    return { pixels: { data, ...shot }, capturedAt: Date.now() };
  },
};
