import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Answer, file, html, silence } from './page.ts';
import { css, GREEN } from './signal.ts';

/** The side of a cell of /glyphs, in CSS pixels. */
export const CELL = 100;
/** What no font has a letter for: shows what a missing letter looks like here. */
const UNASSIGNED = '\u0378';

const woff2 = readFileSync(
  createRequire(import.meta.url).resolve(
    '@fontsource-variable/fraunces/files/fraunces-latin-wght-normal.woff2',
  ),
);

/** A cell for each text of `text` (apart by spaces), and a last one for a letter that nobody has. */
const glyphs = html(({ query }) => {
  const texts = [...(query.get('text') ?? '').split(' '), UNASSIGNED];
  const cell = (text: string, index: number) => `<div style="left:${index * CELL}px">${text}</div>`;
  return `<meta charset="utf-8"><title>Glyphs</title><style>body{margin:0;background:#fff;color:#000}
div{position:absolute;top:0;width:${CELL}px;height:${CELL}px;overflow:hidden;font:48px/${CELL}px sans-serif;text-align:center}
</style><body lang="${query.get('lang') ?? 'en'}">${texts.map(cell).join('')}`;
});

/** The word that is measured. */
const measured = 'Hamburgefonstiv';

/** A word in a family, on a ground that is as wide as the word. */
const measure = html(
  ({ query }) => `<title>Measure</title><body style="margin:0;background:#fff">
<span style="display:inline-block;background:${css(GREEN)};color:${css(GREEN)};white-space:pre;font:100px/120px '${query.get('family')}',
${query.get('else') ?? 'serif'};font-kerning:none;font-variant-ligatures:none">${measured}</span>`,
);

/** The same word in a font of the web, which comes from `src`. */
const webFont = html(
  ({
    query,
  }) => `<title>Web font</title><style>@font-face{font-family:Ours;src:url(${query.get('src') ?? '/ours.woff2'})}
body{margin:0;background:#fff}span{display:inline-block;background:${css(GREEN)};color:${css(GREEN)};font:400 100px/120px Ours,monospace;
font-kerning:none;font-variant-ligatures:none}</style><body><span>${measured}</span>`,
);

/** Pages about letters. */
export const fontPages: Readonly<Record<string, Answer>> = {
  '/glyphs': glyphs,
  '/measure': measure,
  '/web-font': webFont,
  '/ours.woff2': file('font/woff2', woff2),
  '/late.woff2': file('font/woff2', woff2, 700),
  '/never.woff2': silence,
};
