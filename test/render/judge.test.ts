import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { geometry } from '../../functions/domain/geometry.ts';
import { createBudget } from '../../functions/render/budget.ts';
import { photoOf, photoOfJpeg } from '../../functions/render/photo.ts';
import type { PictureOptions } from '../../functions/render/picture-format.ts';
import { judge } from '../../functions/render/steps/judge.ts';
import type { Tab } from '../../functions/render/tab.ts';
import type { Work } from '../../functions/render/work.ts';
import { someOptions } from '../support/builders.ts';

const inventory = { images: 0, decoded: 0, missing: 0, failed: 0, fontsMissing: false, fontsFailed: false };

it('leaves the first picture as it is when the second look at an empty page goes wrong', async () => {
  const options = someOptions({ fullpage: true, format: 'png' }) as PictureOptions;
  const answers: Readonly<Record<string, unknown>> = {
    inventory: { ...inventory, hasText: false },
    painted: true,
    botChallenge: false,
    findScroller: 0,
  };
  const photographs: string[] = [];
  const tab = {
    viewport: { width: 1280, height: 720 },
    deviceWidth: 1280,
    runScripts: async () => undefined,
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
      send: async (method: string, { clip }: { readonly clip?: { readonly width: number } } = {}) => {
        // A single pixel only makes the browser draw.
        if (method === 'Page.captureScreenshot' && clip?.width !== 1) {
          photographs.push(method);
          throw new Error('The browser has no frame.');
        }
        const corner = { pageX: 0, pageY: 0 };
        return { cssContentSize: { height: 5_000 }, cssLayoutViewport: corner, cssVisualViewport: corner };
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
    budget: createBudget(Date.now() + 10_000, 0),
    made: { ...first },
    warnings: [],
    lost: new Promise<never>(() => undefined),
  } as unknown as Work;
  const made = await judge(options).run(work);
  expect(photographs).toHaveLength(1);
  expect(made?.verdict?.['blank']).toBe(true);
  expect(Object.keys(made ?? {})).toEqual(['verdict']);
  expect(work.made).toEqual(first);
  expect(work.warnings).toEqual(['The picture shows nothing but one colour.']);
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
      },
      warnings: [],
    } as unknown as Work;
    return { blank: (await judge(options).run(work))?.verdict?.['blank'], isRead };
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
