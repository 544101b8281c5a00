import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import type { Area } from './area.ts';
import { beginningOf, fromBeginning, fromCorner } from './beginning.ts';
import { everyFrame } from './every-frame.ts';
import type { FramePicture } from './frame-picture.ts';
import { awaitArrivals } from './in-page/await-arrivals.ts';
import { bareFrames } from './in-page/bare-frames.ts';
import { coverFrames } from './in-page/cover-frames.ts';
import { frameAreas } from './in-page/frame-areas.ts';
import { keepFrames } from './in-page/keep-frames.ts';
import { nextFrame } from './in-page/next-frame.ts';
import { scrollWindow } from './in-page/scroll-window.ts';
import { onPage } from './on-page.ts';
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
/** Everything together, in milliseconds. */
const LONGEST_MS = 6_000;
/** A frame that does not answer in this is left alone: one of another process may be busy for ever. */
const FRAMES_MS = 500;
/** Device pixels across. A screenshot of more never comes, and the browser draws no other any more. */
const MOST_ACROSS = 16_384;
/** Device pixels of all frames: they are in memory beside those of the page. */
const MOST_PIXELS = 60_000_000;
/** Above the first frame of a window that does not begin with the document: bars may lie there. */
const ROOM = 200;

/** What comes within so many milliseconds; undefined: it does not, or goes wrong. */
const within = <Result>(ms: number, result: Promise<Result>): Promise<Result | undefined> =>
  Promise.race([result.catch(() => undefined), sleep(ms, undefined, { ref: false })]);
const soon = (done: Promise<void>): Promise<unknown> => within(FRAMES_MS, done);

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
  const frames = (await within(FRAMES_MS, everyFrame(tab.sessions))) ?? [];
  const drawn = frames
    .filter(({ isMain }) => !isMain)
    .map(async ({ inFrame }) => {
      await inFrame(awaitArrivals, MAX_PAGE_HEIGHT, true);
      for (let seen = 0; seen < SEEN_FRAMES; seen += 2) await inFrame(nextFrame, PATIENCE_MS);
    });
  const late = sleep(work.budget.allot(0.1, PATIENCE_MS));
  await Promise.all([Promise.race([some(drawn, shown), late]), sleep(SEEN_MS)]);
};

/** Photographs an area of the document, in whole CSS pixels. */
const photographed = async (
  { cdp }: Tab,
  { x, y, width, height }: Area,
  { channels, isInWindow }: { readonly channels: 3 | 4; readonly isInWindow: boolean },
): Promise<FramePicture['pixels']> => {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const clip = {
    x: left,
    y: top,
    width: Math.ceil(x + width) - left,
    height: Math.ceil(y + height) - top,
    scale: 1,
  };
  const { data: png } = await cdp.send('Page.captureScreenshot', {
    format: 'png',
    optimizeForSpeed: true,
    clip,
    // It gives the window another size for a moment, which frames of other processes may not follow in time.
    captureBeyondViewport: !isInWindow,
  });
  const image = sharp(Buffer.from(png, 'base64'), fromBrowser).toColourspace('srgb');
  const { data, info } = await (channels === 4 ? image.ensureAlpha() : image.removeAlpha())
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, channels, width: info.width, height: info.height };
};

/** What two areas have in common, from the corner of the first; undefined: nothing. */
const common = (one: Area, other: Area): Area | undefined => {
  const x = Math.max(0, other.x - one.x);
  const y = Math.max(0, other.y - one.y);
  const width = Math.min(one.width, other.x + other.width - one.x) - x;
  const height = Math.min(one.height, other.y + other.height - one.y) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
};

/** What is to be photographed, and until when. */
interface Order {
  /** From where the document begins. */
  readonly area: Area;
  /** From its corner. */
  readonly beginning: Awaited<ReturnType<typeof beginningOf>>;
  /** Unix milliseconds. */
  readonly until: number;
}

/** What became of the kept frames. */
interface Taken {
  readonly pictures: readonly FramePicture[];
  /** None is missing. */
  readonly isWhole: boolean;
}

/** Photographs the kept frames in windows that are high enough to show them. */
const inHighWindows = async (work: Work, { area, beginning, until }: Order): Promise<Taken> => {
  const tab = made(work, 'tab');
  const scale = tab.deviceWidth / tab.viewport.width;
  const most = Math.floor(MOST_ROWS / scale);
  const channels = channelsOf(work.options);
  if (work.options.omit_background) await omitBackground(tab);
  // What the picture shows of each, from its corner.
  const parts = (await tab.inPage(frameAreas)).map((frame) =>
    frame === undefined ? undefined : common(frame, area),
  );
  const isTooLarge = (part: Area): boolean => part.width * scale > MOST_ACROSS || part.height > most;
  // Together they are a part of the picture: more than its pixels are frames that lie on one another.
  let left = Math.min(area.width * area.height * scale ** 2, MOST_PIXELS);
  const pictures: FramePicture[] = [];
  const tooLarge = parts.flatMap((part, index) => (part !== undefined && isTooLarge(part) ? [index] : []));
  const done = new Set(tooLarge);
  const isWhole = tooLarge.length === 0;
  for (;;) {
    const ahead = (await tab.inPage(frameAreas)).flatMap((frame, index) => {
      const part = parts[index];
      return frame === undefined || part === undefined || done.has(index)
        ? []
        : [{ index, top: frame.y + part.y, bottom: frame.y + part.y + part.height }];
    });
    const [first] = ahead.toSorted((one, other) => one.top - other.top);
    if (first === undefined) return { pictures, isWhole };
    if (Date.now() > until) return { pictures, isWhole: false };
    const height = Math.max(
      tab.viewport.height,
      Math.ceil(Math.min(most, Math.max(...ahead.map(({ bottom }) => bottom)) + ROOM)),
    );
    // Before they are seen: what they had been waiting to do then would be lost to them.
    await soon(tab.runFrameScripts(true));
    await tab.resize(height);
    const lies = async () =>
      (await tab.inPage(frameAreas)).map((frame, index) => ({ frame, part: parts[index] }));
    // What is as high as the window has moved it.
    const moved = (await lies())[first.index];
    const start = (moved?.frame?.y ?? 0) + (moved?.part?.y ?? 0);
    const end = start + (moved?.part?.height ?? 0);
    const top = end <= height ? 0 : Math.max(0, Math.floor(start) - ROOM);
    await tab.inPage(scrollWindow, { left: 0, top });
    const inWindow = async () =>
      (await lies()).flatMap(({ frame, part }, index) => {
        if (frame === undefined || part === undefined || done.has(index)) return [];
        const at = { x: frame.x + part.x, y: frame.y + part.y, width: part.width, height: part.height };
        const isShown = at.y >= top && at.y + at.height <= top + height;
        return isShown || index === first.index ? [{ index, frame, part, at, isInWindow: isShown }] : [];
      });
    await liven(work, (await inWindow()).length);
    await soon(tab.runFrameScripts(false));
    for (const { index, frame, part, at, isInWindow } of await inWindow()) {
      done.add(index);
      left -= part.width * part.height * scale ** 2;
      const ms = until - Date.now();
      if (left < 0 || ms <= 0) return { pictures, isWhole: false };
      const taking = photographed(tab, fromCorner(at, beginning), { channels, isInWindow });
      const pixels = await within(ms, taking);
      if (pixels === undefined) return { pictures, isWhole: false };
      pictures.push({ index, frame: { width: frame.width, height: frame.height }, part, pixels });
    }
    // Whatever it showed: a page that moves its frames about must not keep this going.
    done.add(first.index);
  }
};

/** What became of the frames in an area of the document. */
interface Photographed extends Taken {
  /** Some frame lies there, photographed or not. */
  readonly hasFrames: boolean;
}

/**
 * Photographs the frames in an area of the document (from its corner) by themselves, for those of other sites draw only what of
 * them is in the window: all of them, or those that the window does not show. Nothing is done where there is none of another
 * site. The scripts of the page have to stand still, for the window is higher meanwhile; in the end all is as it was.
 */
export const photographFrames = async (
  work: Work,
  area: Area,
  { isInWindowToo }: { readonly isInWindowToo: boolean },
): Promise<Photographed> => {
  const tab = made(work, 'tab');
  const none = { pictures: [], isWhole: true };
  if (!tab.sessions.parts().some(({ type }) => type === 'iframe')) return { ...none, hasFrames: false };
  // In time for what follows, which must find the window as it was.
  const until = Date.now() + work.budget.allot(0.25, LONGEST_MS);
  const beginning = await beginningOf(tab);
  const counted = fromBeginning(onPage(area) ?? area, beginning);
  const { inArea, kept } = await tab.inPage(keepFrames, counted, isInWindowToo);
  if (kept === 0) return { ...none, hasFrames: inArea > 0 };
  const { height } = tab.viewport;
  await tab.inPage(bareFrames);
  const { before } = await tab.inPage(scrollWindow, { left: 0, top: 0 });
  try {
    return { ...(await inHighWindows(work, { area: counted, beginning, until })), hasFrames: true };
  } finally {
    await tab.resize(height);
    await tab.inPage(coverFrames);
    await tab.inPage(scrollWindow, before);
  }
};
