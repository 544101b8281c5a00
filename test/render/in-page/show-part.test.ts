import { afterAll, beforeAll, expect, it } from 'vitest';
import { findElement } from '../../../functions/render/in-page/find-element.ts';
import { showPart } from '../../../functions/render/in-page/show-part.ts';
import { type EmptyTab, openEmptyTab } from '../empty-tab.ts';

let empty: EmptyTab;
beforeAll(async () => {
  empty = await openEmptyTab();
});
afterAll(() => empty.close());

/** Where an element of some height ends in a window that is 720 CSS pixels high, after each of its parts was shown. */
const ends = async (height: number): Promise<readonly number[]> => {
  const { tab, page, write } = empty;
  await write(`<!doctype html><div id="it" style="margin:2000px 0;height:${height}px"></div>`);
  await tab.inPage(findElement, '#it');
  const found: number[] = [];
  for (let part = 0; await tab.inPage(showPart, part); part += 1) {
    found.push(
      await page.$eval('#it', (it) => Object.getPrototypeOf(it).getBoundingClientRect.call(it).bottom),
    );
  }
  return found;
};

it.each([
  ['as high as the window', 720, [720]],
  ['a little higher', 750, [750, 720]],
  ['of several windows', 2_000, [2_000, 1_280, 720]],
])('an element %s is shown to its end, and no further', async (_, height, expected) => {
  expect(await ends(height)).toEqual(expected);
});
