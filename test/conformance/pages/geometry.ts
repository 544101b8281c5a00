import { bandStyle, bands } from './bands.ts';
import { type Answer, html } from './page.ts';
import { css, GREEN, MAGENTA, RED } from './signal.ts';

/** The colours of /breakpoints, from the narrowest layout to the widest. */
export const layoutColours = {
  upTo500: [200, 60, 20],
  upTo1000: [20, 140, 70],
  upTo1600: [30, 80, 190],
  wider: [170, 150, 20],
} as const;
/** The element #card of /card: its place and size in CSS pixels, and the width of its border. */
export const card = { left: 150, top: 1_300, width: 400, height: 300, border: 1 } as const;

/** One colour for each width of the layout, and no viewport but the width decides. */
const breakpoints = html(
  () => `<title>Breakpoints</title><style>body{margin:0;background:${css(layoutColours.wider)}}
@media(max-width:1600px){body{background:${css(layoutColours.upTo1600)}}}
@media(max-width:1000px){body{background:${css(layoutColours.upTo1000)}}}
@media(max-width:500px){body{background:${css(layoutColours.upTo500)}}}</style><body>`,
);

/** Lines of half a CSS pixel: one device pixel each at two device pixels a CSS pixel. */
const hairlines = html(
  () => `<title>Hairlines</title>
<body style="margin:0;height:2000px;background:repeating-linear-gradient(#000 0 .5px,#fff .5px 1px)">`,
);

/** Wider than any viewport: what lies at the right belongs to no picture, and must not shift it. */
const wide = html(
  () => `<title>Wide</title><body style="margin:0;background:${css(GREEN)}">
<div style="width:6000px;height:200px;background:linear-gradient(90deg,${css(GREEN)} 50%,${css(RED)} 50%)"></div>`,
);

/** Text in large letters whose edges are sharp only when they are drawn at the size of the picture. */
const text = html(
  () => `<title>Text</title><body style="margin:0;background:#fff;color:#000;font:20px/30px sans-serif">
${'<div>ILHTFE ILHTFE ILHTFE ILHTFE ILHTFE ILHTFE</div>'.repeat(12)}`,
);

/** An element with a border of one CSS pixel, far down the page; inside of a scroller with `scroller`. */
const cardPage = html(({ query }) => {
  const element = `<div id="card" style="box-sizing:border-box;width:${card.width}px;height:${card.height}px;
border:${card.border}px solid ${css(MAGENTA)};background:${css(GREEN)}"></div>`;
  const place = `position:absolute;left:${card.left}px;top:${card.top}px`;
  return query.has('scroller')
    ? `<title>Card</title><body style="margin:0;background:${css(RED)}">
<div style="margin:50px;width:600px;height:400px;overflow:auto;position:relative"><div style="height:3000px"></div>
<div style="${place}">${element}</div></div>`
    : `<title>Card</title><body style="margin:0;height:3000px;background:${css(RED)}"><div style="${place}">${element}</div>`;
});

/** An element of 3,000 CSS pixels among others. */
const longElement = html(
  () => `<title>Long element</title><style>${bandStyle}</style><body style="background:${css(RED)}">
<p style="margin:0;height:230px"></p><div id="long" style="width:500px;margin-left:40px">${bands(30)}</div><p style="height:900px"></p>`,
);

/**
 * Bands with an element #target at the top of band `at`; `smooth`: the page animates its scrolling; `header`: a sticky
 * bar of 60 CSS pixels, for which the page leaves no room.
 */
const article = html(({ query }) => {
  const at = Number(query.get('at') ?? 12);
  const header = query.has('header')
    ? `<div style="position:sticky;top:0;height:60px;margin-bottom:-60px;background:${css(MAGENTA)}"></div>`
    : '';
  return `<title>Article</title><style>${query.has('smooth') ? 'html{scroll-behavior:smooth}' : ''}${bandStyle}</style>
<body>${header}${bands(at)}<div id="target">${bands(1, at)}</div>${bands(39 - at, at + 1)}`;
});

const square = (colour: string): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><path fill="${colour}" d="M0 0h200v200H0z"/></svg>`)}`;

/** An image that is another on a screen of two device pixels a CSS pixel. */
const finer = html(
  () => `<title>Finer</title><body style="margin:0"><img width="200" height="200" style="display:block" alt=""
src="${square(css(RED))}" srcset="${square(css(RED))} 1x, ${square(css(GREEN))} 2x">`,
);

/** Pages about sizes, widths and places. */
export const geometryPages: Readonly<Record<string, Answer>> = {
  '/breakpoints': breakpoints,
  '/hairlines': hairlines,
  '/wide': wide,
  '/text': text,
  '/card': cardPage,
  '/long-element': longElement,
  '/article': article,
  '/finer': finer,
};
