import { BAND, bandScript, bandStyle, bands } from './bands.ts';
import { type Answer, anewEachSecond, html } from './page.ts';
import { BAR, scrollers } from './scrollers.ts';
import { css, GREEN, MAGENTA, RED } from './signal.ts';

const bar = (style: string): string =>
  `<div style="height:${BAR}px;left:0;right:0;background:${css(MAGENTA)};${style}"></div>`;

/** Bands below or behind a bar: `fixed`, `sticky` (at the top), `footer` (fixed at the bottom) or `late` (sticky, lower). */
const withBar = html(({ query }) => {
  const kind = query.get('bar');
  const count = Number(query.get('bands') ?? 50);
  const bars: Readonly<Record<string, string>> = {
    fixed: bar('position:fixed;top:0') + bands(count),
    sticky: bar(`position:sticky;top:0;margin-bottom:-${BAR}px`) + bands(count),
    footer: bar('position:fixed;bottom:0') + bands(count),
    late: `${bands(20)}${bar('position:sticky;top:0')}${bands(count - 20, 20)}`,
  };
  return `<title>Bar</title><style>${bandStyle}</style><body>${bars[kind ?? 'fixed']}`;
});

/** A first block of one viewport's height; with `script` its height is set anew at each resize. */
const hero = html(({ query }) => {
  const script = query.has('script')
    ? `<script>const fit=()=>{first.style.height=innerHeight+'px'};fit();addEventListener('resize',fit)</script>`
    : '';
  return `<title>Hero</title><style>body{margin:0}#first{height:100vh;background:${css(RED)}}
#rest{height:3000px;background:${css(GREEN)}}</style><body><div id="first"></div><div id="rest"></div>${script}`;
});

/** Puts a block in front of all bands as soon as it hears of another size. */
const relaid = html(
  () => `<title>Laid out anew</title><style>${bandStyle}</style><body>${bands(60)}<script>
addEventListener('load',()=>setTimeout(()=>addEventListener('resize',()=>{
const d=document.createElement('div');d.style.height='37px';document.body.prepend(d)})))</script>`,
);

/** So many bands that they take longer to photograph than the page takes to load itself anew. */
const anew = html(() => `<title>Anew</title><style>${bandStyle}</style>${anewEachSecond}<body>${bands(200)}`);

/** An app: the body does not scroll, a part of it does. */
const app = html(
  ({
    query,
  }) => `<title>App</title>${query.has('fixed') ? '<style>body{position:fixed;inset:0}</style>' : ''}<style>${bandStyle}html,body{height:100%;overflow:hidden}
body{display:flex;flex-direction:column}header{flex:none;height:${BAR}px;background:${css(MAGENTA)}}
main{flex:1;min-height:0;overflow:auto}</style><body><header></header><main>${bands(Number(query.get('bands') ?? 40))}</main>`,
);

/** Bands under cards of blurred shadows, which take the browser seconds to draw; the bands themselves show right of the middle. */
const laborious = html(() => {
  const card =
    '<i style="background:radial-gradient(circle at 30% 30%,#fff,#27c 60%,#012);box-shadow:0 4px 18px #0008,0 0 40px #c003"></i>';
  return `<title>Laborious</title><style>${bandStyle}.band{position:relative;overflow:hidden;display:flex;gap:12px}
.band i{flex:1;margin:5px 0;border-radius:20px;filter:blur(2px) saturate(1.4) drop-shadow(0 4px 18px #000)}
.band::after{content:'';position:absolute;inset:0 18% 0 78%;background:inherit}</style><body>
${bands(60).replaceAll('</div>', `${card.repeat(9)}</div>`)}`;
});

/** Lines under a pane of glass from 1,900 to 2,100, which makes an even grey of them; with `head`, and one that sticks to the top. */
const glass = html(
  ({
    query,
  }) => `<title>Glass</title><body style="margin:0;height:4000px;background:repeating-linear-gradient(#000 0 10px,#fff 10px 20px)">
<div style="position:absolute;top:1900px;left:0;right:0;height:200px;backdrop-filter:blur(20px)"></div>
${query.has('head') ? '<div style="position:sticky;top:0;height:60px;backdrop-filter:blur(8px)"></div>' : ''}
<div style="display:none;position:fixed;inset:0;backdrop-filter:blur(8px)"></div>`,
);

/** Bands that the browser need not draw before somebody looks at them. */
const onDemand = html(
  () => `<title>On demand</title><style>${bandStyle}.band{content-visibility:auto;contain-intrinsic-height:${BAND}px}
.band::after{content:'';display:block;height:100%;margin:-40px 0 0;background:inherit}</style><body style="background:${css(RED)}">${bands(60)}`,
);

/**
 * Chapters of ten bands that the browser need not draw, and whose height it guesses wrongly until it does; with `late` they
 * come when an image has arrived that the page asks for after it has loaded.
 */
const chapters = html(({ query }) => {
  const style = '.chapter{content-visibility:auto;contain-intrinsic-size:1px 5000px}';
  const chapter = (index: number) => `<div class="chapter">${bands(10, index * 10)}</div>`;
  const all = Array.from({ length: 6 }, (_, index) => chapter(index)).join('');
  if (query.has('late')) {
    return `<title>Chapters</title><style>${bandStyle}${style}</style><body><script>
addEventListener('load',()=>{const i=new Image(9,9);i.onload=()=>{document.body.innerHTML=${JSON.stringify(all)}};i.src='/late.svg';document.body.append(i)})</script>`;
  }
  return query.has('shadow')
    ? `<title>Chapters</title><style>body{margin:0}</style><body><div id="book"></div><script>
book.attachShadow({mode:'open'}).innerHTML=${JSON.stringify(`<style>${bandStyle}${style}</style>${all}`)}</script>`
    : `<title>Chapters</title><style>${bandStyle}${style}</style><body>${all}`;
});

/** Gets a band more every 30 ms, for ever, and two at each scroll or resize. */
const growing = html(
  () => `<title>Growing</title><style>${bandStyle}</style><body><script>${bandScript}
let n=0;const grow=()=>{if(n<290)document.body.append(band(n++))};while(n<30)grow();
setInterval(grow,30);for(const e of ['scroll','resize'])addEventListener(e,()=>{grow();grow()})</script>`,
);

/** Long pages, and what goes wrong in pictures of them. */
export const tallPages: Readonly<Record<string, Answer>> = {
  '/bar': withBar,
  '/hero': hero,
  '/anew': anew,
  '/relaid': relaid,
  '/app': app,
  '/laborious': laborious,
  '/glass': glass,
  '/on-demand': onDemand,
  '/chapters': chapters,
  '/growing': growing,
  ...scrollers,
};

/** The height of all that /app has, in CSS pixels. */
export const APP_HEIGHT = BAR + 40 * BAND;
