import type { Area } from '../../domain/area.ts';
import { commonArea } from '../../domain/common-area.ts';
import { bareFrames } from '../in-page/bare-frames.ts';
import { coverFrames } from '../in-page/cover-frames.ts';
import { frameAreas } from '../in-page/frame-areas.ts';
import { keepFrames } from '../in-page/keep-frames.ts';
import { scrollWindow } from '../in-page/scroll-window.ts';
import { framesDrawnElsewhere } from '../page/frames-drawn-elsewhere.ts';
import type { Tab } from '../page/tab.ts';
import { within } from '../page/within.ts';
import { made, type Work } from '../work.ts';
import { beginningOf, fromBeginning, fromCorner } from './beginning.ts';
import { decodeShot } from './decode-shot.ts';
import type { IframePicture } from './iframe-picture.ts';
import { livenFrames } from './liven-frames.ts';
import { onPage } from './on-page.ts';
import { channelsOf, MOST_ACROSS, omitBackground, PNG } from './photograph.ts';

/** The most device pixels that a window is made high: beyond some 16,000 the browser draws no frame any more. */
const MOST_ROWS = 8_000;
/** The part of the time that is given in which pictures are taken: what follows must find the window as it was. */
const FOR_PICTURES = 0.6;
/** Device pixels of all frames: they are in memory beside those of the page. */
const MOST_PIXELS = 60_000_000;
/** Above the first frame of a window that does not begin with the document: bars may lie there. */
const ROOM = 200;

/** Photographs an area of the document, in whole CSS pixels. */
const photographed = async (
  { cdp }: Tab,
  { x, y, width, height }: Area,
  { channels, isInWindow }: { readonly channels: 3 | 4; readonly isInWindow: boolean },
): Promise<IframePicture['pixels']> => {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const { data: png } = await cdp.send('Page.captureScreenshot', {
    ...PNG,
    clip: {
      x: left,
      y: top,
      width: Math.ceil(x + width) - left,
      height: Math.ceil(y + height) - top,
      scale: 1,
    },
    // It gives the window another size for a moment, which frames of other processes may not follow in time.
    captureBeyondViewport: !isInWindow,
  });
  const { data, info } = await decodeShot(Buffer.from(png, 'base64'), channels).toBuffer({
    resolveWithObject: true,
  });
  return { data, channels, width: info.width, height: info.height };
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
  readonly pictures: readonly IframePicture[];
  /** None is missing. */
  readonly isWhole: boolean;
}

/** A kept frame whose picture is still to be taken. */
interface Ahead {
  readonly index: number;
  /** Where all of it lies now, from where the document begins. */
  readonly frame: Area;
  /** What the picture shows of it, from its corner, and where that lies. */
  readonly part: Area;
  readonly at: Area;
  /** What of the frame nothing cuts off. */
  readonly shown: Area;
}

/** What an area of the document shows of a frame, from the frame's corner. */
const partOf = (
  { all, shown }: { readonly all: Area; readonly shown: Area },
  area: Area,
): Area | undefined => {
  const part = commonArea(shown, area);
  return part && { ...part, x: part.x + shown.x - all.x, y: part.y + shown.y - all.y };
};

/** Whether one area has another in it, but for less than a pixel. */
const contains = (one: Area, other: Area): boolean =>
  other.x > one.x - 1 &&
  other.y > one.y - 1 &&
  other.x + other.width < one.x + one.width + 1 &&
  other.y + other.height < one.y + one.height + 1;

/** Photographs the kept frames in windows that are high enough to show them. */
const inHighWindows = async (work: Work, { area, beginning, until }: Order): Promise<Taken> => {
  const tab = made(work, 'tab');
  const scale = tab.deviceWidth / tab.viewport.width;
  const most = Math.floor(MOST_ROWS / scale);
  const channels = channelsOf(work.options);
  if (work.options.omit_background) await omitBackground(tab);
  const parts = (await tab.inPage(frameAreas)).map((frame) =>
    frame === null ? undefined : partOf(frame, area),
  );
  const isTooLarge = (part: Area): boolean => part.width * scale > MOST_ACROSS || part.height > most;
  const done = new Set(
    parts.flatMap((part, index) => (part !== undefined && isTooLarge(part) ? [index] : [])),
  );
  let isWhole = done.size === 0;
  const ahead = async (): Promise<readonly Ahead[]> =>
    (await tab.inPage(frameAreas)).flatMap((frame, index) => {
      const part = parts[index];
      if (frame === null || part === undefined || done.has(index)) return [];
      const { all, shown } = frame;
      return [{ index, frame: all, part, at: { ...part, x: all.x + part.x, y: all.y + part.y }, shown }];
    });
  // Together they are a part of the picture: more than its pixels are frames that lie on one another.
  let pixelsLeft = Math.min(area.width * area.height * scale ** 2, MOST_PIXELS);
  const pictures: IframePicture[] = [];
  for (;;) {
    const all = await ahead();
    const [first] = all.toSorted((one, other) => one.at.y - other.at.y);
    if (first === undefined) return { pictures, isWhole };
    if (Date.now() > until) return { pictures, isWhole: false };
    const bottom = Math.max(...all.map(({ at }) => at.y + at.height));
    const height = Math.max(tab.viewport.height, Math.ceil(Math.min(most, bottom + ROOM)));
    // Before they are seen: what they had been waiting to do then would be lost to them.
    await tab.runFrameScripts(true);
    await tab.resize(height);
    // What is as high as the window has moved it.
    const { at } = (await ahead()).find(({ index }) => index === first.index) ?? first;
    const top = at.y + at.height <= height ? 0 : Math.max(0, Math.floor(at.y) - ROOM);
    await tab.inPage(scrollWindow, { left: 0, top });
    const isShown = (one: Area): boolean => one.y >= top && one.y + one.height <= top + height;
    const inWindow = async () =>
      (await ahead()).filter((one) => isShown(one.at) || one.index === first.index);
    await livenFrames(work, (await inWindow()).length);
    await tab.runFrameScripts(false);
    for (const one of await inWindow()) {
      const { index, frame, part } = one;
      done.add(index);
      if (!contains(one.shown, one.at)) {
        isWhole = false;
        continue;
      }
      pixelsLeft -= part.width * part.height * scale ** 2;
      const ms = until - Date.now();
      if (pixelsLeft < 0 || ms <= 0) return { pictures, isWhole: false };
      const shot = { channels, isInWindow: isShown(one.at) };
      const pixels = await within(ms, photographed(tab, fromCorner(one.at, beginning), shot));
      if (pixels === undefined) return { pictures, isWhole: false };
      pictures.push({ index, frame, part, pixels });
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
 * site, and nothing is begun when most of `ms` milliseconds are over. The scripts of the page have to stand still, for the
 * window is higher meanwhile; in the end all is as it was.
 */
export const photographFrames = async (
  work: Work,
  area: Area,
  { isInWindowToo, ms }: { readonly isInWindowToo: boolean; readonly ms: number },
): Promise<Photographed> => {
  const tab = made(work, 'tab');
  const none = { pictures: [], isWhole: true };
  const until = Date.now() + ms * FOR_PICTURES;
  const frames = await framesDrawnElsewhere(tab);
  if (frames.length === 0) return { ...none, hasFrames: false };
  const beginning = await beginningOf(tab);
  const counted = fromBeginning(onPage(area) ?? area, beginning);
  const { inArea, wanted, kept } = await tab.inPageWith(frames, keepFrames, counted, isInWindowToo);
  if (kept === 0) return { ...none, hasFrames: inArea > 0 };
  const { height } = tab.viewport;
  const { before } = await tab.inPage(scrollWindow, { left: 0, top: 0 });
  try {
    await tab.inPage(bareFrames);
    const { pictures, isWhole } = await inHighWindows(work, { area: counted, beginning, until });
    return { pictures, isWhole: isWhole && kept === wanted, hasFrames: true };
  } finally {
    await tab.resize(height);
    await tab.inPage(coverFrames);
    await tab.inPage(scrollWindow, before);
  }
};
