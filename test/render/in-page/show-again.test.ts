import { afterAll, beforeAll, expect, it } from 'vitest';
import { noteShown } from '../../../functions/render/in-page/note-shown.ts';
import { showAgain } from '../../../functions/render/in-page/show-again.ts';
import { type EmptyTab, openEmptyTab } from '../empty-tab.ts';

let empty: EmptyTab;
beforeAll(async () => {
  empty = await openEmptyTab();
});
afterAll(() => empty.close());

const MS = 10_000;
/** What is said of the element named `it`: opacity, visibility and transform. */
type Said = readonly [string, string, string];
const whole: Said = ['1', 'visible', 'none'];

/** Gives an element a style of its own. */
const say = (id: string, style: string) =>
  empty.page.$eval(`#${id}`, (one, text) => Object.assign(one, { style: text }), style);
const said = () =>
  empty.page.$eval('#it', (one) => {
    const world = globalThis as unknown as { getComputedStyle(one: object): Record<string, string> };
    const { opacity = '', visibility = '', transform = '' } = world.getComputedStyle(one);
    return [opacity, visibility, transform] as const;
  });

/** How `it` looks when it is shown again, after it had one style where it was noted and has another now. */
const shownAgain = async (
  before: string,
  now: string,
  around: (it: string) => string = (it) => `<div style="padding-top:2000px">${it}</div>`,
): Promise<Said> => {
  await empty.write(
    `<!doctype html><body style="margin:0">${around('<div id="it" style="height:300px">It</div>')}`,
  );
  await say('it', `height:300px;${before}`);
  await empty.tab.inPage(noteShown, MS);
  await say('it', `height:300px;${now}`);
  await empty.tab.inPage(showAgain, MS);
  return said();
};

it.each([
  ['has faded', 'opacity:0'],
  ['is fading', 'opacity:.95'],
  ['is hidden', 'visibility:hidden'],
  ['was moved away', 'transform:translateY(300px)'],
  ['was turned away', 'transform:rotateY(90deg)'],
  ['was cut off', 'clip-path:inset(0 100% 0 0)'],
])('looks as it did below the window, where it %s', async (_, now) => {
  expect(await shownAgain('', now)).toEqual(whole);
});

it('looks so whatever the page says of it afterwards', async () => {
  await shownAgain('', 'opacity:.9');
  await say('it', 'height:300px;opacity:0;visibility:hidden;transform:scale(0)');
  expect(await said()).toEqual(whole);
});

it('looks so with all that is in it', async () => {
  const around = (it: string) => `<div id="around" style="padding-top:2000px">${it}</div>`;
  await empty.write(`<!doctype html>${around('<div id="it">It</div>')}`);
  await empty.tab.inPage(noteShown, MS);
  await say('it', 'transform:scale(2)');
  await say('around', 'padding-top:2000px;opacity:0');
  await empty.tab.inPage(showAgain, MS);
  expect(await said()).toEqual(whole);
});

const faded: Said = ['0', 'visible', 'none'];
it.each([
  ['is in the window', '', (it: string) => it],
  ['could not be seen before either', 'opacity:0', undefined],
  [
    'is in what is fixed to the window',
    '',
    (it: string) => `<div style="position:fixed;top:100%;width:100%">${it}</div>`,
  ],
])('stays as it is where it %s', async (_, before, around) => {
  expect(await shownAgain(before, 'opacity:0', around)).toEqual(faded);
});

it('stays away where it lies on something else, as a veil', async () => {
  const style = 'position:absolute;top:2000px;width:300px';
  expect(await shownAgain(style, `${style};opacity:0`)).toEqual(faded);
});

it('stays where a page that moves with the scrolling has it', async () => {
  const now = await shownAgain('transform:translateY(-900px)', 'transform:translateY(-50px)');
  expect(now).toEqual(['1', 'visible', 'matrix(1, 0, 0, 1, 0, -50)']);
});

it.each([
  ['beside it', 'width:300px'],
  ['in its place', 'position:absolute;inset:2000px 0 0;height:300px'],
])('stays away where another has had its turn %s since', async (_, style) => {
  const other = `<div id="other" style="${style};opacity:0">Other</div>`;
  await empty.write(
    `<!doctype html><body style="margin:0"><div style="padding-top:2000px"><div id="it" style="height:300px">It</div>${other}</div>`,
  );
  await empty.tab.inPage(noteShown, MS);
  await say('it', 'height:300px;opacity:0');
  await say('other', style);
  await empty.tab.inPage(showAgain, MS);
  expect(await said()).toEqual(faded);
});
