import { expect, it } from 'vitest';
import { geometry } from '../../functions/domain/geometry.ts';
import { createBudget } from '../../functions/render/budget.ts';
import type { PictureOptions } from '../../functions/render/picture-format.ts';
import { judge } from '../../functions/render/steps/judge.ts';
import type { Tab } from '../../functions/render/tab.ts';
import type { Work } from '../../functions/render/work.ts';
import { someOptions } from '../support/builders.ts';

it('leaves the first picture as it is when the second look at an empty page goes wrong', async () => {
  const options = someOptions({ fullpage: true, format: 'png' }) as PictureOptions;
  const inventory = { images: 0, decoded: 0, missing: 0, failed: 0, fontsMissing: false, fontsFailed: false };
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
    inPage: async ({ name }: { readonly name: string }) => answers[name],
    document: {
      isStuck: () => false,
      loaded: async () => undefined,
      shown: () => ({ status: 200, url: '' }),
    },
    page: { title: async () => 'Grown meanwhile' },
    cdp: {
      send: async (method: string) => {
        if (method === 'Page.captureScreenshot') {
          photographs.push(method);
          throw new Error('The browser has no frame.');
        }
        return { cssContentSize: { height: 5_000 }, cssVisualViewport: { pageX: 0, pageY: 0 } };
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
    pixels,
  };
  const work = {
    options,
    geometry: geometry(options),
    budget: createBudget(Date.now() + 10_000, 0),
    made: { ...first },
    warnings: [],
  } as unknown as Work;
  const made = await judge(options).run(work);
  expect(photographs).toHaveLength(1);
  expect(made?.verdict?.['blank']).toBe(true);
  expect(Object.keys(made ?? {})).toEqual(['verdict']);
  expect(work.made).toEqual(first);
  expect(work.warnings).toEqual(['The picture shows nothing but one colour.']);
});
