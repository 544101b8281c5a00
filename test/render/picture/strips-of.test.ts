import { expect, it } from 'vitest';
import type { Tab } from '../../../functions/render/page/tab.ts';
import { stripsOf } from '../../../functions/render/picture/strips-of.ts';

/** The strips of 9,000 rows, from 500 on down the page, with glass from `top` to `bottom` of the document. */
const strips = async (top: number, bottom: number) => {
  const viewport = { width: 1280, height: 720 };
  const tab = { deviceWidth: 1280, viewport, inPage: async () => [{ top, bottom }] } as unknown as Tab;
  const area = { x: 0, y: 500, width: 1280, height: 9_000 };
  const { strips, isTorn } = await stripsOf(tab, area, { rows: 9_000, isPlain: true });
  return { rows: strips.map(({ clip }) => clip.rows), isTorn };
};

it('begins no strip in glass, nor right beside it', async () => {
  expect(await strips(4_450, 4_550)).toEqual({ rows: [3_890, 4_000, 1_110], isTorn: false });
});

it('is not torn by glass at the top', async () => {
  expect(await strips(480, 560)).toEqual({ rows: [4_000, 4_000, 1_000], isTorn: false });
});

it('is torn where glass is higher than strips are', async () => {
  expect(await strips(1_000, 9_000)).toEqual({ rows: [4_000, 4_000, 1_000], isTorn: true });
});
