import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, file, html } from './page.ts';
import { css, GREEN, RED, signalPage } from './signal.ts';

// 0.2 s of red and 2 s of green, with a tone: VP8 and Opus.
const film = readFileSync(join(import.meta.dirname, 'film.webm'));

/** Green where all the media features of `want` (apart by commas) hold. */
const media = html(({ query }) => {
  const conditions: Readonly<Record<string, string>> = {
    dark: '(prefers-color-scheme:dark)',
    light: '(prefers-color-scheme:light)',
    still: '(prefers-reduced-motion:reduce)',
    moving: '(prefers-reduced-motion:no-preference)',
    print: 'print',
    screen: 'screen',
  };
  const wanted = (query.get('want') ?? '').split(',').map((name) => conditions[name] ?? 'not all');
  const green = `body{background:${css(GREEN)} !important}`;
  const rules = wanted.reduceRight((inner, condition) => `@media ${condition}{${inner}}`, green);
  return `${signalPage('Media', RED)}<style>${rules}</style>`;
});

/** Green, until a script has run; tells by an element of its own that scripts do not. */
const scriptless = html(
  () => `<title>Scriptless</title><body style="margin:0;background:${css(GREEN)}">
<noscript><div style="height:100px;background:#fff"></div></noscript>
<script>document.body.style.background='${css(RED)}'</script>`,
);

const filmPage = html(
  ({ query }) => `<title>Film</title><body style="margin:0;background:#000">
<video src="/film.webm" autoplay playsinline ${query.has('muted') ? 'muted' : ''}
style="display:block;width:100vw;height:100vh;object-fit:fill"></video>`,
);

const plainFilm =
  '<video src="/film.webm" playsinline style="display:block;width:100vw;height:100vh;object-fit:fill"></video>';

/** A film in a frame of the same origin, one in a frame of none, and one in a component. */
const innerFilms = html(
  () => `<title>Inner films</title><style>body{margin:0;background:#000}
iframe,div{float:left;border:0;width:400px;height:600px;overflow:hidden}</style><body>
<iframe src="/plain-film"></iframe><iframe src="/plain-film" sandbox></iframe><div></div>
<script>document.querySelector('div').attachShadow({mode:'open'}).innerHTML='${plainFilm}'</script>`,
);

/** Pages that look different to different visitors. */
export const mediaPages: Readonly<Record<string, Answer>> = {
  '/media': media,
  '/scriptless': scriptless,
  '/film': filmPage,
  '/plain-film': html(() => `<title>Plain film</title><body style="margin:0">${plainFilm}`),
  '/inner-films': innerFilms,
  '/film.webm': file('video/webm', film),
};
