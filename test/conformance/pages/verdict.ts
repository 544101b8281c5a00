import { type Answer, file, html } from './page.ts';
import { css, GREEN } from './signal.ts';

/** Images that come, and images that are not there: `good` and `broken` say how many. */
const images = html(({ query }) => {
  const many = (count: number, src: string) =>
    Array.from(
      { length: count },
      (_, index) => `<img src="${src}?${index}" width="100" height="100" alt="">`,
    ).join('');
  return `<title>Images</title><body style="background:#fff">
${many(Number(query.get('good')), '/tile.svg')}${many(Number(query.get('broken')), '/no-such-image.png')}<p>Text beside them.`;
});

const blank = html(() => '<title>Blank</title><body style="margin:0;background:#fff">');

const missing = html(
  () => `<title>Not found</title><body style="margin:0;background:${css(GREEN)}"><h1>404</h1>`,
  404,
);

const broken = html(
  () => `<title>Broken</title><body style="margin:0;background:${css(GREEN)}"><h1>500</h1>`,
  500,
);

/** A log: 400 lines of text, 20 CSS pixels each, which is the period of many things that look at a picture. */
const log = html(() => {
  const line = (index: number) => `request ${index} served by worker ${index % 7}, all of it fine`;
  return `<title>Log</title><style>body,pre{margin:0}pre{font:14px/20px monospace}</style><body><pre>${Array.from(
    { length: 400 },
    (_, index) => line(index),
  ).join('\n')}</pre>`;
});

/** A few words in a document that is a drawing. */
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720"><text x="20" y="60">A few words</text></svg>';

/** Nothing but an image, which the page asks for once it has loaded and has 3.6 s later. */
const lateImage = html(
  () => `<title>Late</title><body style="margin:0"><script>addEventListener('load',()=>{const i=new Image(300,200)
i.src='/later.svg';document.body.append(i)})</script>`,
);
const lateSvg = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200" fill="${css(GREEN)}"/></svg>`;

/** What a well-known protection against robots shows to those that it takes for one. */
const challenge: Answer = (visit) => {
  visit.response.setHeader('cf-mitigated', 'challenge');
  visit.response.setHeader('server', 'cloudflare');
  html(
    () => `<title>Just a moment...</title><body><div class="main-wrapper"><h1>example.com</h1>
<h2 id="challenge-running">Verifying you are human. This may take a few seconds.</h2><div id="challenge-stage"></div>
<noscript>Enable JavaScript and cookies to continue</noscript></div>
<script>window._cf_chl_opt={cType:'managed'}</script><script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>`,
    403,
  )(visit);
};

/** Pages whose picture is right, and yet not what its caller hoped for. */
export const verdictPages: Readonly<Record<string, Answer>> = {
  '/images': images,
  '/blank': blank,
  '/log': log,
  '/drawing.svg': file('image/svg+xml', drawing),
  '/later-image': lateImage,
  '/later.svg': file('image/svg+xml', lateSvg, 3_600),
  '/missing': missing,
  '/broken': broken,
  '/challenge': challenge,
};
