import sharp from 'sharp';
import type { Colour } from '../../support/fixture-site/colours.ts';
import { type Answer, anewEachSecond, file, html, silence } from './page.ts';
import { css, GREEN, RED, redPage, signalPage, turnGreen } from './signal.ts';

const greenPage = (title: string, content = ''): string => signalPage(title, GREEN, content);

const square = (colour: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><path fill="${colour}" d="M0 0h300v300H0z"/></svg>`;

/** Talks to its server for ever. */
const restless = html(() =>
  greenPage(
    'Restless',
    `<script>setInterval(()=>fetch('/pulse').catch(()=>0),50);fetch('/silence').catch(()=>0)</script>`,
  ),
);

const neverLoads = html(() => greenPage('Never loads', '<img src="/silence" alt="" width="1" height="1">'));

/** Puts an image in when it has loaded; the image takes half a second. */
const lateImage = html(({ query }) =>
  redPage(
    'Late image',
    `<div style="height:3000px"></div><script>addEventListener('load',()=>{const i=new Image(300,300);
i.style='position:absolute;left:0;top:${Number(query.get('top') ?? 100)}px';i.src='/late.svg';document.body.append(i)})</script>`,
  ),
);

/** An image of twelve million pixels, which takes its time to be decoded. */
const bigImage = html(() =>
  redPage(
    'Big image',
    '<img src="/big.png" decoding="async" style="display:block;width:100vw;height:100vh" alt="">',
  ),
);
const bigPng: Answer = ({ response }) => {
  const create = { width: 4_000, height: 3_000, channels: 3, background: css(GREEN) } as const;
  void sharp({ create })
    .png()
    .toBuffer()
    .then((bytes) => response.writeHead(200, { 'content-type': 'image/png' }).end(bytes));
};

const dialogs = html(() =>
  redPage('Dialogs', `<script>alert('Hello');confirm('Go on?');prompt('Name?');${turnGreen}</script>`),
);

const printing = html(() => redPage('Printing', `<script>print();${turnGreen}</script>`));

const startsDownload = html(() =>
  redPage(
    'Starts a download',
    `<a href="/archive.zip" download></a><script>document.querySelector('a').click();${turnGreen}</script>`,
  ),
);
const archive: Answer = ({ response }) => {
  response
    .writeHead(200, {
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="archive.zip"',
    })
    .end('not really an archive');
};

const opensWindows = html(() =>
  redPage('Opens windows', `<script>open('/restless');open('/bands');${turnGreen}</script>`),
);

/** Asks its visitors to stay, and sends them on. */
const asksToStay = html(() =>
  redPage(
    'Asks to stay',
    `<script>addEventListener('beforeunload',e=>{e.preventDefault();e.returnValue='Stay?'});
addEventListener('load',()=>{location.href='/arrived'})</script>`,
  ),
);

const arrived = html(() => greenPage('Arrived'));
const reloads = html(() => greenPage('Reloads', anewEachSecond));

/** Turns green `ms` milliseconds after it has loaded. */
const delayed = html(({ query }) =>
  redPage(
    'Delayed',
    `<script>addEventListener('load',()=>setTimeout(()=>{${turnGreen}},${Number(query.get('ms'))}))</script>`,
  ),
);

/** What an app that renders in the browser does: nothing in its document, all by a request after it. */
const hydrated = html(() =>
  redPage('Hydrated', `<script>fetch('/late.svg').then(()=>{${turnGreen}})</script>`),
);

/** Two steps of redirects, by the server. */
const hop: Answer = ({ query, response }) => {
  response.writeHead(302, { location: query.get('to') ?? '/arrived' }).end();
};

/** Moves each time it is asked for. */
const hopForEver: Answer = ({ query, response }) => {
  response.writeHead(302, { location: `/hop-for-ever?n=${Number(query.get('n')) + 1}` }).end();
};

const noContent: Answer = ({ response }) => void response.writeHead(204).end();
/** Takes the connection and ends it without a word. */
const hangUp: Answer = ({ request }) => void request.socket.destroy();

/** Hangs as soon as it has loaded. */
const hangs = html(() =>
  redPage('Hangs', `<script>addEventListener('load',()=>setTimeout(()=>{for(;;);}))</script>`),
);

/** Five times the nodes of the longest documents, none of which is to be seen. */
const overgrown = html(() =>
  redPage(
    'Overgrown',
    `<script>document.body.insertAdjacentHTML('beforeend','<div hidden>'+'<i></i>'.repeat(2.5e6)+'</div>')</script>`,
  ),
);

/** Elements in one another, more deeply than the browser's stack bears when it lays them out. */
const bottomless = html(() =>
  redPage(
    'Bottomless',
    `<script>let at=document.body;for(let i=0;i<6e4;i+=1)at=at.appendChild(document.createElement('div'))</script>`,
  ),
);

/** An element of a million by twenty thousand pixels, with nothing in it. */
const vast = html(() => redPage('Vast', '<div id="vast" style="width:1000000px;height:20000px"></div>'));

/** Its connection breaks off in the middle: less comes than its server announced. */
const brokenOff: Answer = ({ response }) => {
  const whole = `<!doctype html><html lang="en">${greenPage('Broken off', '<p>A paragraph of many.'.repeat(500))}`;
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': whole.length });
  response.write(whole.slice(0, 2_000), () => setTimeout(() => response.destroy(), 100));
};

/** Its image takes `ms` milliseconds. */
const slowImage = html(
  ({ query }) =>
    `<title>Slow image</title><body style="margin:0;background:#fff">
<img src="/slow.svg?ms=${Number(query.get('ms'))}" alt="" width="300" height="300" style="display:block"><p>Text beside it.`,
);

const slowSvg: Answer = (visit) =>
  file('image/svg+xml', square(css(GREEN)), Number(visit.query.get('ms')))(visit);

/** Goes on, once it has loaded, to a page that never answers. */
const toSilence = html(() =>
  greenPage('To silence', `<p>Text<script>addEventListener('load',()=>{location.href='/silence'})</script>`),
);

/** An error page without words, whose image is not there. */
const brokenError = html(
  () => greenPage('Broken error', '<img src="/no-such-image.png" alt="" width="100" height="100"><p>Text'),
  500,
);

/** Text that nobody sees: it waits for somebody to scroll. */
const unseen = html(() => '<title>Unseen</title><body><p style="opacity:0">Text that is to appear later');

/** Ends each second connection that asks for it without a word, the first one too. */
const hangsUpFirst = (): Answer => {
  let asked = 0;
  return ({ request, response, query }) => {
    asked += 1;
    if (asked % 2 === 1) request.socket.destroy();
    else arrived({ request, response, query });
  };
};

/** Turns green within half a second of its load event: by an animation, by a view transition, or with the part named `#there`. */
const entrance = html(({ query }) => {
  const block = (id: string, colour: Colour, style = '') =>
    `<div id="${id}" style="height:2000px;background:${css(colour)};${style}"></div>`;
  const entrances: Readonly<Record<string, string>> = {
    animation: `<style>@keyframes in{from{opacity:0}}</style>${block('here', GREEN, 'animation:in .5s')}`,
    'view-transition': `${block('here', RED)}<script>
addEventListener('load',()=>document.startViewTransition(()=>{here.style.background='${css(GREEN)}'}))</script>`,
    hash: `<style>html{scroll-behavior:smooth}</style>${block('here', RED)}${block('there', GREEN)}`,
  };
  return signalPage('Entrance', RED, entrances[query.get('by') ?? '']);
});

/** What pages do in their lives that gets into the way of a picture. */
export const lifePages: Readonly<Record<string, Answer>> = {
  '/silence': silence,
  // Where the pages of the fixture site find silence.
  '/hang': silence,
  '/pulse': file('text/plain', 'beat'),
  '/late.svg': file('image/svg+xml', square(css(GREEN)), 500),
  '/red.svg': file('image/svg+xml', square(css(RED))),
  '/restless': restless,
  '/never-loads': neverLoads,
  '/late-image': lateImage,
  '/big-image': bigImage,
  '/big.png': bigPng,
  '/dialogs': dialogs,
  '/printing': printing,
  '/starts-download': startsDownload,
  '/archive.zip': archive,
  '/opens-windows': opensWindows,
  '/asks-to-stay': asksToStay,
  '/arrived': arrived,
  '/reloads': reloads,
  '/delayed': delayed,
  '/hydrated': hydrated,
  '/hop': hop,
  '/hop-for-ever': hopForEver,
  '/no-content': noContent,
  '/hang-up': hangUp,
  '/hangs': hangs,
  '/broken-off': brokenOff,
  '/slow-image': slowImage,
  '/slow.svg': slowSvg,
  '/to-silence': toSilence,
  '/broken-error': brokenError,
  '/unseen-text': unseen,
  '/entrance': entrance,
  '/hangs-up-first': hangsUpFirst(),
  '/overgrown': overgrown,
  '/bottomless': bottomless,
  '/vast': vast,
};
