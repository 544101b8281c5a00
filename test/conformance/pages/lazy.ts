import { bandScript, bandStyle } from './bands.ts';
import { type Answer, file, html } from './page.ts';
import { css, GREEN, MAGENTA, RED } from './signal.ts';

/** How many tiles the lazy pages have, and how high each is in CSS pixels. */
export const TILES = 18;
export const TILE = 400;

/** How long a tile takes, in milliseconds, and one that takes long: no visitor stays where it is for so long. */
const TILE_MS = 400;
const SLOW_TILE_MS = 900;

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
    `${tiles(() => '')}${observed(`t.style.background="url('/slow-tile.svg?b"+Math.random()+"') no-repeat"`)}`,
  ),
);

/** A grey pixel in each place, until a script has fetched the image ahead and puts it in, when that comes into view. */
const byPreload = html(() =>
  page(
    'Lazy by preload',
    '',
    `${tiles(
      (index) => `<img width="300" height="${TILE}" alt="" data-src="/tile.svg?p${index}"
src="data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==">`,
    )}${observed('const g=t.firstChild,i=new Image();i.onload=()=>g.src=i.src;i.src=g.dataset.src')}`,
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

/** Is there as long as it is in view, as far as the page is told. */
const inView = html(({ query }) =>
  page(
    'In view',
    `body{border-left:20px solid #000}.tile{${
      query.has('hidden') ? 'visibility:hidden' : 'opacity:0'
    };transition:opacity ${query.get('fading') ?? '.2s'};background:${css(GREEN)}}.in{opacity:1;visibility:visible}`,
    `${tiles(() => '<svg width="1" height="1"></svg>')}<script>const io=new IntersectionObserver(es=>es.forEach(e=>e.target.classList.toggle('in',e.intersectionRatio>.5${query.has('hidden') ? "||e.target.matches('.in')" : ''})),
{threshold:[0,.25,.5,.75,1]});document.querySelectorAll('.tile').forEach(t=>io.observe(t))</script>`,
  ),
);

/** A block right below others that are not seen, and reach a little into it. */
const below = html(() =>
  page(
    'Below',
    `.tile{position:relative;top:20px;opacity:0;height:600px}#part{height:300px;border-left:20px solid #000;background:${css(GREEN)}}`,
    `${'<div class="tile">A tile</div>'.repeat(3)}<div id="part"></div>`,
  ),
);

const comings: Readonly<Record<string, string>> = {
  class: "t.classList.toggle('in',isIn)",
  script: 't.dataset.to=isIn?1:0',
};

/**
 * Lets its tiles appear as one comes down to them, by a class or a script's own doing, and takes them away again as one goes back
 * up; its bar looks otherwise as long as it is not at its top.
 */
const goneAbove = html(({ query }) =>
  page(
    'Gone above',
    `body{border-left:20px solid #000}.tile{background:${css(GREEN)}}#bar{position:fixed;top:0;left:20px;right:0;height:60px;background:${css(GREEN)}}.scrolled #bar{background:${css(MAGENTA)}}
${query.get('by') === 'class' ? '.tile{opacity:0;transform:translateY(90px);transition:all .4s}.in{opacity:1;transform:none}' : ''}`,
    `${tiles(() => '')}<div id="bar"></div><script>const all=[...document.querySelectorAll('.tile')];const h=innerHeight;const look=()=>{document.body.classList.toggle('scrolled',scrollY>0);
for(const t of all){const isIn=t.offsetTop<scrollY+h*.8;${comings[query.get('by') ?? 'class']}}};addEventListener('scroll',look);look();
const step=()=>{for(const t of all)if(t.dataset.to){const n=Number(t.dataset.n??0),p=t.dataset.n=Math.min(1,Math.max(0,n+(t.dataset.to>0?.05:-.05)));
t.style.opacity=p;t.style.visibility=p>0?'inherit':'hidden'}requestAnimationFrame(step)};if(${query.get('by') === 'script'})step()</script>`,
  ),
);

/** Takes a second to draw what is in a tile, once that has come into view: by attributes, as texts, or on canvases. */
const drawings: Readonly<Record<string, { readonly content: string; readonly draw: string }>> = {
  attributes: {
    content: `<svg width="300" height="${TILE}" style="display:block"><rect height="${TILE}" fill="${css(GREEN)}"/></svg>`,
    draw: "t.firstChild.firstChild.setAttribute('width',300*k)",
  },
  texts: {
    content: `<div style="font:20px/1 monospace;width:300px;overflow:hidden"><span style="background:${css(GREEN)};display:inline-block;height:${TILE}px;white-space:pre"> </span></div>`,
    draw: "t.firstChild.firstChild.firstChild.data=' '.repeat(1+Math.floor(k*39))",
  },
  canvas: {
    content: `<canvas width="300" height="${TILE}" style="display:block"></canvas>`,
    draw: `const c=t.firstChild.getContext('2d');c.fillStyle='${css(GREEN)}';c.clearRect(0,0,300,${TILE});c.fillRect(0,0,300*k,${TILE})`,
  },
};
const drawnInView = html(({ query }) => {
  const { content, draw } = drawings[query.get('by') ?? ''] ?? { content: '', draw: '' };
  return page(
    'Drawn in view',
    '',
    `${tiles(() => content)}${observed(
      `const from=performance.now();requestAnimationFrame(function f(now){const k=Math.min(1,Math.max(0,(now-from)/1000));${draw};if(k<1)requestAnimationFrame(f)})`,
    )}`,
  );
});

/** Slides that lie on one another, of which one is seen, and an answer that is folded up. */
const waiting = html(() =>
  page(
    'Waiting',
    `body{background:#fff}#slides{display:grid;width:900px}#slides p{grid-area:1/1;height:600px;margin:0;background:${css(GREEN)};opacity:0}
#slides p:first-child{opacity:1}#answer{max-height:0;overflow:hidden}#answer p{opacity:0;height:600px;width:900px}`,
    '<div id="slides"><p>One</p><p>Two</p><p>Three</p></div><div id="answer"><p>Forty-two</p></div><p style="height:2000px">Text',
  ),
);

/** Fades in once its image has come, by a transition or by a script's own doing. */
const fadeIn = html(({ query }) =>
  page(
    'Fade in',
    query.get('by') === 'script' ? 'img{opacity:0}' : 'img{opacity:0;transition:opacity .5s}',
    `${tiles(() => '')}${observed(
      `const i=new Image(300,${TILE});i.src='/slow-tile.svg?f'+Math.random();t.append(i);i.onload=()=>{${
        query.get('by') === 'script'
          ? 'let n=0;const f=()=>{i.style.opacity=++n/40;if(n<40)requestAnimationFrame(f)};f()'
          : 'i.style.opacity=1'
      }}`,
    )}`,
  ),
);

/** Fades its images in as well, though they come with the page: with the last of them it has loaded. */
const fadesInAtOnce = html(() =>
  page(
    'Fade in at once',
    'img{opacity:0;transition:opacity .5s}',
    [1, 2]
      .map(
        (index) =>
          `<img src="/tile.svg?at-once${index}" width="300" height="${TILE}" alt="" onload="this.style.opacity=1">`,
      )
      .join(''),
  ),
);

/** Fetches ten bands more whenever its end comes near, until there are this many. */
export const FETCHED_BANDS = 50;
const growing = html(
  () => `<title>Growing</title><style>${bandStyle}</style><body><script>${bandScript}
let n=0,asked=false;const more=()=>{asked=false;for(let i=0;i<10;i++)document.body.append(band(n++))};more();
addEventListener('scroll',()=>{if(asked||n>=${FETCHED_BANDS}||scrollY+innerHeight<document.documentElement.scrollHeight-100)return;
asked=true;fetch('/tile.svg?'+n).then(more)})</script>`,
);

/** Lets in a part above of what is in view, once its end is reached, that loads when it comes into view. */
const lateAbove = html(() =>
  page(
    'Late above',
    '',
    `<div id="late"></div>${`<div class="tile" style="background:${css(GREEN)}"></div>`.repeat(TILES / 2)}<script>
let asked=false;addEventListener('scroll',()=>{if(asked||scrollY+innerHeight<document.documentElement.scrollHeight-9)return;
asked=true;fetch('/tile.svg').then(()=>{late.innerHTML='<div class="tile late"></div>'.repeat(${TILES / 2});
const o=new IntersectionObserver(es=>{for(const e of es)if(e.isIntersecting)e.target.style.background='${css(GREEN)}'});
document.querySelectorAll('.late').forEach(t=>o.observe(t))})})</script>`,
  ),
);

/** Backgrounds that never come. */
const hanging = html(() =>
  page(
    'Hanging',
    '',
    `${tiles(() => 'Text')}${observed(`t.style.background="url('/silence?"+Math.random()+"') no-repeat"`)}`,
  ),
);

/** Half a second of work for each scroll event; green, for one window, at its top and at #there. */
const slowToScroll = html(
  () => `<title>Slow to scroll</title><style>body{margin:0;background:${css(RED)}}
div{height:100vh;background:${css(GREEN)}}</style><body><div></div><p style="height:9000px"></p><div id="there"></div>
<p style="height:9000px"></p><script>addEventListener('scroll',()=>{const e=performance.now()+500;while(performance.now()<e);})</script>`,
);

/** Has something that moves for 40 seconds, out of view; green, for 500 pixels, at #there. */
const longMove = html(
  () => `<title>Long move</title><style>body{margin:0;background:${css(RED)}}
@keyframes k{to{translate:90px}}i{position:absolute;left:-200px;width:9px;height:9px;animation:k 40s}
div{height:500px;background:${css(GREEN)}}</style><body><i></i><p style="height:900px"></p><div id="there"></div>
<p style="height:900px"></p>`,
);

/** All of it is a frame, with lazy images of its own. */
const inFrame = html(
  () => `<title>Lazy images in a frame</title><style>body{margin:0}iframe{border:0;width:100vw;height:100vh}</style><body>
<script>document.body.innerHTML='<iframe src="/lazy-native"></iframe>'</script>`,
);

/** Images that cannot be had, and that nobody would see if they could. */
const unseen = html(
  () => `<title>Unseen images</title><body><p>Text</p><img src="/none.png?0" alt="" style="width:0;height:0">
<img src="/none.png?1" alt="" style="opacity:0;width:10px;height:10px"><img src="/none.png?2" alt="" width="2" height="1">
<img src="/none.png?3" alt="" width="20" height="20" style="visibility:hidden">
<div style="background:url('/none.png?4');width:9px;height:9px;opacity:0"></div>`,
);

/** Images that cannot be had and are no <img> of the page itself: five, and one that is below the window. */
const broken = html(
  () => `<title>Broken images</title><style>p:before{content:'';display:block;height:50px;background:url('/none.png?0')}</style>
<body><p>Text</p><div style="height:50px;background:url('/none.png?1') #eee"></div>
<svg width="50" height="50"><image href="/none.png?2" width="50" height="50"/></svg>
<video poster="/none.png?3" width="50" height="50"></video>
<iframe srcdoc="<img src='/none.png?4' width=50 height=50>"></iframe>
<div style="position:absolute;top:2000px;width:50px;height:50px;background:url('/none.png?5')"></div>`,
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
  '/tile.svg': file('image/svg+xml', tile, TILE_MS),
  '/slow-tile.svg': file('image/svg+xml', tile, SLOW_TILE_MS),
  '/tile.html': html(() => `<body style="background:${css(GREEN)}">`),
  '/lazy-native': native,
  '/lazy-frames': frames,
  '/lazy-in-shadow': inShadow,
  '/lazy-by-observer': byObserver,
  '/lazy-by-background': byBackground,
  '/lazy-by-preload': byPreload,
  '/lazy-by-scroll-event': byScrollEvent,
  '/reveal': reveal,
  '/in-view': inView,
  '/gone-above': goneAbove,
  '/drawn-in-view': drawnInView,
  '/waiting': waiting,
  '/below-unseen': below,
  '/lazy-in-frame': inFrame,
  '/unseen-images': unseen,
  '/broken-images': broken,
  '/fade-in': fadeIn,
  '/fades-in-at-once': fadesInAtOnce,
  '/grows-on': growing,
  '/late-above': lateAbove,
  '/lazy-that-hangs': hanging,
  '/slow-to-scroll': slowToScroll,
  '/long-move': longMove,
  '/infinite': infinite,
  '/scrolled-bar': scrolledBar,
};
