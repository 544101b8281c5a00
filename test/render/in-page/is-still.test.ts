import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isStill } from '../../../functions/render/in-page/is-still.ts';
import { type EmptyTab, openEmptyTab } from '../empty-tab.ts';

let empty: EmptyTab;
beforeAll(async () => {
  empty = await openEmptyTab();
});
afterAll(() => empty.close());

const stillness = async (html: string): Promise<boolean> => {
  await empty.page.goto(`data:text/html,${encodeURIComponent(`<!doctype html><title>Page</title>${html}`)}`);
  return empty.tab.inPage(isStill);
};
const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

describe('isStill', () => {
  it.each([
    ['text and styles', '<style>p{color:red;transition:color 1s}</style><h1>Words</h1><p>More of them.'],
    ['pictures that are there', `<img src="${PIXEL}"><svg><circle r="5"/></svg>`],
    [
      'forms whose inputs are named like what is asked for',
      '<form name="fonts"><input name="shadowRoot"></form>',
    ],
  ])('holds of a page of %s', async (_what, html) => {
    expect(await stillness(html)).toBe(true);
  });

  it.each([
    ['a script', '<script>0</script>'],
    ['a script in a drawing', '<svg><script>0</script></svg>'],
    ['an attribute that is one', '<body onload="0">'],
    ['another document', '<iframe></iframe>'],
    ['a film', '<video></video>'],
    ['fonts of its own', '<style>@font-face{font-family:a;src:url(http://127.0.0.1:9/a)}</style>'],
    ['what moves by its style', '<style>@keyframes a{to{top:9px}}p{animation:a 9s}</style><p>Words'],
    [
      'a drawing that moves',
      '<svg><circle r="5"><animate attributeName="r" to="9" dur="9s"/></circle></svg>',
    ],
    ['a bar that moves', '<progress></progress>'],
    [
      'a picture that has not come',
      `<div style="height:9000px"></div><img loading="lazy" src="http://127.0.0.1:9/a">`,
    ],
    ['another page that it goes on to', '<meta http-equiv="Refresh" content="9;url=/b">'],
    ['a place that it goes to', '<input autofocus>'],
    ['a part of its own', '<div><template shadowrootmode="open">Words</template></div>'],
    ['more elements than are looked at', '<i></i>'.repeat(1_000)],
  ])('does not hold of a page with %s', async (_what, html) => {
    expect(await stillness(html)).toBe(false);
  });

  it.each([
    ['by what a script does that has taken itself away', 'document.body.append("More")'],
    ['by a class', 'document.body.className = "late"'],
    ['in its words', 'document.querySelector("p").firstChild.data = "Others"'],
    ['by what moves it', 'document.body.animate({ opacity: [0, 1] }, 9_000)'],
    ['by a step to another state', 'void document.startViewTransition(() => new Promise(() => undefined))'],
  ])('does not hold any more once the page has changed %s', async (_how, script) => {
    expect(await stillness('<p>Words')).toBe(true);
    expect(await empty.tab.inPage(isStill)).toBe(true);
    await empty.page.evaluate(script);
    expect(await empty.tab.inPage(isStill)).toBe(false);
  });

  it.each([
    ['an address that names a part of it', 'data:text/html,<p id=a>Words#a'],
    ['text alone', 'data:text/plain,Words'],
    ['a picture alone', PIXEL],
  ])('does not hold of %s', async (_what, address) => {
    await empty.page.goto(address);
    expect(await empty.tab.inPage(isStill)).toBe(false);
  });
});
