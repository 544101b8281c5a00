import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BrowserProcess, launchBrowser } from '../../../functions/render/browser/browser-process.ts';
import { chromiumBinary } from '../../../functions/render/browser/chromium-binary.ts';
import { lowerFixed } from '../../../functions/render/in-page/lower-fixed.ts';
import { tabIn } from '../tab-in.ts';

let running: BrowserProcess;
beforeAll(async () => {
  running = await launchBrowser(await chromiumBinary(), { webgl: false });
});
afterAll(() => running.close());

/** A page, in a window of 1280x720, and how to ask where the element named `it` begins. */
const pageOf = async (body: string) => {
  const context = await running.browser.createBrowserContext();
  const { tab, page } = await tabIn(context);
  await page.setContent(`<!doctype html><html lang="en"><body style="margin:0;min-height:3000px">${body}`);
  return {
    inPage: tab.inPage,
    top: () => page.$eval('#it', (it) => Object.getPrototypeOf(it).getBoundingClientRect.call(it).top),
  };
};

/** Where it begins once the picture is one of `height` CSS pixels, or of an element. */
const lowered = async (body: string, height: number, selector = '', y = 0): Promise<number> => {
  const { inPage, top } = await pageOf(body);
  await inPage(lowerFixed, { y, height }, selector);
  return top();
};

const bar = 'id="it" style="position:fixed;bottom:0;height:60px;width:200px"';

it('is lowered anew, and not further, for a page that has grown when it is photographed once more', async () => {
  const { inPage, top } = await pageOf(`<div ${bar}></div>`);
  const tops: number[] = [];
  for (const height of [3_000, 3_000, 4_000, 2_000]) {
    await inPage(lowerFixed, { y: 0, height }, '');
    tops.push(await top());
  }
  expect(tops).toEqual([2_940, 2_940, 3_940, 1_940]);
});

it('is lowered at once, though it would take its time', async () => {
  const style = `<style>#it{position:fixed;bottom:0;height:60px;width:9px;transition:all 9s}</style>`;
  expect(await lowered(`${style}<div id="it"></div>`, 3_000)).toBe(2_940);
});

it('stays where a wrapper in the component around it is what it is fixed to', async () => {
  const wrapper = '<div style="transform:rotate(0);height:300px"><slot></slot></div>';
  const component = `<div><template shadowrootmode="open">${wrapper}</template><div ${bar}></div></div>`;
  const { inPage, top } = await pageOf('');
  await inPage((html: string) => {
    const page = globalThis as unknown as { document: { body: { setHTMLUnsafe(html: string): void } } };
    page.document.body.setHTMLUnsafe(html);
  }, component);
  await inPage(lowerFixed, { y: 0, height: 3_000 }, '');
  expect(await top()).toBe(240);
});

it('is lowered where it is a drawing itself', async () => {
  expect(await lowered(`<svg ${bar}></svg>`, 3_000)).toBe(2_940);
});

it('is lowered in a page whose forms have the names of what it is asked by', async () => {
  const names = ['style', 'offsetParent', 'getBoundingClientRect', 'parentElement', 'shadowRoot', 'host'];
  const inputs = names.map((name) => `<input name="${name}">`).join('');
  const forms = ['host', 'body', 'querySelectorAll', 'documentElement'].map(
    (name) => `<form name="${name}"></form>`,
  );
  expect(await lowered(`${forms.join('')}<form ${bar}>${inputs}</form>`, 3_000, 'body')).toBe(2_940);
});

it('stays where it holds the element that is photographed, in a frame of its own too', async () => {
  const tall = 'style="height:900px"';
  expect(await lowered(`<div ${bar}><p id="a" ${tall}>A</p></div>`, 900, '#a', 660)).toBe(660);
  expect(await lowered(`<div ${bar}><iframe srcdoc="<p id=a>"></iframe></div>`, 900, '#a', 660)).toBe(660);
});

it('goes off an element that it covers, though the window holds that', async () => {
  expect(await lowered(`<p id="a">A</p><div ${bar}></div>`, 100, '#a', 600)).toBe(700);
  expect(await lowered(`<p id="a">A</p><div ${bar}></div>`, 100, '#a', 500)).toBe(660);
});
