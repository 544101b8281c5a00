import { bandStyle, bands } from './bands.ts';
import { type Answer, html } from './page.ts';
import { css, GREEN, MAGENTA, RED, signalPage } from './signal.ts';

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
  () => `${signalPage('Breakpoints', layoutColours.wider)}<style>
@media(max-width:1600px){body{background:${css(layoutColours.upTo1600)} !important}}
@media(max-width:1000px){body{background:${css(layoutColours.upTo1000)} !important}}
@media(max-width:500px){body{background:${css(layoutColours.upTo500)} !important}}</style>`,
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

/** What has no box of its own around what is in it, or another: by a query's `around`. */
const around: Readonly<Record<string, (inside: string) => string>> = {
  nothing: (inside) => `<div id="around" style="display:contents">${inside}</div>`,
  line: (inside) =>
    `<a id="around" style="font-size:0"><span style="display:inline-block">${inside}</span></a>`,
  float: (inside) => `<div id="around"><div style="float:left">${inside}</div></div>`,
};

/** An element with a border of one CSS pixel, far down the page; inside of a scroller with `scroller`. */
const cardPage = html(({ query }) => {
  const inside = `<div id="card" style="box-sizing:border-box;width:${card.width}px;height:${card.height}px;
border:${card.border}px solid ${css(MAGENTA)};background:${css(GREEN)}"></div>`;
  const element = (around[query.get('around') ?? ''] ?? String)(inside);
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

const cardStyle = `#card{box-sizing:border-box;width:${card.width}px;height:${card.height}px;
border:${card.border}px solid ${css(MAGENTA)};background:${css(GREEN)}}`;
const cardElement = '<div id="card"></div>';

/** The card with its left edge `left` and its top `top` CSS pixels from the page's, on a red page; `bar`: 90 CSS pixels fixed to that side of the window. */
const cardAtEdge = html(({ query }) => {
  const [left, top] = [Number(query.get('left') ?? 0), Number(query.get('top') ?? 0)];
  const bar = query.has('bar')
    ? `<div style="position:fixed;z-index:1;left:0;right:0;${query.get('bar')}:0;height:90px;background:blue"></div>`
    : '';
  return `<title>Card at the edge</title><style>${cardStyle}</style><body style="margin:0;background:${css(RED)}">
${bar}<div style="height:3000px"></div><div style="position:absolute;left:${left}px;top:${top}px">${cardElement}</div>`;
});

/** An application that scrolls in a part of itself, with a bar at the top of that, which sticks or is `fixed`; or with a footer. */
const cardInApplication = html(({ query }) => {
  const bar = query.has('fixed') ? 'position:fixed;top:0;left:0;right:0' : 'position:sticky;top:0';
  return `<title>Card in an application</title><style>${cardStyle}html,body{margin:0;height:100%;overflow:hidden}
#app{height:100%;display:flex;flex-direction:column}main{flex:1;min-height:0;overflow:auto}
header{${bar};height:250px;background:${css(RED)}}footer{height:40px;background:${css(RED)}}${bandStyle}</style>
<body><div id="app"><main><header></header><p style="height:600px"></p>${cardElement}<p style="height:600px"></p>
<div id="long" style="width:500px">${bands(25)}</div><p style="height:600px"></p></main><footer></footer></div>`;
});

/** The card in a slot of a scroller with a sticky bar, all of which is in a shadow root. */
const cardInSlot = html(
  () => `<title>Card in a slot</title><style>${cardStyle}</style><body style="margin:0;background:${css(RED)}">
<p style="height:900px"></p><x-scroller><p style="height:500px"></p>${cardElement}<p style="height:900px"></p></x-scroller>
<script>document.querySelector('x-scroller').attachShadow({mode:'open'}).innerHTML=
'<div style="height:400px;overflow:auto"><div style="position:sticky;top:0;height:90px;background:blue"></div><slot></slot></div>'</script>`,
);

/** A document of bands, with the card below them, in a frame that has a border and a padding and is lower than either; `half`: drawn at half its size. */
const cardInFrame = html(({ query }) => {
  if (query.has('inner'))
    return `<title>Inner</title><style>${cardStyle}${bandStyle}</style><body style="background:${css(RED)}">
<p style="margin:0;height:150px"></p><div id="long" style="width:500px">${bands(12)}</div>${cardElement}<p style="height:900px"></p>`;
  return `<title>Card in a frame</title><body style="margin:0;background:${css(RED)}"><p style="margin:0;height:800px"></p>
<iframe src="?inner" style="width:600px;height:350px;border:7px solid blue;padding:20px 30px;${query.has('half') ? 'transform:scale(.5)' : ''}"></iframe>
<p style="height:3000px"></p>`;
});

/**
 * A page from right to left that is wider than its window: four columns of 500 CSS pixels, the first of which, green, is at
 * the right, and 1,100 rows of it are above a card that is at the right as well.
 */
const rightToLeft = html(() => {
  const column = (colour: string) => `<div style="flex:0 0 500px;background:${colour}"></div>`;
  return `<title>Right to left</title><style>${cardStyle}</style><body dir="rtl" style="margin:0;background:#fff">
<div style="display:flex;width:2000px;height:1100px">${column(css(GREEN))}${column(css(MAGENTA))}${column('blue')}${column(css(RED))}</div>
${cardElement}`;
});

/** Lines that stand upright, from right to left, on a page that is wider than its window: it begins with green. */
const upright = html(
  () => `<title>Upright</title><body style="margin:0;writing-mode:vertical-rl;background:${css(RED)}">
<div style="width:1280px;height:720px;background:${css(GREEN)}"></div><div style="width:2000px"></div>`,
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
  '/folded': html(
    () =>
      '<title>Folded</title><details><summary>More</summary><div id="card" style="height:200px">Text</div></details>',
  ),
  '/long-element': longElement,
  '/card-at-edge': cardAtEdge,
  '/card-in-application': cardInApplication,
  '/card-in-slot': cardInSlot,
  '/card-in-frame': cardInFrame,
  '/right-to-left': rightToLeft,
  '/upright': upright,
  '/article': article,
  '/finer': finer,
};
