import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { RenderFailure } from '../domain/render-failure.ts';
import type { Area } from './area.ts';
import { everyFrame } from './every-frame.ts';
import type { FramePicture } from './frame-picture.ts';
import { awaitArrivals } from './in-page/await-arrivals.ts';
import { frameAreas } from './in-page/frame-areas.ts';
import { keepFrames } from './in-page/keep-frames.ts';
import { nextFrame } from './in-page/next-frame.ts';
import { scrollWindow } from './in-page/scroll-window.ts';
import { fromBrowser } from './photo.ts';
import { channelsOf, omitBackground } from './photograph.ts';
import { MAX_PAGE_HEIGHT } from './picture-size.ts';
import type { Tab } from './tab.ts';
import { made, type Work } from './work.ts';

/** The most device pixels that a window is made high: beyond some 16,000 the browser draws no frame any more. */
const MOST_ROWS = 8_000;
/** What a frame is shown for at least before it is photographed: many begin to draw, or to fade in, when they are seen. */
const SEEN_MS = 400;
/** The same in times that it is drawn, which take longer where the machine is busy. */
const SEEN_FRAMES = 12;
/** How long images and fonts of frames are waited for, in milliseconds. */
const PATIENCE_MS = 2_000;
/** Above the first frame of a window that does not begin with the document: bars may lie there. */
const ROOM = 200;

/** Settles when so many of them have; never when so many fail. */
const some = (promises: readonly Promise<unknown>[], wanted: number): Promise<void> =>
  new Promise((resolve) => {
    let count = 0;
    for (const one of promises) {
      one.then(
        () => {
          count += 1;
          if (count >= wanted) resolve();
        },
        () => undefined,
      );
    }
  });

/**
 * Waits until what `shown` frames show has come, as far as it comes soon. Which of them is in the window none can tell; but one
 * that is not is not drawn.
 */
const liven = async (work: Work, shown: number): Promise<void> => {
  const tab = made(work, 'tab');
  const frames = await everyFrame(tab.sessions);
  const drawn = frames
    .filter(({ isMain }) => !isMain)
    .map(async ({ inFrame }) => {
      await inFrame(awaitArrivals, MAX_PAGE_HEIGHT, true);
      for (let seen = 0; seen < SEEN_FRAMES; seen += 2) await inFrame(nextFrame, PATIENCE_MS);
    });
  const late = sleep(work.budget.allot(0.1, PATIENCE_MS));
  await Promise.all([Promise.race([some(drawn, shown), late]), sleep(SEEN_MS)]);
};

const photographed = async (
  { cdp }: Tab,
  { x, y, width, height }: Area,
  channels: 3 | 4,
): Promise<FramePicture['pixels']> => {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const { data: png } = await cdp.send('Page.captureScreenshot', {
    format: 'png',
    optimizeForSpeed: true,
    clip: {
      x: left,
      y: top,
      width: Math.ceil(x + width) - left,
      height: Math.ceil(y + height) - top,
      scale: 1,
    },
    captureBeyondViewport: true,
  });
  const image = sharp(Buffer.from(png, 'base64'), fromBrowser).toColourspace('srgb');
  const { data, info } = await (channels === 4 ? image.ensureAlpha() : image.removeAlpha())
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, channels, width: info.width, height: info.height };
};

/** Photographs the kept frames in windows that are high enough to show them, until `until` (Unix milliseconds). */
const inHighWindows = async (work: Work, until: number): Promise<readonly FramePicture[]> => {
  const tab = made(work, 'tab');
  const most = Math.floor((MOST_ROWS * tab.viewport.width) / tab.deviceWidth);
  if (work.options.omit_background) await omitBackground(tab);
  const pictures: FramePicture[] = [];
  const done = new Set<number>();
  for (;;) {
    const ahead = (await tab.inPage(frameAreas)).flatMap((area, index) =>
      area === undefined || done.has(index) ? [] : [{ index, ...area }],
    );
    const [first] = ahead.toSorted((one, other) => one.y - other.y);
    if (first === undefined) return pictures;
    if (Date.now() > until) throw new RenderFailure('page_unresponsive');
    const bottom = Math.max(...ahead.map(({ y, height }) => y + height));
    const height = Math.max(tab.viewport.height, Math.ceil(Math.min(most, bottom + ROOM)));
    // Before they are seen: what they had been waiting to do then would be lost to them.
    await tab.runFrameScripts(true);
    await tab.resize(height);
    // What is as high as the window has moved it.
    const moved = (await tab.inPage(frameAreas))[first.index] ?? first;
    const top = moved.y + moved.height <= height ? 0 : Math.max(0, Math.floor(moved.y) - ROOM);
    await tab.inPage(scrollWindow, { left: 0, top });
    const isShown = (area: Area | undefined, index: number): area is Area =>
      area !== undefined &&
      !done.has(index) &&
      (index === first.index || (area.y >= top && area.y + area.height <= top + height));
    await liven(work, (await tab.inPage(frameAreas)).filter(isShown).length);
    await tab.runFrameScripts(false);
    for (const [index, area] of (await tab.inPage(frameAreas)).entries()) {
      if (!isShown(area, index)) continue;
      pictures.push({ index, area, pixels: await photographed(tab, area, channelsOf(work.options)) });
      done.add(index);
    }
    // Whatever it showed: a page that moves its frames about must not keep this going.
    done.add(first.index);
  }
};

/** What became of the frames in an area of the document. */
interface Photographed {
  readonly pictures: readonly FramePicture[];
  /** Some frame lies there, photographed or not. */
  readonly hasFrames: boolean;
}

/**
 * Photographs the frames in an area of the document by themselves, for those of other sites draw only what of them is in the
 * window: all of them, or those that lie beyond it. Nothing is done where there is none of another site. The window, which is
 * higher meanwhile, is in the end what it was. Throws RenderFailure `page_unresponsive` when that takes too long.
 */
export const photographFrames = async (
  work: Work,
  area: Area,
  { isInWindowToo }: { readonly isInWindowToo: boolean },
): Promise<Photographed> => {
  const tab = made(work, 'tab');
  if (!tab.sessions.parts().some(({ type }) => type === 'iframe')) return { pictures: [], hasFrames: false };
  const { inArea, kept } = await tab.inPage(keepFrames, area, isInWindowToo);
  if (kept === 0) return { pictures: [], hasFrames: inArea > 0 };
  const { height } = tab.viewport;
  const { before } = await tab.inPage(scrollWindow, { left: 0, top: 0 });
  try {
    // In time for what follows, which must find the window as it was.
    const pictures = await inHighWindows(work, Date.now() + work.budget.allot(0.25, 6_000));
    return { pictures, hasFrames: true };
  } finally {
    await tab.resize(height);
    await tab.inPage(scrollWindow, before);
  }
};
