import { setImmediate } from 'node:timers/promises';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { geometry } from '../../../functions/domain/geometry.ts';
import type { Size } from '../../../functions/domain/size.ts';
import { createBudget } from '../../../functions/render/budget.ts';
import { DocumentReplaced } from '../../../functions/render/page/document-replaced.ts';
import type { Tab } from '../../../functions/render/page/tab.ts';
import { photograph } from '../../../functions/render/picture/photograph.ts';
import type { Work } from '../../../functions/render/work.ts';
import { someOptions } from '../../support/builders.ts';

type Asked = Readonly<Record<string, unknown>> & { readonly clip: Size };

/** Work whose page is `shot` pixels large, and the formats that its browser was asked for. */
const workOf = (
  shot: Size,
  options: Parameters<typeof someOptions>[0],
  answer: (asked: Asked) => Promise<{ data: string }>,
  {
    file = shot,
    ms = 10_000,
    replaced = new Promise<void>(() => undefined),
  }: { readonly file?: Size; readonly ms?: number; readonly replaced?: Promise<void> } = {},
) => {
  const asked: unknown[] = [];
  const some = someOptions(options);
  const { viewport, deviceWidth } = geometry(some);
  const corner = { pageX: 0, pageY: 0 };
  const send = async (method: string, wanted: Asked) => {
    if (method === 'Page.getLayoutMetrics') return { cssLayoutViewport: corner, cssVisualViewport: corner };
    // A single pixel only makes the browser draw.
    if (wanted.clip.width > 1) asked.push(wanted['format']);
    return answer(wanted);
  };
  const work = {
    options: some,
    geometry: geometry(some),
    budget: createBudget(Date.now() + ms, 0),
    made: {
      tab: {
        cdp: { send },
        viewport,
        deviceWidth,
        drawElsewhere: async () => undefined,
        inPage: async () => [],
        document: { replaced: () => replaced },
      } as unknown as Tab,
      area: { x: 0, y: 0, ...shot },
      size: { shot, picture: file, file, truncated: false, warnings: [] },
    },
  } as unknown as Work;
  return { work, asked };
};

/** A browser that draws `drawn` pixels, whatever it is asked for. */
const drawing =
  (drawn: Size) =>
  async ({ format }: Asked) => {
    const image = sharp({ create: { ...drawn, channels: 3, background: '#36c' } });
    const bytes = await (format === 'jpeg' ? image.jpeg() : image.png()).toBuffer();
    return { data: bytes.toString('base64') };
  };

const window = { width: 1280, height: 720 };

it('has the browser write a JPEG where that can be the file', async () => {
  const { work, asked } = workOf(window, { format: 'jpg' }, drawing(window));
  const photo = await photograph(work);
  expect(asked).toEqual(['jpeg']);
  expect(await sharp(photo.jpeg).metadata()).toMatchObject({ format: 'jpeg', ...window });
  expect((await photo.pixels()).data).toHaveLength(1280 * 720 * 3);
  expect(await photo.glance?.()).toMatchObject({ width: 160, height: 90 });
});

it.each<[string, Size, Parameters<typeof someOptions>[0], Size | undefined, number]>([
  ['another format', window, { format: 'png' }, undefined, 1],
  ['another size', window, { format: 'jpg' }, { width: 640, height: 360 }, 1],
  ['a frame', window, { format: 'jpg', frame: 'mobile' }, undefined, 1],
  ['several strips', { width: 1280, height: 9_000 }, { format: 'jpg' }, undefined, 3],
])('reads pixels where the file is of %s', async (_, shot, options, file, strips) => {
  const drawn = { width: 1280, height: Math.min(4_000, shot.height) };
  const { work, asked } = workOf(shot, options, drawing(drawn), file === undefined ? {} : { file });
  const photo = await photograph(work);
  expect(asked).toEqual(Array.from({ length: strips }, () => 'png'));
  expect(photo.jpeg).toBeUndefined();
  expect(await photo.pixels()).toMatchObject(shot);
});

it('reads pixels where the JPEG that came is of another size than was asked for', async () => {
  const { work, asked } = workOf(window, { format: 'jpg' }, drawing({ width: 1281, height: 721 }));
  const photo = await photograph(work);
  expect(asked).toEqual(['jpeg', 'png']);
  expect((await photo.pixels()).data).toHaveLength(1280 * 720 * 3);
});

describe('a picture of the window that was begun before', () => {
  const bytes = sharp({ create: { ...window, channels: 3, background: '#c63' } })
    .jpeg()
    .toBuffer();
  const begun = (taken: () => Promise<Uint8Array | undefined>) => ({ earlyShot: { taken } });

  it('is the file', async () => {
    const { work, asked } = workOf(window, { format: 'jpg' }, drawing(window));
    Object.assign(
      work.made,
      begun(() => bytes),
    );
    expect((await photograph(work)).jpeg).toEqual(await bytes);
    expect(asked).toEqual([]);
  });

  it.each<[string, Size, () => Promise<Uint8Array | undefined>]>([
    ['it is of no use any more', window, async () => undefined],
    ['the picture is to show another part', { width: 1280, height: 600 }, () => bytes],
  ])('is taken anew where %s', async (_why, shot, taken) => {
    const { work, asked } = workOf(shot, { format: 'jpg' }, drawing(shot));
    Object.assign(work.made, begun(taken));
    expect((await photograph(work)).jpeg).not.toEqual(await bytes);
    expect(asked).toEqual(['jpeg']);
  });

  it('is waited for before anything else is drawn, which the browser would mix with it', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const { work, asked } = workOf({ width: 1280, height: 3_000 }, { fullpage: true }, drawing(window));
    const drawn = vi.fn(async () => undefined);
    Object.assign(
      work.made,
      begun(() => promise),
    );
    Object.assign(work.made.tab ?? {}, { drawElsewhere: drawn });
    const photographing = photograph(work).catch(() => undefined);
    await Promise.race([photographing, setImmediate()]);
    expect([asked, drawn.mock.calls]).toEqual([[], []]);
    resolve(undefined);
    await photographing;
    expect(drawn).toHaveBeenCalled();
  });

  it('is not what shows an empty page the other way', async () => {
    const { work, asked } = workOf(window, { format: 'jpg' }, drawing(window));
    Object.assign(
      work.made,
      begun(() => bytes),
    );
    expect((await photograph(work, { anew: true })).jpeg).not.toEqual(await bytes);
    expect(asked).toEqual(['jpeg']);
  });
});

it.each([
  ['in the window as that shows it', 500, false],
  ['below the window from beyond it', 700, true],
])('takes an element %s', async (_, y, isBeyond) => {
  const part = { width: 200, height: 100 };
  const ways: unknown[] = [];
  const { work } = workOf(part, { format: 'png', selector: 'p' }, (asked) => {
    ways.push(asked['captureBeyondViewport']);
    return drawing(part)(asked);
  });
  const area = { x: 0, y, ...part };
  Object.assign(work.made, { element: area, area });
  await photograph(work);
  expect(new Set(ways)).toEqual(new Set([isBeyond]));
});

it('gives up a picture that never comes well before the deadline, at which the browser would be killed', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const never = () => new Promise<never>(() => undefined);
  const { work } = workOf({ width: 1280, height: 3_000 }, { fullpage: true }, never, { ms: 1_000 });
  const given = expect(photograph(work)).rejects.toMatchObject({ code: 'page_unresponsive' });
  await vi.advanceTimersByTimeAsync(900);
  await given;
});

it('gives up a picture as soon as another document has come, of which the browser takes none', async () => {
  const never = () => new Promise<never>(() => undefined);
  const { work } = workOf(window, { format: 'png' }, never, { replaced: Promise.resolve() });
  await expect(photograph(work)).rejects.toBeInstanceOf(DocumentReplaced);
});
