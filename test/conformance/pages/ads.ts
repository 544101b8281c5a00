import { type Answer, file, html } from './page.ts';
import { css, GREEN, RED } from './signal.ts';

/** Paints the cell of a script. */
const paint = (cell: string, colour: string): string =>
  `document.getElementById('${cell}').style.background='${colour}'`;
const redImage = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><path fill="${css(RED)}" d="M0 0h200v200H0z"/></svg>`;

/** Width of a cell of /with-ads, in CSS pixels: advertising script, image and frame, then a script of the page's own. */
export const AD_CELL = 200;

/** A page with advertisements at addresses that all the usual lists name by their path, whatever the host. */
const withAds = html(
  () => `<title>With ads</title><style>body{margin:0;background:${css(GREEN)};display:flex}
div{width:${AD_CELL}px;height:${AD_CELL}px}iframe,img{display:block;border:0;width:100%;height:100%}#own{background:${css(RED)}}</style>
<body><div id="ad"></div><div><img src="/ads/banners/728x90.svg" alt=""></div><div><iframe src="/ads/300.html"></iframe></div>
<div id="own"></div><script src="/adserv.js"></script><script src="/assets/app.js"></script>`,
);

/** Pages with advertisements. */
export const adPages: Readonly<Record<string, Answer>> = {
  '/with-ads': withAds,
  '/adserv.js': file('text/javascript', paint('ad', css(RED))),
  '/ads/banners/728x90.svg': file('image/svg+xml', redImage),
  '/ads/300.html': html(() => `<body style="background:${css(RED)}">`),
  '/assets/app.js': file('text/javascript', paint('own', css(GREEN))),
};
