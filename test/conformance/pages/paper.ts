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

/** Pages for paper. */
export const paperPages: Readonly<Record<string, Answer>> = { '/letter': letter };
