import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { geometry } from '../../functions/domain/geometry.ts';
import { createBudget } from '../../functions/render/budget.ts';
import type { Tab } from '../../functions/render/page/tab.ts';
import { photoOf, photoOfJpeg } from '../../functions/render/picture/photo.ts';
import type { PictureOptions } from '../../functions/render/picture/picture-format.ts';
import { runSteps } from '../../functions/render/step.ts';
import { judge } from '../../functions/render/steps/judge.ts';
import type { Work } from '../../functions/render/work.ts';
import { someOptions } from '../support/builders.ts';

const inventory = { images: 0, decoded: 0, missing: 0, failed: 0, fontsMissing: false, fontsFailed: false };

/** An empty picture, of a page whose browser answers as `photograph` does when it is to be photographed again. */
const emptyPage = (photograph: (asked: object) => Promise<unknown>, ms: number, height = 5_000) => {
  const options = someOptions({ fullpage: true, format: 'png' }) as PictureOptions;
  const answers: Readonly<Record<string, unknown>> = {
    inventory: { ...inventory, hasText: false },
    painted: true,
    botChallenge: false,
    findScroller: { hidden: 0, hasSmall: false },
    glassAreas: [],
  };
  const tab = {
    viewport: { width: 1280, height: 720 },
    deviceWidth: 1280,
    runScripts: async () => undefined,
    drawElsewhere: async () => undefined,
    sessions: { parts: () => [] },
    inPage: async ({ name }: { readonly name: string }) => answers[name],
    document: {
      isStuck: () => false,
      loaded: async () => undefined,
      shown: () => ({ status: 200, url: '' }),
      stay: async () => undefined,
      replaced: () => new Promise<void>(() => undefined),
    },
    page: { title: async () => 'Grown meanwhile' },
    cdp: {
      send: async (method: string, asked: { readonly clip?: { readonly width: number } } = {}) => {
        // A single pixel only makes the browser draw.
        if (method === 'Page.captureScreenshot' && asked.clip?.width !== 1) {
          return photograph(asked);
        }
        const corner = { pageX: 0, pageY: 0 };
        return { cssContentSize: { height }, cssLayoutViewport: corner, cssVisualViewport: corner };
      },
    },
  } as unknown as Tab;
  const size = { width: 1280, height: 720 };
  const pixels = { data: Buffer.alloc(1280 * 720 * 3, 255), channels: 3 as const, ...size };
  const first = {
    tab,
    title: 'Empty',
    area: { x: 0, y: 0, ...size },
    size: { shot: size, picture: size, file: size, truncated: false, warnings: [] },
    photo: photoOf(pixels),
  };
  const work = {
    options,
    geometry: geometry(options),
    budget: createBudget(Date.now() + ms, 0),
    made: { ...first },
    warnings: [],
    lost: new Promise<never>(() => undefined),
    isLost: () => false,
  } as unknown as Work;
  return { work, first, options };
};

it('leaves the first picture as it is when the second look at an empty page goes wrong', async () => {
  let photographs = 0;
  const { work, first, options } = emptyPage(() => {
    photographs += 1;
    return Promise.reject(new Error('The browser has no frame.'));
  }, 10_000);
  const made = await judge(options).run(work, 4_000);
  expect(photographs).toBe(1);
  expect(made?.verdict?.['blank']).toBe(true);
  expect(Object.keys(made ?? {})).toEqual(['verdict']);
  expect(work.made).toEqual(first);
  expect(work.warnings).toEqual(['The picture shows nothing but one colour.']);
});

it('takes the second look at an empty page by the other of the ways that the browser has', async () => {
  const seen: object[] = [];
  const photograph = async (asked: object) => {
    seen.push(asked);
    const create = { width: 1280, height: 720, channels: 3 as const, background: '#808080' };
    return { data: (await sharp({ create }).png().toBuffer()).toString('base64') };
  };
  // No higher than its window, so that the first look had no need of it.
  const { work, options } = emptyPage(photograph, 10_000, 720);
  await judge(options).run(work, 4_000);
  expect(seen).toEqual([expect.objectContaining({ captureBeyondViewport: true })]);
});

it('tells that the first picture is empty in its time where the second one does not come', async () => {
  let fail = (_: Error): void => undefined;
  const photograph = () =>
    new Promise((_, reject) => {
      fail = reject;
    });
  const { work, first, options } = emptyPage(photograph, 4_000);
  await runSteps([judge(options)], work, work.budget);
  const { verdict, ...rest } = work.made;
  expect(verdict?.['blank']).toBe(true);
  const left = [rest, [...work.warnings]];
  expect(left).toEqual([first, ['The picture shows nothing but one colour.']]);
  fail(new Error('The browser has no frame.'));
  await new Promise(setImmediate);
  expect([work.made, work.warnings]).toEqual([{ ...rest, verdict }, left[1]]);
});

it('looks itself for a check of its visitor where nobody has', async () => {
  const { work, options } = emptyPage(() => Promise.reject(new Error('No frame.')), 10_000);
  const inPage = async ({ name }: { readonly name: string }) =>
    name === 'botChallenge' ? true : { ...inventory, hasText: true };
  const tab = { ...work.made.tab, inPage } as unknown as Tab;
  const filled = { width: 2, height: 1, channels: 3 as const, data: Buffer.from([0, 0, 0, 255, 255, 255]) };
  const challenged = { ...work, made: { tab, photo: photoOf(filled) } };
  const made = await judge(options).run(challenged, 4_000);
  expect(made?.verdict?.['bot_challenge']).toBe(true);
});

describe('a JPEG that the browser wrote', () => {
  const options = someOptions({ format: 'jpg' }) as PictureOptions;
  const size = { width: 640, height: 360 };
  const document = {
    shown: () => ({ status: 200, url: '' }),
    isStuck: () => false,
    loaded: async () => undefined,
  };
  /** What is found out about a picture whose every pixel is `grey`, by its place; and whether all of it was read. */
  const judged = async (grey: (x: number, y: number) => number) => {
    const data = Buffer.from(
      Array.from({ length: size.width * size.height }, (_, at) =>
        grey(at % size.width, Math.floor(at / size.width)),
      ),
    );
    const raw = { ...size, channels: 1 as const };
    const photo = photoOfJpeg(
      await sharp(data, { raw }).toColourspace('srgb').jpeg({ quality: 80 }).toBuffer(),
      size,
    );
    let isRead = false;
    const watched = {
      ...photo,
      pixels: () => {
        isRead = true;
        return photo.pixels();
      },
    };
    const work = {
      options,
      budget: createBudget(Date.now() + 10_000, 0),
      made: {
        tab: { document } as unknown as Tab,
        photo: watched,
        inventory: { ...inventory, hasText: false },
        isChallenge: false,
      },
      warnings: [],
    } as unknown as Work;
    return { blank: (await judge(options).run(work, 4_000))?.verdict?.['blank'], isRead };
  };

  it('with enough in it is known not to be blank at a glance', async () => {
    expect(await judged((x) => (x < 40 ? 20 : 255))).toEqual({ blank: false, isRead: false });
  });

  it('with little in it is looked at closely', async () => {
    expect(await judged((x, y) => (x < 40 && y < 10 ? 20 : 255))).toEqual({ blank: false, isRead: true });
  });

  it('that is nothing but grain is blank, though it has many bytes', async () => {
    expect(await judged((x, y) => 240 + ((x * 7 + y * 13) % 9))).toEqual({ blank: true, isRead: true });
  });
});
