import { type Answer, html } from './page.ts';
import { css, GREEN, redPage } from './signal.ts';

const green = `document.body.style.background='${css(GREEN)}'`;

/** Green where the expression about the visitor's browser comes to one of `is` (apart by bars); its title says to what. */
const visitor = html(({ query }) => {
  const expressions: Readonly<Record<string, string>> = {
    language: 'navigator.language',
    zone: 'Intl.DateTimeFormat().resolvedOptions().timeZone',
    number: '(1234.5).toLocaleString()',
  };
  const what = expressions[query.get('what') ?? ''] ?? '""';
  return redPage(
    'Visitor',
    `<script>const v=${what};document.title=v;if(${JSON.stringify((query.get('is') ?? '').split('|'))}.includes(v))${green}</script>`,
  );
});

/** Green where the browser says that it is within a hundredth of a degree of `lat` and `lon`. */
const position = html(({ query }) =>
  redPage(
    'Position',
    `<script>navigator.geolocation.getCurrentPosition(({coords:c})=>{document.title=c.latitude+','+c.longitude;
if(Math.abs(c.latitude-(${Number(query.get('lat'))}))<.01&&Math.abs(c.longitude-(${Number(query.get('lon'))}))<.01)${green}},
e=>{document.title=e.message})</script>`,
  ),
);

/** Green where the language that the browser asks its servers for first is `is`. */
const acceptLanguage = html(({ query, request }) => {
  const [first] = (request.headers['accept-language'] ?? '').split(/[,;]/);
  return redPage(`${first}`, first === query.get('is') ? `<script>${green}</script>` : '');
});

/** Pages that ask where their visitors are. */
export const regionPages: Readonly<Record<string, Answer>> = {
  '/visitor': visitor,
  '/position': position,
  '/accept-language': acceptLanguage,
};
