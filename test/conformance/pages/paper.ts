import { type Answer, anewEachSecond, html } from './page.ts';
import { css, GREEN } from './signal.ts';

/** The block of /letter, at the top left of what is printed: its width and height in CSS pixels. */
export const block = { width: 300, height: 150 } as const;
/** Where the link of /letter leads. */
export const link = 'https://example.com/terms';
/** A sentence of /letter. */
export const sentence = 'Sphinx of black quartz, judge my vow.';

/** A coloured block at the top left, a sentence, a link, and `pages` further sheets; with `anew` it loads itself anew. */
const letter = html(({ query }) => {
  const sheets = Array.from(
    { length: Number(query.get('pages') ?? 0) },
    (_, index) => `<p style="break-before:page">Sheet ${index + 2}</p>`,
  ).join('');
  return `<title>Letter</title>${query.has('anew') ? anewEachSecond : ''}<style>body{margin:0;font:16px/24px sans-serif}
#block{width:${block.width}px;height:${block.height}px;background:${css(GREEN)}}</style><body><div id="block"></div>
<p>${sentence}</p><p><a href="${link}">Terms</a></p>${sheets}`;
});

/** The width of what lies between margins of 10 mm on A4, in whole CSS pixels. */
export const A4_ACROSS = 718;

/**
 * A page that is written from right to left, with a block that is `width` CSS pixels wide, or as wide as the paper; `menu`:
 * with a menu that is closed, and lies left of the page.
 */
const letterFromRight = html(({ query }) => {
  const menu =
    '<nav style="position:absolute;left:-300px;top:0;width:300px;height:400px;background:red"></nav>';
  const width = query.get('width') ?? '100%';
  return `<title>Letter</title><style>html{direction:rtl}</style><body style="margin:0">${query.has('menu') ? menu : ''}
<div style="width:${width};height:${block.height}px;background:${css(GREEN)}"></div>`;
});

/** A block as wide as the paper, and then lines that stand upright, from right to left. */
const uprightLetter = html(
  () => `<title>Letter</title><body style="margin:0;writing-mode:vertical-rl;font:16px/24px sans-serif">
<div style="width:${A4_ACROSS}px;height:${block.height}px;background:${css(GREEN)}"></div>
${`<p style="margin:0">${sentence}</p>`.repeat(40)}`,
);

/** Pages for paper. */
export const paperPages: Readonly<Record<string, Answer>> = {
  '/letter': letter,
  '/letter-from-right': letterFromRight,
  '/upright-letter': uprightLetter,
};
