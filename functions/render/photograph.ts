import sharp from 'sharp';
import type { CaptureOptions } from '../domain/capture-options.ts';
import { alarm } from './alarm.ts';
import type { Area } from './area.ts';
import { type Clip, clips } from './clips.ts';
import type { Pixels } from './pixels.ts';
import type { Tab } from './tab.ts';
import { made, type Work } from './work.ts';

const strip = async (
  { cdp, viewport }: Tab,
  { x, y, width }: Area,
  isPlain: boolean,
  clip: Clip,
): Promise<Buffer> => {
  const isBeyond = !isPlain || clip.top + clip.height > viewport.height;
  const { data } = await cdp.send('Page.captureScreenshot', {
    format: 'png',
    // The fastest PNG: it goes no further than the next function.
    optimizeForSpeed: true,
    clip: { x, y: y + clip.top, width, height: clip.height, scale: 1 },
    // Leaves the layout alone, though the page hears a resize event; so only where it is needed.
    captureBeyondViewport: isBeyond,
  });
  return Buffer.from(data, 'base64');
};

/** One strip takes 0.1 to 2 s; the browser that has not answered by then waits for a frame that never comes. */
const ANSWER_MS = 12_000;

/** What `work` answers, but ends well before the capture's deadline, at which the browser would be killed. */
const inTime = async <Answer>(answer: Promise<Answer>, ms: number): Promise<Answer> => {
  const late = alarm(ms, 'page_unresponsive');
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    late.stop();
  }
};

/** The clip's pixels, without the surplus row or column that rounding to whole CSS pixels may bring. */
const decode = (png: Buffer, { width, channels }: Pick<Pixels, 'width' | 'channels'>, rows: number) => {
  const image = sharp(png).toColourspace('srgb').extract({ left: 0, top: 0, width, height: rows });
  return (channels === 4 ? image.ensureAlpha() : image.removeAlpha()).raw().toBuffer();
};

/** Bytes of a pixel: alpha takes time and a third more memory. */
export const channelsOf = ({ omit_background }: Pick<CaptureOptions, 'omit_background'>): 3 | 4 =>
  omit_background ? 4 : 3;

/** What the page does not paint is white otherwise. */
const omitBackground = ({ cdp }: Tab) =>
  cdp.send('Emulation.setDefaultBackgroundColorOverride', { color: { r: 0, g: 0, b: 0, a: 0 } });

/**
 * Photographs what was measured, in strips, and joins them. `anew`: by the other of the two ways that the browser has, for
 * a picture that came out empty. Throws RenderFailure `page_unresponsive` when the browser does not answer.
 */
export const photograph = async (work: Work, { anew = false } = {}): Promise<Pixels> => {
  const tab = made(work, 'tab');
  const area = made(work, 'area');
  const { shot } = made(work, 'size');
  const { options, budget } = work;
  if (options.omit_background) await omitBackground(tab);
  const channels = channelsOf(options);
  const data = Buffer.allocUnsafe(shot.width * shot.height * channels);
  // Of a page that is scrolled, the browser draws nothing above its window otherwise.
  const isPlain = work.made.element === undefined && work.made.isScrolled !== true && !anew;
  let filled = 0;
  for (const clip of clips(shot.height, { device: tab.deviceWidth, css: tab.viewport.width })) {
    const png = await inTime(strip(tab, area, isPlain, clip), budget.allot(0.7, ANSWER_MS));
    const pixels = await decode(png, { width: shot.width, channels }, clip.rows);
    filled += pixels.copy(data, filled);
  }
  return { data, channels, ...shot };
};
