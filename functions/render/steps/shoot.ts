import sharp from 'sharp';
import { alarm } from '../alarm.ts';
import type { Budget } from '../budget.ts';
import { type Clip, clips } from '../clips.ts';
import type { Pixels } from '../pixels.ts';
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
const decode = (png: Buffer, { width, channels }: Pick<Pixels, 'width' | 'channels'>, rows: number) => {
  const image = sharp(png).toColourspace('srgb').extract({ left: 0, top: 0, width, height: rows });
  return (channels === 4 ? image.ensureAlpha() : image.removeAlpha()).raw().toBuffer();
};

/** What the page does not paint is white otherwise. */
const omitBackground = ({ cdp }: Tab) =>
  cdp.send('Emulation.setDefaultBackgroundColorOverride', { color: { r: 0, g: 0, b: 0, a: 0 } });

/** Photographs the page in strips and joins them. */
export const shoot: Step = {
  name: 'shoot',
  essential: true,
  overdue: 'page_unresponsive',
  share: 1,
  run: async (work) => {
    const tab = made(work, 'tab');
    const { shot } = made(work, 'size');
    const { omit_background } = work.options;
    if (omit_background) await omitBackground(tab);
    // Alpha takes time and a third more memory.
    const channels = omit_background ? 4 : 3;
    const data = Buffer.allocUnsafe(shot.width * shot.height * channels);
    let filled = 0;
    for (const clip of clips(shot, tab.viewport.width)) {
      const png = await photographInTime(tab, clip, work.budget);
      const strip = await decode(png, { width: shot.width, channels }, clip.rows);
      filled += strip.copy(data, filled);
    }
    return { pixels: { data, channels, ...shot }, capturedAt: Date.now() };
  },
};
