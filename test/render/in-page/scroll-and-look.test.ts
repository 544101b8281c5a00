import { afterAll, beforeAll, expect, it } from 'vitest';
import { scrollAndLook } from '../../../functions/render/in-page/scroll-and-look.ts';
import { type EmptyTab, openEmptyTab } from '../empty-tab.ts';

let empty: EmptyTab;
beforeAll(async () => {
  empty = await openEmptyTab();
});
afterAll(() => empty.close());

const look = () => empty.tab.inPage(scrollAndLook, undefined, 0, 0);
const run = (script: string) => empty.tab.cdp.send('Runtime.evaluate', { expression: script });
/** Does so once, and says how many changes are seen by it. */
const changesBy = async (script: string): Promise<number> => {
  const before = await look();
  await run(script);
  return (await look()).changes - before.changes;
};

const drawing = "it.getContext('2d').fillRect(0, 0, 9, 400)";
it.each([
  ['an attribute', '<svg id="it"></svg>', "it.setAttribute('viewBox', '0 0 1 1')"],
  ['a text', '<p id="it">Text</p>', "it.firstChild.data = 'Other'"],
  ['an element', '<p id="it"></p>', "it.append('Text')"],
  ['a canvas', '<canvas id="it" width="400" height="400"></canvas>', drawing],
])('sees that %s has changed', async (_, html, script) => {
  await empty.write(`<!doctype html>${html}`);
  expect(await changesBy(script)).toBeGreaterThan(0);
});

it.each([
  ['an attribute', '<p id="it" style="opacity: 0.5;"></p>', "it.style.opacity = '.5'"],
  ['a text', '<p id="it">Text</p>', "it.firstChild.data = 'Text'"],
])('sees no change of %s that is said to be what it is', async (_, html, script) => {
  await empty.write(`<!doctype html>${html}`);
  expect(await changesBy(script)).toBe(0);
});

it('sees nothing of a canvas that is not in view', async () => {
  await empty.write('<!doctype html><canvas id="it" style="position:absolute;top:2000px"></canvas>');
  expect(await changesBy(drawing)).toBe(0);
});

it.each([
  ['a text', '<p id="it">Text</p>', 'it.firstChild.data = now'],
  [
    'a canvas',
    '<canvas id="it"></canvas>',
    "const brush = it.getContext('2d'); brush.fillStyle = 'hsl(' + now + ' 90% 50%)'; brush.fillRect(0, 0, 300, 150)",
  ],
])('does not count for ever that %s changes for ever, but what else does', async (_, html, script) => {
  await empty.write(`<!doctype html>${html}<p id="other"></p>`);
  await run(`requestAnimationFrame(function on(now) { ${script}; requestAnimationFrame(on) })`);
  await expect.poll(() => changesBy(''), { timeout: 10_000, interval: 1 }).toBe(0);
  expect(await changesBy("other.title = 'Other'")).toBe(1);
});
