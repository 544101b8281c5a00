import { bandColour } from '../../support/fixture-site/colours.ts';
import { BAND, bandStyle, bands } from './bands.ts';
import { type Answer, html } from './page.ts';
import { BAR } from './scrollers.ts';
import { css, GREEN, MAGENTA, RED } from './signal.ts';

/** How many bands the pages with bars have. */
export const BANDS = 20;

const bar = (style: string, content = ''): string =>
  `<div style="height:${BAR}px;background:${css(MAGENTA)};${style}">${content}</div>`;
const wide = 'position:fixed;left:0;right:0';
const half = BANDS / 2;
/** In place of the band after the first half: `content` in a block with a style of its own. */
const around = (style: string, content: string): string =>
  `${bands(half)}<div style="height:${BAND}px;background:${css(bandColour(half))};${style}">${content}</div>${bands(half - 1, half + 1)}`;

/** The body of a page of bands with one bar, by how that holds on to the window, or to something else. */
const bodies: Readonly<Record<string, string>> = {
  sticky: `<main>${bands(BANDS)}${bar('position:sticky;bottom:0')}</main>`,
  'sticky-long': `<main>${bands(2 * BANDS)}${bar('position:sticky;bottom:0')}</main>`,
  'sticky-inside': around(
    'overflow:auto',
    `<div style="height:400px"></div>${bar('position:sticky;bottom:0')}`,
  ),
  shadow: `${bands(BANDS)}<div id="host"></div><script>host.attachShadow({mode:'open'}).innerHTML=${JSON.stringify(
    bar(`${wide};bottom:0`),
  )}</script>`,
  translated: `${bands(BANDS)}${bar('position:fixed;bottom:0;left:50%;width:200px;translate:-50% 0')}`,
  transformed: `${bands(BANDS)}${bar('position:fixed;top:100%;left:0;right:0;transform:translateY(-100%)')}`,
  calculated: `${bands(BANDS)}${bar(`${wide};top:calc(100vh - ${BAR}px)`)}`,
  nested: `${bands(BANDS)}<div style="${wide};bottom:0;height:80px">${bar(`${wide};bottom:10px`)}</div>`,
  raised: `${bands(BANDS)}${bar(`${wide};bottom:110px`)}`,
  halfway: `${bands(BANDS)}${bar(`${wide};top:50%`)}`,
  waiting: `${bands(BANDS)}${bar(`${wide};top:100%`)}`,
  // Fixed to that block, not to the window.
  within: around('will-change:transform', bar(`${wide};bottom:0`)),
  beside: `<main id="main">${bands(BANDS)}</main>${bar(`${wide};bottom:0`)}`,
  top: `${bands(BANDS)}${bar(`${wide};top:0`)}`,
  layer: `${bands(BANDS)}<div style="position:fixed;inset:0;display:flex;flex-direction:column;justify-content:flex-end;pointer-events:none"><div>${bar('')}</div></div>`,
  'cut-layer': `${bands(BANDS)}<div style="position:fixed;inset:auto 0 0 auto;height:100%;width:100%;display:grid;grid-template-rows:1fr auto;overflow-x:hidden;pointer-events:none">${bar('grid-row:2')}</div>`,
  clipped: `<main style="clip-path:inset(0)">${bands(BANDS)}${bar(`${wide};top:0`)}</main>`,
  'empty-layer': `${bands(BANDS)}<div style="${wide};top:0;height:0">${bar(`position:absolute;left:0;right:0;top:calc(100vh - ${BAR}px)`)}</div>`,
  zoomed: `<div style="zoom:0.8">${bar(`${wide};bottom:0;height:${BAR / 0.8}px`)}</div>${bands(BANDS)}`,
};

/** Bands and a bar; `bar` says how that is placed. */
const parts = html(
  ({ query }) => `<title>Bar</title><style>${bandStyle}</style><body>${bodies[query.get('bar') ?? ''] ?? ''}`,
);

/** A page whose ground changes its colour all the time, and through which a bar runs from top to bottom, to and fro. */
const moving = html(
  () => `<title>Moving</title><style>@keyframes ground{from{background:${css(RED)}}to{background:${css(GREEN)}}}
@keyframes bar{from{transform:none}to{transform:translateX(250px)}}
body{margin:0;height:2200px;animation:ground 400ms infinite alternate linear}
div{width:50px;height:100%;background:${css(MAGENTA)};animation:bar 300ms infinite alternate linear}</style><body><div></div>`,
);

/** Far below the window, a part of the page through which what is fixed to the window is seen: its middle is that of the window. */
const seenThrough = html(
  () => `<title>Seen through</title><style>body{margin:0;background:${css(RED)}}main{height:400px;margin:1500px 0;clip-path:inset(0)}
main div{position:fixed;inset:0;background:linear-gradient(${css(MAGENTA)} 50%,${css(GREEN)} 0)}</style><body><main id="part"><div></div></main>`,
);

/** A part of a page that goes to and fro without end. */
const wandering = html(
  () => `<title>Wandering</title><style>@keyframes a{to{transform:translateX(300px)}}
body{margin:0;background:${css(RED)}}#part{width:300px;height:120px;background:${css(GREEN)};animation:a 1s steps(100) infinite alternate}</style>
<body><div id="part"></div>`,
);

/** A ground and a block with a ground, both fixed to the window, the block far below that. */
const fixedGrounds = html(
  () => `<title>Grounds</title><style>body{margin:0;background:linear-gradient(${css(MAGENTA)},${css(MAGENTA)}) fixed}
div{height:1000px}section{height:400px;background:linear-gradient(${css(GREEN)},${css(GREEN)}) center/cover fixed}</style><body>
<div></div><section></section><div></div>`,
);

/** Blocks far below the window that fade in as they enter it; the second one out again as it leaves; the third does nothing but that. */
const entrances = html(
  () => `<title>Entrances</title><style>body{margin:0;border-left:20px solid #000}@keyframes in{from{opacity:0}}@keyframes through{0%,100%{opacity:0}40%,60%{opacity:1}}
div{height:1000px}section{height:100px;background:${css(GREEN)};animation:in linear both;animation-timeline:view();animation-range:entry 0% entry 100%}
section+section{animation-name:through;animation-range:normal}
section+section+section{animation-name:out;animation-range:exit 0% exit 100%}@keyframes out{to{opacity:0}}</style><body><div></div><section></section><section></section><section></section><div></div>`,
);

/** An empty page that fades in a while after it has loaded. */
const fading = html(
  () => `<title>Fading in</title><style>@keyframes in{from{opacity:0}}
body{margin:0}div{height:2200px;background:${css(GREEN)};animation:in 100ms 800ms both}</style><body><div></div>`,
);

/** What is fixed to the window, or moves, on pages that are higher than it. */
export const fixedPartPages: Readonly<Record<string, Answer>> = {
  '/parts': parts,
  '/moving': moving,
  '/wandering': wandering,
  '/seen-through': seenThrough,
  '/fixed-grounds': fixedGrounds,
  '/entrances': entrances,
  '/fading': fading,
};
