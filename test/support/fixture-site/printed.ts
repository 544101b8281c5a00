/** Pages that show what becomes of a page on paper. */

type Page = (query: URLSearchParams) => string;

/** Green on a screen and red in print, with a heading, text and links. */
const article: Page = () => `<title>A page to print – déjà vu</title>
<style>body{margin:0;font:16px/24px sans-serif}a{margin-right:40px}
@media screen{body{background:#00c000}}@media print{body{background:#c00000}}</style>
<body><div>First line of the page</div><h1>A heading</h1>
<a href="https://example.com/deep?x=1#y">Away</a><a href="/small">Nearby</a><a href="#end">Down</a>
<p id="end">The end</p>`;

/** Wants a paper of its own, turned and without margins. */
const ownPaper: Page = () => `<title>Own paper</title>
<style>@page:first{size:A5 landscape;margin:0}body{margin:0;background:#00c000}</style><body>Text`;

/** Cannot be narrower than `width`, and ends with a word at its right edge; `cut`: nobody can scroll there. */
const wide: Page = (query) => `<title>Wide</title>
<style>html{overflow-x:${query.has('cut') ? 'hidden' : 'visible'}}body{margin:0}
div{width:${query.get('width') ?? 1_280}px;text-align:right}</style><body>${query.has('cut') ? '<p>Start</p>' : ''}<div>Edge</div>`;

/** Has a bar that stays at the top of the window, and text for several sheets. */
const fixedBar: Page = () => `<title>Fixed bar</title>
<style>body{margin:0}nav{position:fixed;top:0;left:0;right:0}section{height:3000px;padding-top:40px}</style>
<body><nav>Menu</nav><section>Text</section><section>More</section>`;

/** What pages have outside their windows, and in front of them, by name. The text beneath is Text and More. */
const aside: Readonly<Record<string, string>> = {
  drawer:
    '<aside style="position:fixed;top:0;right:0;width:400px;height:100%;transform:translateX(100%)">Cart</aside>',
  sheet: '<aside style="position:fixed;left:0;right:0;bottom:-260px;height:260px">Cart</aside>',
  'cut menu':
    '<style>html{overflow-x:hidden}</style><aside style="position:absolute;top:0;right:0;width:320px;transform:translateX(100%)">Cart</aside>',
  'drawer of a page from the right':
    '<script>document.dir="rtl"</script><aside style="position:fixed;top:0;right:0;width:400px;height:100%;transform:translateX(100%)">Cart</aside>',
  'menu of a page from the right':
    '<script>document.dir="rtl"</script><aside style="position:absolute;top:0;right:-320px;width:300px">Cart</aside>',
  menu: '<aside style="position:absolute;top:0;left:100%;width:320px">Cart</aside>',
  'menu that opens':
    '<nav style="position:relative"><ul style="position:absolute;left:0;width:1400px;visibility:hidden">Cart</ul></nav>',
  hint: '<div style="position:relative"><i style="position:absolute;left:600px;width:400px;opacity:0"><b>Cart</b></i></div>',
  shadow: `<x-bar></x-bar><script>document.querySelector('x-bar').attachShadow({mode:'open'}).innerHTML=
'<div style="position:fixed;bottom:0">Seen</div>'</script>`,
  bar: '<style>body{position:relative}</style><aside style="position:fixed;left:0;right:0;bottom:0;background:#080">Seen</aside>',
  'bar of styles':
    '<style>body::after{content:"Seen";position:fixed;left:50px;bottom:0}section{position:relative}section::before{content:"Cart";position:fixed;top:100%}</style>',
  dialog: '<dialog>Seen</dialog><script>document.querySelector("dialog").showModal()</script>',
};
const asideOf: Page = (query) => `<title>Aside</title><style>body{margin:0;font:16px/24px sans-serif}
section{height:3000px;padding-top:40px}</style><body>${aside[query.get('what') ?? '']}<section>Text</section><section>More</section>`;

/** What stands on paper as it does in a window, or below that: Text, More and End. */
const kept: Readonly<Record<string, string>> = {
  body: '<style>html,body{height:100%}body{overflow-x:hidden;overflow-y:auto}</style><section>Text</section><section>More</section>End',
  gradient: `<svg style="position:fixed;width:0;height:0"><defs><linearGradient id="g"><stop stop-color="#00c000"/></linearGradient></defs></svg>
<svg width="400" height="200"><path fill="url(#g)" d="M0 0h400v200H0z"/></svg><section>Text</section><section>More</section>End`,
  moving:
    '<div style="will-change:transform"><section>Text</section><section>More</section><aside style="position:fixed;bottom:0">End</aside></div>',
  unknown: `<style>card{display:block;overflow:hidden;height:200px;background:linear-gradient(#eee,#ddd) fixed}card+card{position:fixed;inset:0;height:auto;opacity:0}</style>
<section>Text</section><section>More</section>End<script>for(let n=0;n<2;n++)document.body.prepend(document.createElementNS('urn:x','card'))</script>`,
  half: '<div style="width:50%"><div style="width:700px;margin-left:100%;text-align:right">Edge</div></div>',
};
const keptOf: Page = (query) =>
  `<title>Kept</title><style>body{margin:0}section{height:1500px}</style><body>${kept[query.get('what') ?? '']}`;

/** What covers the window, by name: green, and with text of two sheets. */
const cover: Readonly<Record<string, string>> = {
  below: '<div style="position:fixed;inset:0;background:#00c000;z-index:-1"></div>',
  'in front of nothing':
    '<div><div style="position:fixed;inset:0;background:#00c000;pointer-events:none"><canvas></canvas></div></div>',
  above: '<div style="position:fixed;inset:0;background:#00c000;z-index:1"></div>',
};
const coverOf: Page = (
  query,
) => `<title>Cover</title><style>body{margin:0;font:16px/24px sans-serif}</style><body>
${cover[query.get('what') ?? '']}<main style="position:relative;height:1600px">Text</main>`;

/** What reaches over the edge of a window that cuts it off there. Text is at the top, and More on the second sheet. */
const beside: Readonly<Record<string, string>> = {
  ball: '<style>body{overflow-x:hidden}</style><div style="position:absolute;right:-350px;top:100px;width:600px;height:600px;background:#00c000"></div>',
  row: `<style>html{overflow-x:clip}</style><div style="display:flex;width:max-content">${'<div style="width:200px;height:300px;background:#00c000;margin-left:5px"></div>'.repeat(8)}</div>`,
  'a body that scrolls':
    '<style>html,body{height:100%;overflow-x:hidden}</style><div style="position:absolute;right:-350px;top:100px;width:600px;height:600px;background:#00c000"></div>',
  'a narrow body':
    '<style>body{overflow-x:hidden;max-width:400px;margin:0 auto}</style><div style="width:100vw;height:300px;margin-left:calc(50% - 50vw);background:#00c000"></div>',
  'a narrow sheet of paper':
    '<style>html{background:#ccc}body{overflow-x:hidden;max-width:400px;margin:0 auto;background:#fff}</style><div style="width:900px;height:300px"></div>',
  'a ball of a page from the right':
    '<script>document.dir="rtl"</script><div style="position:absolute;right:-350px;top:100px;width:600px;height:600px;background:#00c000"></div>',
  'a bar': '<div style="position:fixed;top:100px;left:0;width:1000px;height:300px;background:#00c000"></div>',
};
const besideOf: Page = (query) =>
  `<title>Beside</title><style>body{margin:0;font:16px/24px sans-serif}</style><body>Text${beside[query.get('what') ?? '']}
<b style="position:absolute;bottom:0;left:0">Low</b><div style="height:1300px"></div>More`;

/** An app that cuts off what lies beside it, and scrolls sideways within. */
const sideways: Page = () => `<title>Sideways</title><style>html,body{height:100%;margin:0;overflow:hidden}
main{height:100vh;overflow:auto}</style><main><div style="width:1000px;height:3000px;text-align:right">Edge</div></main>`;

const longLine = `Start ${'of a line '.repeat(12)}End`;
/** What a visitor scrolls sideways in a page, by name. */
const rows: Readonly<Record<string, string>> = {
  code: `<pre style="overflow-x:auto">${longLine}</pre>`,
  table: `<div style="overflow-x:auto"><table><tr>${'<td style="white-space:nowrap;padding:0 2px">a column of it</td>'.repeat(11)}<td>End</table></div>`,
  'numbered code': `<div style="overflow-x:auto"><table><tr><td><pre>1\n22</pre><td><pre>${longLine}\nLast</pre></table></div>`,
  cards: `<div style="overflow-x:auto;display:flex">${'<div style="flex:none;width:300px;height:200px">Card</div>'.repeat(4)}</div>`,
  'a grid of two parts': `<div><div style="overflow-x:hidden"><table style="width:1300px"><tr><th>Head</table></div>
<div style="overflow-x:auto;height:90px"><table style="width:1300px"><tr><td>Cell</table></div></div>`,
};
const rowOf: Page = (query) =>
  `<title>Row</title><style>body{font:16px/24px sans-serif}pre{font:16px/24px monospace}</style><body>${rows[query.get('what') ?? '']}`;

/** Wider than paper, with bars that go with the window. */
const wideBars: Page = () => `<title>Wide bars</title><style>body{position:relative;min-width:1200px;margin:0}
nav{position:fixed;left:0;right:0;text-align:right}</style><body><nav style="top:0">Head</nav>
<nav style="bottom:0">Foot</nav><section style="height:3000px">Text</section>`;

/** Can be light or dark, by what says so: green where it is dark, and red where it is light. */
const schemes: Readonly<Record<string, string>> = {
  root: '<style>:root{color-scheme:light dark}</style>',
  document: '<meta name="color-scheme" content="light dark">',
  part: '<style>main{color-scheme:dark light}</style>',
  neither: '<style>:root{color-scheme:light}</style>',
};
const schemeOf: Page = (query) => `<title>Scheme</title>${schemes[query.get('what') ?? '']}
<style>body{margin:0}main{height:500px;background:light-dark(#c00000,#00c000)}</style><main>Text</main>`;

/** As wide as paper, with a background that is fixed to the window: green, and red at its lower right. */
const attached: Page = () => `<title>Attached</title><style>body{margin:0}main{height:500px;background:
linear-gradient(90deg,transparent 80%,#c00000 80%) 0 250px no-repeat fixed,linear-gradient(#00c000,#00c000) fixed}</style><main>Text</main>`;

/** Cards that cross the ends of sheets, by how they are laid out, with End below them. */
const cards: Readonly<Record<string, string>> = {
  'that cut off what is in them': `main{display:grid;grid-template-columns:1fr 1fr;gap:12px}main>*{border:1px solid;overflow:hidden}
section{padding:12px}img{aspect-ratio:4/3}`,
  'that are columns': `main{display:flex;flex-wrap:wrap;gap:16px;padding:16px}main>*{flex:0 0 calc(50% - 8px)}
section{border:2px solid;display:flex;flex-direction:column;height:100%}img{break-inside:avoid;aspect-ratio:4/3}`,
};
const cardsOf: Page = (
  query,
) => `<title>Cards</title><style>body{margin:0;font:16px sans-serif}img{display:block;width:100%}
${cards[query.get('what') ?? '']}</style><body><div style="height:${query.get('above') ?? 0}px"></div><main>${`<div><section><img src="/red.svg" alt="">
<h3>First</h3><p>${'Lorem ipsum dolor sit amet '.repeat(8)}</p><p>Third</p></section></div>`.repeat(
  12,
)}</main><p>End</p>`;

/** A table of three sheets. */
const table: Page =
  () => `<title>Table</title><style>body{font:16px/24px sans-serif}td{height:90px}</style><table><thead><tr><th>Head</thead>
${'<tr><td>Cell'.repeat(30)}<tfoot><tr><td>Foot</tfoot></table>`;

/** Has a dialog in front of it whose ground is laid out by what is around it, once there is no window any more. */
const overlaid: Page =
  () => `<title>Overlaid</title><style>body{margin:0}#root{position:relative;padding:200px}</style>
<body><div id="root"><section style="height:3000px">Text</section><div style="position:fixed;inset:0;display:grid;place-items:center">
<b>Seen</b></div></div>`;

/** Draws on canvases by `kind`, and has one on which nothing is drawn. */
const canvas: Page = (
  query,
) => `<title>Canvas</title><body>Text<canvas id="drawn"></canvas><canvas></canvas><script>
${query.get('kind') === 'gl' ? "drawn.getContext('webgl')" : "drawn.getContext('2d').fillRect(0,0,99,99)"}</script>`;

/** Its picture is red where the window is as narrow as paper, and blue elsewhere. */
const responsive: Page = () => {
  const blue = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><path fill="#00f" d="M0 0h300v300H0z"/></svg>')}`;
  return `<title>Responsive</title><body style="margin:0"><picture>
<source media="(max-width:800px)" srcset="/red.svg"><img src="${blue}" style="display:block" alt=""></picture>`;
};

export const printed: Readonly<Record<string, Page>> = {
  '/article': article,
  '/own-paper': ownPaper,
  '/wide': wide,
  '/fixed-bar': fixedBar,
  '/aside': asideOf,
  '/kept': keptOf,
  '/cover': coverOf,
  '/beside': besideOf,
  '/sideways': sideways,
  '/row': rowOf,
  '/wide-bars': wideBars,
  '/table': table,
  '/cards': cardsOf,
  '/attached': attached,
  '/scheme': schemeOf,
  '/overlaid': overlaid,
  '/canvas': canvas,
  '/responsive': responsive,
};
