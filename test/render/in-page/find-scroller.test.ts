import { afterAll, beforeAll, expect, it } from 'vitest';
import { findScroller } from '../../../functions/render/in-page/find-scroller.ts';
import { type EmptyTab, openEmptyTab } from '../empty-tab.ts';

let empty: EmptyTab;
beforeAll(async () => {
  empty = await openEmptyTab();
});
afterAll(() => empty.close());

const found = async (body: string) => {
  const html = `<!doctype html><style>body{margin:0}main{height:100vh;display:flex}main>*{height:80vh;overflow:auto;box-sizing:border-box}</style><body>${body}`;
  await empty.write(html);
  return empty.tab.inPage(findScroller);
};
const column = (high: string, style = 'width:240px') =>
  `<div style="${style}"><div style="height:${high}"></div></div>`;
const small = { hidden: 0, hasSmall: true };
const none = { hidden: 0, hasSmall: false };

it.each([
  ['a board of narrow columns', `<main>${column('160vh').repeat(3)}</main>`, small],
  ['columns that hide next to nothing', `<main>${column('85vh').repeat(3)}</main>`, none],
  [
    'columns of which nobody sees that they scroll',
    `<main>${column('160vh', 'width:240px;visibility:hidden')}</main>`,
    none,
  ],
  [
    'a column that is less than half as high as the window',
    `<main>${column('160vh', 'width:240px;height:30vh')}</main>`,
    none,
  ],
  [
    'columns of a document that scrolls',
    `<main>${column('160vh')}</main><div style="height:200vh"></div>`,
    none,
  ],
])('tells of parts that are too small to be opened: %s', async (_, body, expected) => {
  expect(await found(body)).toEqual(expected);
});

it('tells nothing of a narrow part beside the one that is opened', async () => {
  const { hidden, hasSmall } = await found(`<main>${column('160vh')}${column('160vh', 'flex:1')}</main>`);
  expect([hidden > 0, hasSmall]).toEqual([true, false]);
});
