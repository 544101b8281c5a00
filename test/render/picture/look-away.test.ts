import { afterAll, beforeAll, expect, it } from 'vitest';
import { lookAway } from '../../../functions/render/picture/look-away.ts';
import { type EmptyTab, openEmptyTab } from '../empty-tab.ts';

let empty: EmptyTab;
beforeAll(async () => {
  empty = await openEmptyTab();
});
afterAll(() => empty.close());

it('looks away from a page that does not notice, and back', async () => {
  const { tab, page, write } = empty;
  await write('<body style="margin:0;height:3000px;background:linear-gradient(red,blue)">');
  const picture = async () => (await tab.cdp.send('Page.captureScreenshot', { format: 'png' })).data;
  const told = () =>
    page.evaluate('[innerWidth, innerHeight, outerHeight, scrollY, visualViewport.pageTop].join()');
  const seen = await picture();
  const known = await told();
  await lookAway(tab, 3_000);
  expect(await told()).toBe(known);
  expect(await picture()).not.toBe(seen);
  await tab.drawElsewhere();
  expect(await told()).toBe(known);
  expect(await picture()).toBe(seen);
});
