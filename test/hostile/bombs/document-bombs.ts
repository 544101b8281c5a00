import { afterLoad, type Bomb, script } from './bomb.ts';

const anyEnd = ['picture', 'page_too_heavy', 'page_unresponsive', 'page_crashed'] as const;
const laughs = (levels: number): string =>
  Array.from({ length: levels }, (_, level) =>
    level === 0
      ? '<g id="l0"><rect width="9" height="9"/></g>'
      : `<g id="l${level}">${`<use href="#l${level - 1}"/>`.repeat(10)}</g>`,
  ).join('');

/** Documents that are too large, too deep or too slow. */
export const documentBombs: readonly Bomb[] = [
  {
    name: 'elements without end',
    page: script("for(;;)document.body.append(document.createElement('p'))"),
    ends: ['page_unresponsive', 'page_too_heavy'],
  },
  {
    name: 'elements that keep coming',
    page: script(
      "setInterval(()=>{const f=document.createDocumentFragment();for(let i=0;i<20000;i++)f.append(document.createElement('p'));document.body.append(f)},1)",
    ),
    options: { fullpage: true },
    ends: anyEnd,
  },
  {
    name: 'half a million nodes',
    page: `<body>${'<i>a</i><b>c</b>'.repeat(125_000)}`,
    options: { fullpage: true, scroll_before_capture: true },
    ends: ['picture', 'page_unresponsive', 'page_too_heavy'],
  },
  {
    name: 'three million nodes that nobody sees',
    page: script(
      "document.body.insertAdjacentHTML('beforeend','<div hidden>'+'<i></i>'.repeat(3e6)+'</div>')",
    ),
    options: { wait_time: 2 },
    ends: ['page_too_heavy', 'page_unresponsive'],
  },
  {
    name: 'elements 1,500 deep, with every option that looks at them',
    page: `<body style="margin:0">${'<div>'.repeat(400)}deep<script>for(let i=0,e=document.body;i<1500;i++){const d=document.createElement('div');e.append(d);e=d}</script>`,
    options: { fullpage: true, scroll_before_capture: true, block_ads: true, dismiss_cookies: 'accept' },
    ends: ['picture'],
  },
  {
    name: 'shadow roots 1,000 deep',
    page: script(
      "for(let i=0,e=document.body;i<1000;i++){const d=document.createElement('div');e.append(d);e=d.attachShadow({mode:'open'})}",
    ),
    options: { fullpage: true, dismiss_cookies: 'accept' },
    ends: ['picture', 'page_unresponsive', 'page_crashed'],
  },
  {
    name: 'elements 100,000 deep',
    page: script(
      "const first=document.createElement('div');for(let i=0,e=first;i<1e5;i++){const d=document.createElement('div');e.append(d);e=d}document.body.append(first)",
    ),
    ends: anyEnd,
  },
  {
    name: 'document.write without end',
    page: script("for(;;)document.write('<p>again '.repeat(100))"),
    ends: ['page_unresponsive', 'page_too_heavy'],
  },
  {
    name: 'a table of 100,000 cells',
    page: `<body><table>${`<tr>${'<td rowspan=3>x'.repeat(100)}`.repeat(1_000)}</table>`,
    options: { fullpage: true },
    ends: ['picture', 'page_unresponsive', 'page_too_heavy'],
  },
  {
    name: 'a billion laughs in SVG',
    page: `<body><svg width="900" height="900">${laughs(9)}<use href="#l8"/></svg>`,
    ends: anyEnd,
    quick: true,
  },
  {
    name: 'filters on filters',
    page: `<body>${'<div style="filter:blur(90px) drop-shadow(0 0 90px red) blur(90px)">'.repeat(60)}<div style="width:3000px;height:3000px;background:red">`,
    ends: anyEnd,
  },
  {
    name: 'layers of 3D',
    page: `<style>div{position:absolute;width:20000px;height:20000px;transform:translateZ(1px);will-change:transform;background:#f002}</style><body>${'<div></div>'.repeat(400)}`,
    options: { fullpage: true },
    ends: anyEnd,
  },
  {
    name: 'a page of 10,000,000 pixels',
    page: '<body style="zoom:8"><div style="height:10000000px;background:linear-gradient(red,blue)">',
    options: { fullpage: true },
    ends: ['picture'],
  },
  { name: 'a title of 100 MB', page: script("document.title='x'.repeat(1e8)"), ends: anyEnd, quick: true },
  {
    name: 'an address of 2 MB that changes',
    page: script("setInterval(()=>{location.hash='x'.repeat(2e6)+Math.random()},5)"),
    ends: anyEnd,
  },
  { name: 'a text of 200 MB', page: script("document.body.append('word '.repeat(4e7))"), ends: anyEnd },
  {
    name: 'images in data: addresses',
    page: script(
      "for(let i=0;i<40;i++){const m=new Image();m.src='data:image/svg+xml,'+'<svg xmlns=\"http://www.w3.org/2000/svg\"/>'+' '.repeat(1e7);document.body.append(m)}",
    ),
    ends: anyEnd,
  },
  {
    name: 'videos by the thousand',
    page: `<body>${'<video src="/film" autoplay muted loop></video>'.repeat(2_000)}`,
    options: { autoplay_videos: true },
    asksFor: '/film',
    ends: ['picture', 'page_unresponsive', 'page_too_heavy'],
  },
  {
    name: '10,000 sheets of paper',
    page: `<body>${'<p style="break-after:page">sheet'.repeat(10_000)}`,
    options: { format: 'pdf' },
    ends: ['picture', 'page_unresponsive', 'result_too_large'],
  },
  {
    name: 'a frame in a frame in a frame',
    page: '<body><iframe src="/frames?n=1"></iframe><iframe src="/frames?n=2"></iframe>',
    asksFor: '/frames',
    ends: anyEnd,
  },
  {
    name: 'cookies by the thousand',
    page: afterLoad("for(let i=0;i<5000;i++)document.cookie='c'+i+'='+'x'.repeat(4000)+';path=/'"),
    options: { wait_time: 1 },
    ends: ['picture', 'page_unresponsive'],
  },
  {
    name: 'fonts by the thousand',
    page: `<style>${Array.from({ length: 3_000 }, (_, index) => `@font-face{font-family:f${index};src:url(/font?${index})}.f${index}{font-family:f${index}}`).join('')}</style><body>${Array.from({ length: 3_000 }, (_, index) => `<b class="f${index}">x</b>`).join('')}`,
    asksFor: '/font',
    ends: ['picture', 'page_unresponsive'],
  },
  {
    name: 'an element of 1,000,000 x 20,000 pixels',
    page: '<body><div id="x" style="width:1000000px;height:20000px;background:red">',
    options: { selector: '#x', format: 'png' },
    ends: ['result_too_large'],
    quick: true,
  },
  {
    name: 'an element of 1,000,000 x 100 pixels',
    page: '<body><div id="x" style="width:1000000px;height:100px;background:red">',
    options: { selector: '#x' },
    ends: ['result_too_large'],
  },
];
