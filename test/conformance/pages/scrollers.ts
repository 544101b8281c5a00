import type { Colour } from '../../support/fixture-site/colours.ts';
import { BAND, bandScript, bandStyle, bands } from './bands.ts';
import { type Answer, file, html } from './page.ts';
import { css, GREEN, MAGENTA, RED } from './signal.ts';

/** The height of bars, in CSS pixels. */
export const BAR = 60;

const bar = (style = ''): string => `<div style="height:${BAR}px;background:${css(MAGENTA)};${style}"></div>`;

const whole = 'html,body{height:100%}';
const fixed = `${whole}html,body{overflow:hidden}`;

/** Three screens, one below the other, in a part of the page that snaps to them. By `as`, what a screen is high by. */
const screens = html(({ query }) => {
  const styles: Readonly<Record<string, string>> = {
    window: 'main{height:100vh}section{height:100vh}',
    share: `${whole}main{height:100%}section{height:100%}`,
    inner: `${whole}main{height:100%}.all{height:100%}section{height:100%}`,
    rows: 'main{height:100vh;display:grid;grid-auto-rows:100%}',
    script: 'main{height:100vh}',
  };
  const as = query.get('as') ?? 'window';
  const sections = [RED, GREEN, MAGENTA]
    .map((colour) => `<section style="background:${css(colour)}"></section>`)
    .join('');
  const script = `<script>const main=document.querySelector('main');
const fit=()=>{for(const s of document.querySelectorAll('section'))s.style.height=main.clientHeight+'px'};fit();new ResizeObserver(fit).observe(main)</script>`;
  return `<title>Screens</title><style>body{margin:0}main{overflow-y:scroll;scroll-snap-type:y mandatory}
section{scroll-snap-align:start}${styles[as]}</style><body><main>${as === 'inner' ? `<div class="all">${sections}</div>` : sections}</main>${as === 'script' ? script : ''}`;
});

/** Bands in a part as high as the window, which margins make the document higher than. */
const inMargins = html(
  () =>
    `<title>In margins</title><style>${bandStyle}body{margin:10px 0}main{height:100vh;overflow:auto}</style><body><main>${bands(30)}</main>`,
);

/** Three screens in a part that only a script moves on. */
const byWheel = html(
  () => `<title>By wheel</title><style>body{margin:0}main{height:100vh;overflow:hidden}section{height:100vh}</style>
<body><main>${[RED, GREEN, MAGENTA].map((one) => `<section style="background:${css(one)}">A screen</section>`).join('')}</main>
<script>addEventListener('wheel',e=>document.querySelector('main').scrollTop+=e.deltaY)</script>`,
);

/** What scrolls sideways, and what scrolls down, each in parts as large as the window makes them, and at the third of five. */
const slid = html(() => {
  const parts = (colour: Colour): string =>
    [RED, RED, colour, RED, RED].map((one) => `<div style="background:${css(one)}"></div>`).join('');
  return `<title>Slid</title><style>body{margin:0}#across{display:flex;overflow-x:auto;height:200px}#across div{flex:none;width:100%}
#down{height:50vh;overflow-y:auto}#down div{height:50vh}</style>
<body><div id="across">${parts(GREEN)}</div><div id="down">${parts(MAGENTA)}</div><div style="height:3000px"></div>
<script>across.scrollLeft=2*innerWidth;down.scrollTop=innerHeight</script>`;
});

/** Five screens that scroll in the window's place, with a part in the fourth. */
const screenPart = html(() => {
  const screen = `<section style="background:${css(RED)}"></section>`;
  const part = `<div id="part" style="width:300px;height:120px;background:${css(GREEN)}"></div>`;
  return `<title>A part</title><style>body{margin:0}main{height:100vh;overflow-y:scroll}section{height:100vh}</style>
<body><main>${screen.repeat(3)}${screen.replace('</', `${part}</`)}${screen}</main>`;
});

/** A page of one window, and a part of it that scrolls and that nobody sees, or that is no part of the page. */
const unseen = html(({ query }) => {
  const entries = '<p>An entry</p>'.repeat(90);
  const kinds: Readonly<Record<string, string>> = {
    hidden: `<nav style="inset:0;visibility:hidden">${entries}</nav>`,
    clear: `<nav style="inset:0;opacity:0">${entries}</nav>`,
    away: `<nav style="inset:0;transform:translateX(-100%)">${entries}</nav>`,
    field: `<textarea style="position:absolute;inset:0 0 0 40%;width:60%;height:700px;border:0">${'A line\n'.repeat(200)}</textarea>`,
  };
  return `<title>Unseen</title><style>body{margin:0}main{height:100vh;background:${css(RED)};color:#fff;font-size:90px;text-align:right}
nav{position:fixed;overflow:auto;background:#fff}</style><body><main>A page</main>${kinds[query.get('as') ?? 'hidden']}`;
});

/** A long page under a dialog that scrolls by itself and keeps the page from it. */
const underDialog = html(
  () => `<title>Under a dialog</title><style>body{margin:0;overflow:hidden}#hero{height:100vh;background:${css(RED)}}
#rest{height:3000px;background:${css(GREEN)}}#dialog{position:fixed;inset:40px;overflow:auto;background:#fff}</style>
<body><div id="hero"></div><div id="rest"></div><div id="dialog">${'<p>A term</p>'.repeat(500)}</div>`,
);

/** The body is what scrolls, not the window: by what is said of its width, or of the root element. */
const bodyStyle = {
  width: `${whole}html,body{overflow-x:hidden}`,
  root: `${whole}html{overflow:hidden}body{overflow:auto}`,
};
const bodyOf = (style: string): string =>
  `<title>A body</title><style>${style}${bandStyle}</style><body>${bands(30)}`;

/** A narrow part that scrolls between two others. */
const panes = html(
  () => `<title>Panes</title><style>${fixed}${bandStyle}body{display:flex}nav,aside{flex:none;width:380px;overflow:auto}
main{flex:1;overflow:auto}</style><body><nav></nav><main>${bands(30)}</main><aside></aside>`,
);

/** What scrolls is in a component, and what it shows in the document. */
const component = html(
  () => `<title>A component</title><style>${fixed}${bandStyle}</style><body><div id="content">${bands(30)}</div><script>
content.attachShadow({mode:'open'}).innerHTML='<div style="position:absolute;inset:0;overflow:auto"><slot></slot></div>'</script>`,
);

/** A bar below what scrolls, which is placed between the edges of the window; or which is in rows of fixed heights. */
const aboveBar = html(({ query }) => {
  const placed = `<div style="position:relative;height:100%;overflow:hidden"><div style="position:absolute;inset:0 0 ${BAR}px;overflow:auto">${bands(30)}</div>${bar('position:absolute;bottom:0;left:0;right:0')}</div>`;
  const rows = `<div style="height:100vh;overflow:hidden;display:grid;grid-template-rows:calc(100vh - ${BAR}px) ${BAR}px"><main style="overflow:auto">${bands(30)}</main>${bar()}</div>`;
  return `<title>Above a bar</title><style>${fixed}${bandStyle}</style><body>${query.has('rows') ? rows : placed}`;
});

/** What scrolls stands still in the window, and has a bar that sticks to its top. */
const still = html(
  () => `<title>Still</title><style>${bandStyle}</style><body><div style="position:fixed;inset:0;overflow:auto">
${bar('position:sticky;top:0')}${bands(30)}</div>`,
);

/** Layers at a depth behind groups of one screen each, of whose colour nothing is seen then. */
const depth = html(
  () => `<title>Depth</title><style>body{margin:0}main{height:100vh;overflow:hidden auto;perspective:1px}
.group{position:relative;height:100vh;transform-style:preserve-3d}.back{position:absolute;inset:0;transform:translateZ(-1px) scale(2)}
#rest{height:1000px;background:${css(GREEN)}}</style><body><main><div class="group"><div class="back" style="background:${css(RED)}"></div></div>
<div class="group"><div class="back" style="background:${css(MAGENTA)}"></div></div><div id="rest"></div></main>`,
);

/**
 * A list that draws what its scroller shows, or has room for in the `window`, and hears of that from either. Beside it, at
 * the left, is a strip as high as the window.
 */
const list = html(({ query }) => {
  // What it asks for its height: itself, what is laid over it, the window, or a number that it has noted once.
  const asked = ['placed', 'window', 'noted'].find((one) => query.has(one)) ?? 'list';
  const heights: Readonly<Record<string, string>> = {
    list: 'list.clientHeight',
    placed: 'view.clientHeight',
    window: 'innerHeight',
    noted: 'noted',
  };
  const hear =
    query.has('observed') || asked === 'placed'
      ? `new ResizeObserver(draw).observe(${asked === 'placed' ? 'view' : 'list'})`
      : "addEventListener('resize',draw)";
  return `<title>A list</title><style>${bandStyle}#list{height:100vh;overflow:auto;position:relative}
#view{${asked === 'placed' ? 'position:absolute;top:0;width:100%;height:100%' : ''}}#all{height:${60 * BAND}px;position:relative}
.band{position:absolute;left:0;right:0}
aside{position:absolute;top:0;left:0;width:20px;height:100vh;background:${css(RED)}}</style><body><div id="list"><div id="view"><div id="all"></div></div></div><aside></aside><script>${bandScript}
const noted=innerHeight,draw=()=>{const first=Math.floor(list.scrollTop/${BAND}),end=Math.min(60,first+Math.ceil(${heights[asked]}/${BAND})+1);
all.replaceChildren();for(let n=first;n<end;n++){const b=band(n);b.style.top=n*${BAND}+'px';all.append(b)}};draw();list.onscroll=draw;${hear}</script>`;
});

/** A list of the same kind that the document scrolls. It follows the window, and ends with a bar. */
const listOfWindow = html(
  () => `<title>A list</title><style>${bandStyle}#all{height:${60 * BAND}px;position:relative}.band{position:absolute;left:0;right:0}</style>
<body><div id="all"></div>${bar()}<script>${bandScript}
const draw=()=>{const first=Math.floor(scrollY/${BAND}),end=Math.min(60,first+Math.ceil(innerHeight/${BAND})+1);
all.replaceChildren();for(let n=first;n<end;n++){const b=band(n);b.style.top=n*${BAND}+'px';all.append(b)}};draw();onscroll=draw</script>`,
);

/** Has twenty bands more whenever it becomes higher, for ever. */
const endless = html(
  () => `<title>Endless</title><style>${fixed}${bandStyle}main{height:100%;overflow:auto}</style><body><main></main><script>${bandScript}
const main=document.querySelector('main');let n=0;const more=()=>{for(const end=n+20;n<end;)main.append(band(n++))};
new ResizeObserver(more).observe(main)</script>`,
);

/** Has what makes it scroll only when an image has come, which it asks for once it has loaded. */
const lateApp = html(
  () => `<title>Late</title><style>${fixed}${bandStyle}main{height:100%;overflow:auto}</style><body><main></main><script>${bandScript}
const main=document.querySelector('main');main.append(band(0));const i=new Image(1,1);i.style.cssText='position:absolute;top:0';
i.onload=()=>{for(let n=1;n<60;n++)main.append(band(n))};document.body.append(i);addEventListener('load',()=>{i.src='/slow.svg?ms=600'})</script>`,
);

/** Kept from being scrolled as a whole, or scrolled by a script alone. */
const locked = html(({ query }) => {
  const styles: Readonly<Record<string, string>> = {
    body: 'body{position:fixed;width:100%;overflow:hidden}',
    app: 'body{position:fixed;inset:0;margin:0}#box{height:100%;overflow:auto}#box::after{content:"";position:fixed;top:100%;height:900px;width:100%}',
    cut: 'html,body{height:100%;overflow:hidden}',
    script: 'html,body,#box,#all{height:100%}html,body{overflow:hidden}',
    box: '#box{position:fixed;inset:0;overflow:hidden}',
  };
  const framed = `<iframe style="position:fixed;inset:0;width:100%;height:100%;border:0" src="/bands?height=3000"></iframe>`;
  const move = `document.body.style.height=all.scrollHeight+'px';
(function follow(){all.style.transform='translate3d(0,'+-scrollY+'px,0)';requestAnimationFrame(follow)})()`;
  const by = query.get('by') ?? '';
  return `<title>Locked</title><style>${bandStyle}${styles[by]}</style><body>${query.get('by') === 'frame' ? framed : `<div id="box"><div id="all">${bands(30)}</div></div>`}
<script>const all=document.getElementById('all');${by === 'box' ? move : ''}</script>`;
});

/** Pages whose document does not scroll, and a part of which does or seems to. */
export const scrollers: Readonly<Record<string, Answer>> = {
  '/screens': screens,
  '/slid': slid,
  '/in-margins': inMargins,
  '/by-wheel': byWheel,
  '/screen-part': screenPart,
  '/unseen': unseen,
  '/under-dialog': underDialog,
  '/body-scrolls': html(({ query }) => bodyOf(query.has('root') ? bodyStyle.root : bodyStyle.width)),
  '/body-scrolls-quirks': file('text/html; charset=utf-8', bodyOf(bodyStyle.width)),
  '/panes': panes,
  '/component-scrolls': component,
  '/above-bar': aboveBar,
  '/still': still,
  '/depth': depth,
  '/list': list,
  '/list-of-window': listOfWindow,
  '/endless': endless,
  '/late-app': lateApp,
  '/locked': locked,
};
