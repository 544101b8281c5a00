import { ruled } from './ruled.ts';

type Page = (query: URLSearchParams) => string;

const target = '<div id="target" style="width:300px;height:200px;background:#0a7d32">here</div>';

/** The element lies in a frame of the same origin, whose corner is at (40, 60), itself 30 pixels in. */
const inFrame: Page = () => `<title>A frame</title><body style="margin:0;background:#ddd">
<iframe srcdoc='<body style="margin:0;padding:30px;background:#fff">${target.replaceAll("'", '&apos;')}' style="position:absolute;left:40px;top:60px;width:500px;height:400px;border:0"></iframe>`;

/** The element lies in an open shadow root. */
const inShadow: Page = () => `<title>A component</title><body style="margin:0;background:#ddd">
<x-card style="display:block;padding:50px"></x-card><script>
document.querySelector('x-card').attachShadow({mode:'open'}).innerHTML=${JSON.stringify(target)}</script>`;

/** The element is higher than what scrolls around it, and lies below what is seen of that. */
const inScroller: Page = () => `<title>A scroller</title><body style="margin:0;background:#ddd">
<main style="height:300px;overflow:auto;background:#fff"><div style="height:500px"></div>
<div id="target" style="width:300px;height:900px;background:linear-gradient(#0a7d32 50%,#1746a2 50%)">here</div></main>`;

/** Nothing for a while, then its content. */
const lateToPaint: Page = (query) => `<title>Late</title><body><script>
addEventListener('load',()=>setTimeout(()=>{document.body.style='margin:0;${ruled}';document.body.innerHTML='<h1 style="margin:0;background:#0a7d32;color:#fff">Here it is</h1>';document.body.style.height='${Number(query.get('height') ?? 200)}px'},${Number(query.get('ms') ?? 500)}))</script>`;

/** A bar is fixed to the top of the window, and the element lies further down. */
const barred: Page = () => `<title>A bar</title><body style="margin:0;height:4000px">
<header style="position:fixed;top:0;left:0;right:0;height:60px;background:#c00"></header><div style="height:1500px"></div>${target}`;

/** An application whose document does not scroll. */
const scrollsInside: Page =
  () => `<title>An application</title><style>html,body{margin:0;height:100%}main{height:100vh;overflow:auto}</style>
<main>${'<p>A line of many</p>'.repeat(200)}</main>`;

/** What the pages of `named` are named after: all that is asked of an element anywhere. */
const properties =
  'style,children,parentElement,shadowRoot,contentDocument,localName,tagName,innerText,classList,id,href,src,type,value,scrollHeight,scrollWidth,clientHeight,clientWidth,clientLeft,clientTop,getRootNode,getBoundingClientRect,getClientRects,getAttribute,hasAttribute,checkVisibility,querySelector,querySelectorAll,scrollIntoView,scrollBy,scrollTo,click,loading,complete,addEventListener,constructor,nodeType'.split(
    ',',
  );

/**
 * Inputs, and images of the document, are named after what elements and documents have themselves, and so stand in its place:
 * in the element, in what cuts it off, in what is fixed, and in what a visitor scrolls.
 */
const named: Page = () => {
  const inputs = properties.flatMap((name) => Array(2).fill(`<input name="${name}" hidden>`)).join('');
  const images = [
    'title',
    'body',
    'fonts',
    'readyState',
    'documentElement',
    'scrollingElement',
    ...properties,
  ]
    .map((name) => `<img name="${name}" hidden>`)
    .join('');
  // The script comes first: after the images, it would find its own document as little as it would a form's style.
  return `<title>Named</title><style>html,body{margin:0;height:100%}</style><body class="x"><script>
const inputs=${JSON.stringify(inputs)};
const form=css=>{const f=document.createElement('form');f.className='x';f.style.cssText=css;return f};
const [app,around,target,fixed]=['height:100vh;overflow:auto','overflow:hidden;height:10px','width:300px;height:200px;background:#0a7d32;content-visibility:auto','position:fixed;left:0;right:0;bottom:0;height:60px;background:#ddd'].map(form);
target.setAttribute('id','target');
app.innerHTML=inputs+'<div style="height:1500px">Above</div>';fixed.innerHTML=inputs+'We use cookies <button type="button">Accept all</button>';
target.innerHTML=around.innerHTML=inputs;document.body.append(app,fixed);app.append(around);around.append(target);
</script>${images}`;
};

/** An element of the size that it is asked for. */
const large: Page = (query) =>
  `<title>Large</title><body style="margin:0"><div id="target" style="width:${query.get('width')}px;height:${query.get('height')}px;background:#0a7d32"></div>`;

/** Pages whose element is to be found, and one that is late. */
export const elementPages: Readonly<Record<string, Page>> = {
  '/element-in-frame': inFrame,
  '/element-in-shadow': inShadow,
  '/element-in-scroller': inScroller,
  '/element-in-named': named,
  '/element-large': large,
  '/late-to-paint': lateToPaint,
  '/barred': barred,
  '/scrolls-inside': scrollsInside,
};
