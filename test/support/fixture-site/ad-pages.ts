type Page = (query: URLSearchParams) => string;

/** Colours as CSS names them: the ground, what the page itself shows, and what advertisements show. */
export const adColours = { ground: [255, 255, 255], own: [30, 90, 200], ad: [255, 0, 255] } as const;

const css = (colour: readonly number[]): string => `rgb(${colour.join(' ')})`;
const box = (id: string, top: number, inside: string): string =>
  `<div id="${id}" style="position:absolute;left:0;top:${top}px;width:400px;height:100px">${inside}</div>`;

/**
 * Its own picture at 0, and below it each 100 px: an advertisement as an image, as a frame, one that is put in by an
 * advertiser's script, and a box for one. `at`: another host of this site; its title counts what
 * has run and loaded.
 */
const ads: Page = (query) => {
  const at = query.get('at') ?? '';
  return `<title>ads:</title><style>body{margin:0}img,iframe{display:block;border:0;width:400px;height:100px}
.sponsored-box{background:${css(adColours.ad)};height:100px}</style><body>
<script>const note=(what)=>{document.title+=' '+what}</script>
${box('own', 0, '<img src="/own.svg" alt="" onload="note(\'own\')">')}
${box('image', 100, '<img src="/banners/728x90.svg" alt="Advertisement" onload="note(\'image\')">')}
${box('frame', 200, `<iframe src="${at}/adframe?with=pixel" title=""></iframe>`)}
${box('script', 300, '')}
<script src="/adserver/show.js"></script>
<script src="http://tags.ads.example/tag.js"></script>
<img src="http://pixel.counter.example/1.gif" alt="" style="position:absolute;left:500px;width:1px;height:1px">
${box('empty', 400, '<div class="sponsored-box"></div>')}
${box('inner', 500, `<iframe src="${at}/ads/content" title=""></iframe>`)}
<script>new Worker(URL.createObjectURL(new Blob(["fetch('"+location.origin+"/adserver/worker').catch(()=>0).then(()=>postMessage(0))"]))).onmessage=()=>note('worker')</script>`;
};

const solid = (colour: readonly number[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100"><path fill="${css(colour)}" d="M0 0h400v100H0z"/></svg>`;

/** What is fetched by these pages and is none, by path: its type and content. */
export const adFiles: Readonly<Record<string, readonly [type: string, content: string]>> = {
  '/own.svg': ['image/svg+xml', solid(adColours.own)],
  '/banners/728x90.svg': ['image/svg+xml', solid(adColours.ad)],
  '/adserver/show.js': [
    'text/javascript',
    `document.querySelector('#script').innerHTML='<div style="height:100px;background:${css(adColours.ad)}"></div>';note('script')`,
  ],
  '/adserver/worker': ['text/plain', 'worker'],
};

const adFrame: Page = () => `<title>Ad</title><body style="margin:0;background:${css(adColours.ad)}">`;

/** What a page is shown in a frame: its own content, and an advertisement as an image and in a box below it. */
const content: Page =
  () => `<title>Content</title><style>body{margin:0;background:${css(adColours.own)}}</style>
<body><div class="sponsored-box" style="position:absolute;left:200px;width:200px;height:100px;background:${css(adColours.ad)}"></div>
<img src="/adserver/inner.gif" alt="">`;

/** The pages with advertisements, by path. */
export const adPages: Readonly<Record<string, Page>> = {
  '/ads': ads,
  '/adframe': adFrame,
  '/ads/content': content,
};
