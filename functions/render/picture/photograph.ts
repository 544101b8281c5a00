import sharp from 'sharp';
import type { Area } from '../../domain/area.ts';
import type { CaptureOptions } from '../../domain/capture-options.ts';
import { alarm } from '../alarm.ts';
import { frameAreas } from '../in-page/frame-areas.ts';
import { pinScrolled } from '../in-page/pin-scrolled.ts';
import type { Tab } from '../page/tab.ts';
import { unlessReplaced } from '../page/unless-replaced.ts';
import type { Pixels } from '../pixels.ts';
import { made, type Work } from '../work.ts';
import { beginningOf, fromBeginning } from './beginning.ts';
import { decodeShot } from './decode-shot.ts';
import { JPEG_QUALITY } from './encode.ts';
import { FRAMES_MISSING } from './frame-sentences.ts';
import { lookAway } from './look-away.ts';
import { pasteFrames } from './paste-frames.ts';
import { fromBrowser, type Photo, photoOf, photoOfJpeg } from './photo.ts';
import type { PictureSize } from './picture-size.ts';
import { releasePixels } from './release-pixels.ts';
import { type Strip, stripsOf } from './strips-of.ts';

/** How the browser writes what it photographs. */
type Writing =
  // The fastest PNG: it goes no further than the next function.
  | { readonly format: 'png'; readonly optimizeForSpeed: true }
  | { readonly format: 'jpeg'; readonly quality: number };

/** For pixels that are read at once. */
export const PNG: Writing = { format: 'png', optimizeForSpeed: true };

/** Device pixels across what is photographed. A screenshot of more never comes, and the browser draws no other any more. */
export const MOST_ACROSS = 16_384;

const TORN = 'Parts of the page that blur what is behind them may be torn in its picture.';

/** Whether the document begins elsewhere than at its left and top, as one does that is written from right to left. */
const beginsElsewhere = async (tab: Tab): Promise<boolean> => {
  const { x, y } = await beginningOf(tab);
  return x !== 0 || y !== 0;
};

/** Whether an area lies in the window of a page that nobody has scrolled. */
const isInWindow = async (tab: Tab, { x, y, width, height }: Area): Promise<boolean> =>
  Math.min(x, y) >= 0 &&
  x + width <= tab.viewport.width &&
  y + height <= tab.viewport.height &&
  !(await beginsElsewhere(tab));

const take = async (
  tab: Tab,
  { area: { x, y, width }, isBeyond, clip }: Strip,
  writing: Writing,
): Promise<Buffer> => {
  const { cdp, viewport } = tab;
  const isAsWindow = clip.height === viewport.height && width === viewport.width;
  // Of such a document the browser draws another part where as much is wanted as the window has, from beyond the window.
  const surplus = isBeyond && isAsWindow && (await beginsElsewhere(tab)) ? 1 : 0;
  const { data } = await cdp.send('Page.captureScreenshot', {
    ...writing,
    clip: { x, y: y + clip.top, width, height: clip.height + surplus, scale: 1 },
    // Leaves the layout alone, though the page hears a resize event; so only where it is needed.
    captureBeyondViewport: isBeyond,
  });
  return Buffer.from(data, 'base64');
};

/** One strip takes 0.1 to 2 s; the browser that has not answered by then waits for a frame that never comes. */
const ANSWER_MS = 12_000;

/** What the browser answers, but ends well before the capture's deadline, at which it would be killed. */
const inTime = async <Answer>(answer: Promise<Answer>, ms: number): Promise<Answer> => {
  const late = alarm(ms, 'page_unresponsive');
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    late.stop();
  }
};

/** The clip's pixels, without the surplus row or column that rounding to whole CSS pixels may bring. */
const decode = (png: Buffer, { width, channels }: Pick<Pixels, 'width' | 'channels'>, rows: number) =>
  decodeShot(png, channels).extract({ left: 0, top: 0, width, height: rows }).toBuffer();

/** Bytes of a pixel: alpha takes time and a third more memory. */
export const channelsOf = ({ omit_background }: Pick<CaptureOptions, 'omit_background'>): 3 | 4 =>
  omit_background ? 4 : 3;

/** What the page does not paint is white otherwise. */
export const omitBackground = ({ cdp }: Tab) =>
  cdp.send('Emulation.setDefaultBackgroundColorOverride', { color: { r: 0, g: 0, b: 0, a: 0 } });

/**
 * Whether the JPEG that the browser writes of a strip can be the file: nothing is drawn around it, it needs no other size,
 * and no row or column of it is to be cut off. It comes a fifth sooner than the PNG, which would have to be read and
 * written anew, and has the same bytes a pixel: Chromium fits the coding to the picture as well.
 */
const isFile = (
  { format, frame }: CaptureOptions,
  { shot, file }: PictureSize,
  { area, clip }: Strip,
  scale: number,
): boolean =>
  format === 'jpg' &&
  frame === '' &&
  file.width === shot.width &&
  file.height === shot.height &&
  clip.rows === shot.height &&
  clip.height * scale === clip.rows &&
  area.width * scale === shot.width;

/** Whether a strip is what the window shows. */
const isWindow = ({ viewport }: Tab, { area, clip, isBeyond }: Strip): boolean =>
  !isBeyond &&
  area.x === 0 &&
  area.y + clip.top === 0 &&
  area.width === viewport.width &&
  clip.height === viewport.height;

/**
 * Photographs what was measured, in strips, and joins them. `anew`: by the other of the two ways that the browser has, for
 * a picture that came out empty. Throws RenderFailure `page_unresponsive` when the browser does not answer, and
 * DocumentReplaced.
 */
export const photograph = async (work: Work, { anew = false } = {}): Promise<Photo> => {
  const tab = made(work, 'tab');
  const area = made(work, 'area');
  const size = made(work, 'size');
  const { shot } = size;
  const { options, budget } = work;
  const channels = channelsOf(options);
  const scale = tab.deviceWidth / tab.viewport.width;
  const answered = <Answer>(answer: Promise<Answer>) =>
    inTime(unlessReplaced(tab.document, answer), budget.allot(0.7, ANSWER_MS));
  // Before all else that is drawn.
  const early = work.made.earlyShot && (await answered(work.made.earlyShot.taken()));
  if (options.omit_background) await omitBackground(tab);
  // Of a page that is scrolled, the browser draws nothing above its window otherwise.
  const isPlain =
    !anew &&
    work.made.isScrolled !== true &&
    (work.made.element === undefined || (await answered(isInWindow(tab, area))));
  const { strips, isTorn } = await answered(stripsOf(tab, area, { rows: shot.height, isPlain }));
  if (isTorn) work.warnings.push(TORN);
  const inStrips = async (): Promise<Photo> => {
    const [first] = strips;
    const framePictures = work.made.framePictures ?? [];
    if (first !== undefined && framePictures.length === 0 && isFile(options, size, first, scale)) {
      const jpeg =
        early !== undefined && isWindow(tab, first)
          ? early
          : await answered(take(tab, first, { format: 'jpeg', quality: JPEG_QUALITY }));
      const photo = photoOfJpeg(jpeg, shot);
      const { width, height } = await sharp(jpeg, fromBrowser).metadata();
      // What is told of a file is what it is, whatever the browser makes of a clip.
      if (width === shot.width && height === shot.height) return photo;
    }
    const data = Buffer.allocUnsafe(shot.width * shot.height * channels);
    let filled = 0;
    for (const strip of strips) {
      const pixels = await decode(
        await answered(take(tab, strip, PNG)),
        { width: shot.width, channels },
        strip.clip.rows,
      );
      filled += pixels.copy(data, filled);
      releasePixels({ data: pixels });
    }
    if (framePictures.length > 0) {
      const view = { area: fromBeginning(area, await beginningOf(tab)), scale };
      const areas = await tab.inPage(frameAreas);
      const page = { data, channels, ...shot };
      const isWhole = pasteFrames(
        page,
        view,
        framePictures,
        areas.map((area) => area?.all),
      );
      if (!isWhole) work.warnings.push(FRAMES_MISSING);
      for (const { pixels } of framePictures) releasePixels(pixels);
    }
    return photoOf({ data, channels, ...shot });
  };
  if (strips.every(({ isBeyond }) => !isBeyond)) return inStrips();
  try {
    await answered(tab.inPage(pinScrolled));
    await answered(lookAway(tab, area.y + shot.height / scale));
    return await inStrips();
  } finally {
    // Nobody waits for it: a browser that hangs would not answer.
    tab.drawElsewhere().catch(() => undefined);
  }
};
