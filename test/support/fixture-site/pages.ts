import { bandColour, cornerColours } from './colours.ts';
import { printed } from './printed.ts';
import { ruled } from './ruled.ts';
import { article, writing } from './writing.ts';

type Page = (query: URLSearchParams) => string;

/** The height of one band of /bands, in CSS pixels. */
export const BAND_HEIGHT = 100;

const css = ([red, green, blue]: readonly number[]): string => `rgb(${red} ${green} ${blue})`;

/** Four quarters of the viewport, each of one colour. */
const colours: Page = () => {
  const { topLeft, topRight, bottomLeft, bottomRight } = cornerColours;
  const quarter = (colour: readonly number[]) => `<div style="background:${css(colour)}"></div>`;
  return `<title>Four colours</title>
<style>body{margin:0;display:grid;grid-template:50vh 50vh/50vw 50vw}</style>
<body>${[topLeft, topRight, bottomLeft, bottomRight].map(quarter).join('')}`;
};

/** As many numbered bands as fit the height, each of its own colour. */
const bands: Page = (query) => {
  const count = Math.ceil(Number(query.get('height') ?? 10_000) / BAND_HEIGHT);
  const band = (_: unknown, index: number) =>
    `<div id="band-${index}" style="background:${css(bandColour(index))}">${index}</div>`;
  return `<title>${count} bands</title>
<style>body{margin:0}div{height:${BAND_HEIGHT}px;font:20px/40px sans-serif;color:#fff;text-indent:8px}</style>
<body>${Array.from({ length: count }, band).join('')}`;
};

const small: Page = () => `<title>A small page</title>
<style>
body{margin:0;font:17px/1.55 sans-serif;color:#1d2733;background:#f6f8fb}
header{padding:48px 64px;background:linear-gradient(100deg,#0b5ed7,#37b3c8);color:#fff}
h1{margin:0;font-size:40px} main{display:grid;grid-template-columns:repeat(3,1fr);gap:24px;padding:40px 64px}
article{padding:20px 24px;border-radius:12px;background:#fff;box-shadow:0 2px 14px #0b1f3a26}
svg{display:block;width:100%;height:120px;border-radius:8px}
</style>
<body><header><h1>Weather over the harbour</h1><p>Three days, in short.</p></header><main>
${['Monday', 'Tuesday', 'Wednesday']
  .map(
    (
      day,
      index,
    ) => `<article><svg viewBox="0 0 300 120"><rect width="300" height="120" fill="hsl(${200 + index * 20} 70% 70%)"/>
<circle cx="${80 + index * 60}" cy="50" r="28" fill="#ffd34d"/><path d="M0 100q75-50 150 0t150 0v20H0z" fill="#fff9"/></svg>
<h2>${day}</h2><p>A light breeze from the west, with sun until the evening and clear sight to the islands.</p></article>`,
  )
  .join('')}</main>`;

/** Ends after 300 CSS pixels, on a coloured ground. */
const short: Page = () => `<title>A short page</title>
<body style="margin:0;background:#2a7f62"><div style="height:300px;background:#c0392b"></div>`;

/** Hangs as soon as it has loaded. */
const busy: Page = () => `<title>Busy</title><body>busy<script>
addEventListener('load',()=>setTimeout(()=>{for(;;);}))</script>`;

/** Opens two windows and tells in its title which of them are still open. */
const popup: Page = () => `<title>Popup</title><body style="margin:0;background:#7a1fa2"><script>
const opened=[window.open('/short'),window.open('/bands')];
setInterval(()=>{document.title=opened.filter(w=>w&&!w.closed).length+' open'},20)</script>`;

const dialog: Page = () => `<title>Dialog</title><body style="margin:0;background:#1fa27a"><script>
alert('Hello');document.title='Dialog: '+confirm('Go on?')</script>`;

const notFound: Page = () => `<title>Not found</title><body style="margin:0;background:#fff4e5"><h1>404</h1>`;

/** Sends its visitors on: by script at once, or by meta refresh after `delay` seconds. */
const sendOn: Page = (query) => {
  const to = query.get('to') ?? '/small';
  const delay = query.get('delay');
  return delay === null
    ? `<title>Moved</title><script>location.replace(${JSON.stringify(to)})</script>`
    : `<title>Moved</title><meta http-equiv="refresh" content="${delay};url=${to}"><body>`;
};

/** Tells in its title what an earlier visit left in the browser. */
const remember: Page = () => `<title>Remember</title><body><script>
document.title=[document.cookie,localStorage.getItem('seen'),sessionStorage.getItem('seen')].join('|');
document.cookie='seen=yes';localStorage.setItem('seen','yes');sessionStorage.setItem('seen','yes')</script>`;

/** The layout must stay as it is while the page is photographed: its first block is as high as the viewport. */
const viewportHeight: Page = () => `<title>Viewport height</title>
<style>body{margin:0}#first{height:100vh;background:#d32f2f}#rest{height:3000px;background:#1976d2}</style>
<body><div id="first"></div><div id="rest"></div>`;

/** Lines of one CSS pixel, black and white by turns: grey as soon as anything is resampled. */
const lines: Page = () => `<title>Lines</title>
<body style="margin:0;height:4000px;background:repeating-linear-gradient(#000 0 1px,#fff 1px 2px)">`;

const webgl: Page =
  () => `<title>WebGL</title><body style="margin:0"><canvas width="400" height="300"></canvas><script>
const gl=document.querySelector('canvas').getContext('webgl');
if(gl){gl.clearColor(0,0.5,1,1);gl.clear(gl.COLOR_BUFFER_BIT)}</script>`;

/** Frames a file of the machine, and shows an image of another server. */
const intruder: Page = (query) => `<title>Intruder</title><body style="margin:0;background:#3366cc">
<iframe src="file:///etc/passwd" style="display:block;border:0;width:100vw;height:80vh"></iframe>
<img src="${query.get('image')}" alt="">`;

/** Its head waits for a style sheet or a script that never comes, so that Chromium paints nothing. */
const blocked: Page = (query) => `<title>Blocked</title>
${query.get('by') === 'script' ? '<script src="/hang"></script>' : '<link rel="stylesheet" href="/hang">'}
<body style="margin:0;background:#1b5e20">`;

/** An image of 300 x 300 at `top`: lazy, or else put in by script once the page has loaded. */
const image: Page = (query) => {
  const attributes = `src="${query.get('src') ?? '/red.svg'}" width="300" height="300" alt=""
style="position:absolute;left:0;top:${query.get('top') ?? 0}px"`;
  return `<title>An image</title><body style="margin:0;height:9000px;${ruled}"><p style="margin:9px 500px">An image</p>${
    query.has('lazy')
      ? `<img loading="lazy" ${attributes}>`
      : `<template><img ${attributes}></template><script>
addEventListener('load',()=>document.body.append(document.querySelector('template').content))</script>`
  }`;
};

const font: Page = () => `<title>A font</title>
<style>@font-face{font-family:late;src:url(/hang)}body{font-family:late}</style><body>Text`;

/** Makes its title, or its address, as long as it can; the last character that is kept is half of one. */
const long: Page = (query) => `<title>Long</title><script>
${
  query.get('what') === 'title'
    ? "document.title='x'.repeat(999)+'😀'.repeat(300000)"
    : "history.replaceState(0,'','/long?'+'x'.repeat(500000))"
}</script><body>`;

const refreshItself: Page = () =>
  `<title>Fresh</title><meta http-equiv="refresh" content="1"><body>Fresh as ever`;

/** Hangs as soon as it is photographed beyond its viewport, which fires a resize event. */
const busyWhenResized: Page =
  () => `<title>Busy</title><body style="height:3000px;${ruled}">Busy when resized<script>
addEventListener('load',()=>addEventListener('resize',()=>{for(;;);}))</script>`;

/** Tells in its title which fragment it was opened with. */
const fragment: Page = () => `<title></title><body><script>document.title=location.hash</script>`;

/** No background; at the left a red block, beside it one half as thick, and both again at the very end. */
const seeThrough: Page = (query) => {
  const height = Number(query.get('height') ?? 720);
  const blocks = (top: number) =>
    ['#f00', '#00f8']
      .map(
        (colour, index) =>
          `<i style="position:absolute;left:${index * 200}px;top:${top}px;width:200px;height:200px;background:${colour}"></i>`,
      )
      .join('');
  return `<title>See-through</title><body style="margin:0;position:relative;height:${height}px">${blocks(0)}${blocks(height - 200)}`;
};

/** At the left a colour in Display P3, at the right an image of that colour, in that profile (`image`: its data URL). */
const wideGamut: Page = (query) => `<title>Wide gamut</title>
<style>body{margin:0}i{float:left;width:200px;height:200px}img{width:200px;height:200px}</style>
<body><i style="background:color(display-p3 ${query.get('colour')})"></i><img src="${query.get('image')}" alt="">`;

/** The pages of the fixture site that are plain HTML, by path. */
export const pages: Readonly<Record<string, Page>> = {
  '/colours': colours,
  '/bands': bands,
  '/small': small,
  '/short': short,
  '/busy': busy,
  '/popup': popup,
  '/dialog': dialog,
  '/not-found': notFound,
  '/send-on': sendOn,
  '/remember': remember,
  '/viewport-height': viewportHeight,
  '/lines': lines,
  '/webgl': webgl,
  '/intruder': intruder,
  '/blocked': blocked,
  '/image': image,
  '/font': font,
  '/long': long,
  '/refresh-itself': refreshItself,
  '/busy-when-resized': busyWhenResized,
  '/fragment': fragment,
  '/writing': writing,
  '/article': article,
  ...printed,
  '/see-through': seeThrough,
  '/wide-gamut': wideGamut,
};
