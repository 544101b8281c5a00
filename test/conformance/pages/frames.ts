import { otherSite } from './other-site.ts';
import { type Answer, html, type Visit } from './page.ts';
import { block, sentence } from './paper.ts';
import { css, GREEN, MAGENTA, RED, turnGreen } from './signal.ts';

/** Between a start as high as the window and a frame of another site, in CSS pixels, and how high the frame is. */
export const GAP = 780;
export const FRAME_HEIGHT = 300;
/** The same of one that the window's edge holds. */
export const HELD_HEIGHT = 100;
/** How high the window is that a picture 320 wide is taken in. */
export const WINDOW = 180;

const otherFrame = (
  { request, query }: Visit,
  { width, height }: { readonly width: string; readonly height: number } = {
    width: '100%',
    height: FRAME_HEIGHT,
  },
): string => {
  const source = `http://${otherSite(request.headers.host ?? '')}/framed?${query}`;
  return `<iframe src="${source}" style="display:block;border:0;width:${width};height:${height}px"></iframe>`;
};

/** What else than an <iframe> of a fixed height such a frame may be: each FRAME_HEIGHT high in a window of WINDOW, but for `many`. */
const otherKinds = (visit: Visit): Readonly<Record<string, string>> => {
  const source = `http://${otherSite(visit.request.headers.host ?? '')}/framed?${visit.query}`;
  const style = `style="display:block;border:0;width:100%;height:${FRAME_HEIGHT}px"`;
  const asWindow = `calc(100vh + ${FRAME_HEIGHT - WINDOW}px)`;
  const inside = JSON.stringify(otherFrame(visit));
  return {
    object: `<object data="${source}" ${style}></object>`,
    embed: `<embed type="text/html" src="${source}" ${style}>`,
    closed: `<x-part></x-part><script>document.querySelector('x-part').attachShadow({mode:'closed'}).innerHTML=${inside}</script>`,
    window: `<iframe src="${source}" style="display:block;border:0;width:100%;height:${asWindow}"></iframe>`,
    flexible: `<div style="display:flex;flex-direction:column;height:${asWindow}">
      <iframe src="${source}" style="border:0;flex:1;min-height:10vh"></iframe></div>`,
    moving: `<style>iframe{display:block;border:0;width:100%;transition:all .3s;height:0;min-height:${FRAME_HEIGHT}px}</style><iframe src="${source}"></iframe>`,
    variable: `<div style="--f:1;display:flex;flex-direction:column;height:${FRAME_HEIGHT}px">
      <iframe src="${source}" style="border:0;flex:var(--f)"></iframe></div>`,
    bare: `<style>iframe{border:0;width:100%;height:50px}iframe:not([style]){display:block;height:${FRAME_HEIGHT}px}</style><iframe src="${source}"></iframe>`,
    cut: `<div style="height:${asWindow};overflow:hidden"><iframe src="${source}" style="border:0;width:100%;height:150%"></iframe></div>`,
    // In a frame of the page's own.
    nested: `<iframe src="/other-site?${visit.query}" ${style}></iframe>`,
    // The second is cut off altogether, as in a slider.
    slider: `<div style="display:flex;overflow:hidden">${otherFrame(visit).replace('display:block', 'flex:none')}${otherFrame(visit).replace('display:block', 'flex:none')}</div>`,
    many: otherFrame(visit, { width: '100%', height: 20 }).repeat(45),
  };
};

/** In the middle of whatever window there is. */
const middle = `<div style="position:fixed;left:0;right:0;top:50%;height:60px;background:${css(MAGENTA)}"></div>`;

/** Pages with a frame of another site, and that. */
export const framePages: Readonly<Record<string, Answer>> = {
  // In the first window.
  '/other-site': html(
    (visit) => `<title>Another site’s frame</title><body style="margin:0">${otherFrame(visit)}`,
  ),
  // Far below it, under a start that is as high as the window.
  '/other-site-below': html(
    (visit) => `<title>Another site’s frame, below</title><body style="margin:0">
      ${visit.query.has('middle') ? middle : ''}<div style="height:100vh;background:#0a3069"></div><div style="height:${GAP}px"></div>
      ${otherFrame(visit)}<div style="height:400px;background:#0a3069"></div>`,
  ),
  // The same, and the frame is of another kind.
  '/other-site-as': html((visit) => {
    const frame = otherKinds(visit)[visit.query.get('kind') ?? ''] ?? '';
    return `<title>Another site’s frame, of another kind</title><body style="margin:0"><div style="height:100vh;background:#0a3069"></div>
      <div style="height:${GAP}px"></div>${frame}<div style="height:400px;background:#0a3069"></div>`;
  }),
  // Held by the window's lower edge, as the box of a chat is; the page is higher.
  '/other-site-held': html(
    (
      visit,
    ) => `<title>Another site’s frame, held</title><body style="margin:0"><div style="height:1500px"></div>
      <div style="position:fixed;left:0;right:0;bottom:0">${otherFrame(visit, { width: '100%', height: HELD_HEIGHT })}</div>`,
  ),
  // The same in a component.
  '/other-site-in-component': html(
    (
      visit,
    ) => `<title>Another site’s frame, in a component</title><body style="margin:0"><div style="height:1500px"></div>
      <x-part style="display:block;position:sticky;top:0"></x-part><div style="height:400px"></div><script>
      document.querySelector('x-part').attachShadow({mode:'open'}).innerHTML=${JSON.stringify(otherFrame(visit))}</script>`,
  ),
  // In place of the block of /letter.
  '/other-site-in-letter': html(
    (visit) => `<title>Letter</title><style>body{margin:0;font:16px/24px sans-serif}</style><body>
      ${otherFrame(visit, { width: `${block.width}px`, height: block.height })}<p>${sentence}</p>`,
  ),
  // Red until what the case is about is so: when it is drawn, or what `?want` says.
  '/framed': html(({ query }) => {
    const want = query.get('want') ?? 'drawn';
    const medium = {
      print: 'print',
      still: '(prefers-reduced-motion:reduce)',
      fine: '(min-resolution:2dppx)',
      finer: '(min-resolution:3.75dppx)',
    }[want];
    const rule = medium === undefined ? '' : `@media ${medium}{body{background:${css(GREEN)} !important}}`;
    const scripts: Readonly<Record<string, string>> = {
      drawn: `requestAnimationFrame(()=>requestAnimationFrame(()=>${turnGreen}))`,
      scriptless: `document.body.style.background='${css(RED)}'`,
      place: `if(navigator.language==='fr-FR'&&Intl.DateTimeFormat().resolvedOptions().timeZone==='Europe/Paris'
        &&(1.5).toLocaleString()==='1,5')${turnGreen}`,
      busy: `addEventListener('load',()=>setTimeout(()=>{for(;;);},0))`,
      stopped: `let n=0;setInterval(()=>document.body.style.background='hsl('+(n+=40)+' 80% 50%)',20)`,
    };
    const start = want === 'scriptless' ? GREEN : RED;
    return `<title>Framed</title><style>body{margin:0;background:${css(start)}}${rule}</style><body>
      <p style="position:absolute;left:0;bottom:0;margin:0">A frame</p><script>${scripts[want] ?? ''}</script>`;
  }),
};
