import { bandScript, bandStyle } from './bands.ts';
import { type Answer, file, html } from './page.ts';
import { css, GREEN, MAGENTA, RED } from './signal.ts';

/** How many tiles the lazy pages have, and how high each is in CSS pixels. */
export const TILES = 18;
export const TILE = 400;

const tile = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="${TILE}"><path fill="${css(GREEN)}" d="M0 0h300v${TILE}H0z"/></svg>`;

const tiles = (content: (index: number) => string): string =>
  Array.from({ length: TILES }, (_, index) => `<div class="tile">${content(index)}</div>`).join('');

const page = (title: string, style: string, content: string): string =>
  `<title>${title}</title><style>body{margin:0;background:${css(RED)}}.tile{height:${TILE}px}img{display:block}${style}</style><body>${content}`;

/** Runs `seen(tile)` when a tile comes into view. */
const observed = (seen: string): string => `<script>const o=new IntersectionObserver(es=>{for(const e of es)
if(e.isIntersecting){o.unobserve(e.target);(t=>{${seen}})(e.target)}});
document.querySelectorAll('.tile').forEach(t=>o.observe(t))</script>`;

const native = html(() =>
  page(
    'Lazy images',
    '',
    tiles(
      (index) => `<img loading="lazy" src="/tile.svg?native${index}" width="300" height="${TILE}" alt="">`,
    ),
  ),
);

/** Lazy frames instead of images. */
const frames = html(() =>
  page(
    'Lazy frames',
    'iframe{display:block;border:0}',
    tiles(
      (index) => `<iframe loading="lazy" src="/tile.html?${index}" width="300" height="${TILE}"></iframe>`,
    ),
  ),
);

/** Lazy images in components, whose inside no search of the document finds. */
const inShadow = html(() =>
  page(
    'Lazy images in components',
    '',
    `${tiles(() => '')}<script>document.querySelectorAll('.tile').forEach((t,n)=>{
t.attachShadow({mode:'open'}).innerHTML='<img loading="lazy" width="300" height="${TILE}" style="display:block" alt="" src="/tile.svg?c'+n+'">'})</script>`,
  ),
);

const scrolling: Readonly<Record<string, string>> = {
  smooth: 'html{scroll-behavior:smooth}',
  snap: 'html{scroll-snap-type:y mandatory}.tile{scroll-snap-align:start}',
};

/** Images that a script puts in when their place comes into view. */
const byObserver = html(({ query }) =>
  page(
    'Lazy by observer',
    scrolling[query.get('scrolling') ?? ''] ?? '',
    `${tiles(() => '')}${observed(`const i=new Image(300,${TILE});i.src='/tile.svg?o'+Math.random();t.append(i)`)}`,
  ),
);

const byBackground = html(() =>
  page(
    'Lazy backgrounds',
    '',
    `${tiles(() => '')}${observed(`t.style.background="url('/tile.svg?b"+Math.random()+"') no-repeat"`)}`,
  ),
);

/** As scripts did before there were observers: each scroll event looks at what is in view now. */
const byScrollEvent = html(() =>
  page(
    'Lazy by scroll event',
    '',
    `${tiles(() => '')}<script>const look=()=>document.querySelectorAll('.tile:empty').forEach(t=>{
const r=t.getBoundingClientRect();if(r.top<innerHeight&&r.bottom>0){const i=new Image(300,${TILE});
i.src='/tile.svg?s'+Math.random();t.append(i)}});addEventListener('scroll',look);look()</script>`,
  ),
);

/** Comes in with a movement, once it has been in view. */
const reveal = html(() =>
  page(
    'Reveal',
    `.tile{opacity:0;transform:translateY(60px);transition:all .5s;background:${css(GREEN)}}.in{opacity:1;transform:none}`,
    `${tiles(() => '')}${observed("t.classList.add('in')")}`,
  ),
);

/** Ten bands more whenever the end comes near, for ever. */
const infinite = html(
  () => `<title>Infinite</title><style>${bandStyle}</style><body><script>${bandScript}
let n=0;const more=()=>{for(let i=0;i<10;i++)document.body.append(band(n++))};more();more();
addEventListener('scroll',()=>{if(scrollY+innerHeight>document.documentElement.scrollHeight-400)more()})</script>`,
);

/** A bar that is there as long as the page is not at its top. */
const scrolledBar = html(
  () => `<title>Scrolled bar</title><style>body{margin:0;background:${css(GREEN)};height:4000px}
#bar{position:fixed;top:0;left:0;right:0;height:60px}.scrolled #bar{background:${css(MAGENTA)}}</style><body><div id="bar"></div>
<script>addEventListener('scroll',()=>document.body.classList.toggle('scrolled',scrollY>0))</script>`,
);

/** Pages of which a part comes only when somebody looks at it. */
export const lazyPages: Readonly<Record<string, Answer>> = {
  '/tile.svg': file('image/svg+xml', tile, 80),
  '/tile.html': html(() => `<body style="background:${css(GREEN)}">`),
  '/lazy-native': native,
  '/lazy-frames': frames,
  '/lazy-in-shadow': inShadow,
  '/lazy-by-observer': byObserver,
  '/lazy-by-background': byBackground,
  '/lazy-by-scroll-event': byScrollEvent,
  '/reveal': reveal,
  '/infinite': infinite,
  '/scrolled-bar': scrolledBar,
};
