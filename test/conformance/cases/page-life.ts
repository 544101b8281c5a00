import { asWideAs } from '../checks/as-wide-as.ts';
import { checked } from '../checks/checked.ts';
import { filled } from '../checks/filled.ts';
import { pixel } from '../checks/pixel.ts';
import { shows } from '../checks/shows.ts';
import { signals } from '../checks/signals.ts';
import { size } from '../checks/size.ts';
import { told } from '../checks/told.ts';
import { unwarned, warned } from '../checks/warned.ts';
import { casesOf } from '../conformance-case.ts';
import { GREEN } from '../pages/signal.ts';
import { webFontWidth } from './web-font-width.ts';

const png = { format: 'png' };
const green = shows(size(1280, 720), signals(GREEN));

export const pageLifeCases = casesOf('page life', [
  { name: 'a network that is never idle', page: '/restless', options: png, judge: green, quick: true },
  {
    name: 'a page that never fires load: photographed, with a warning',
    page: '/never-loads',
    options: png,
    judge: shows(signals(GREEN), warned(/load/)),
    seconds: 12,
  },
  {
    name: 'a head that waits for a style sheet for ever: photographed, with a warning',
    page: '/blocked?by=style',
    options: png,
    judge: shows(filled([27, 94, 32]), warned(/./)),
    seconds: 12,
  },
  {
    name: 'wait_time',
    page: '/delayed?ms=700',
    options: { ...png, wait_time: 1 },
    judge: green,
    proves: 'wait_time',
    quick: true,
  },
  ...[
    { name: 'an animation of its parts', page: '/entrance?by=animation' },
    { name: 'a view transition', page: '/entrance?by=view-transition' },
    { name: 'the smooth way to the part that its address names', page: '/entrance?by=hash#there' },
  ].map(({ name, page }) => ({
    name: `without wait_time: ${name} has come to its end`,
    page,
    options: png,
    judge: shows(filled(GREEN, { top: 100 })),
    quick: page === '/entrance?by=animation',
  })),
  {
    name: 'an image that a script puts in late is waited for',
    page: '/late-image',
    options: png,
    judge: shows(pixel(150, 250, GREEN)),
    quick: true,
  },
  {
    name: 'an image that a script puts in late is waited for, far down a whole page',
    page: '/late-image?top=2500',
    options: { ...png, fullpage: true },
    judge: shows(pixel(150, 2_650, GREEN)),
  },
  {
    name: 'a large image is decoded before the picture is taken',
    page: '/big-image',
    options: png,
    judge: green,
  },
  {
    name: 'a font of the web that comes late',
    page: '/web-font?src=/late.woff2',
    options: png,
    judge: shows(asWideAs(webFontWidth)),
  },
  {
    name: 'a font of the web that never comes: bounded, with a warning',
    page: '/web-font?src=/never.woff2',
    options: png,
    judge: shows(size(1280, 720), pixel(5, 60, GREEN), warned(/font/i)),
    seconds: 12,
  },
  {
    name: 'an app that renders in the browser',
    page: '/hydrated',
    options: { ...png, wait_time: 1 },
    judge: green,
  },
  { name: 'dialogs', page: '/dialogs', options: png, judge: green, seconds: 10, quick: true },
  { name: 'print()', page: '/printing', options: png, judge: green, seconds: 10 },
  { name: 'a download that the page starts', page: '/starts-download', options: png, judge: green },
  { name: 'windows that the page opens', page: '/opens-windows', options: png, judge: green },
  {
    name: 'a page that asks its visitors to stay',
    page: '/asks-to-stay',
    options: png,
    judge: shows(signals(GREEN), told({ title: 'Arrived' })),
    seconds: 12,
  },
  {
    name: 'redirects by the server: the page that they end at',
    page: '/hop?to=/hop',
    options: png,
    judge: shows(signals(GREEN), told({ title: 'Arrived', httpStatus: 200 })),
    quick: true,
  },
  {
    name: 'a redirect by script: the page that it leads to',
    page: '/send-on?to=/arrived',
    options: png,
    judge: shows(signals(GREEN), told({ title: 'Arrived' })),
  },
  {
    name: 'a meta refresh at once: the page that it leads to',
    page: '/send-on?to=/arrived&delay=0',
    options: png,
    judge: shows(signals(GREEN), told({ title: 'Arrived' })),
    seconds: 12,
  },
  {
    name: 'a page that loads itself anew each second',
    page: '/reloads',
    options: { ...png, wait_time: 2 },
    judge: green,
  },
  {
    name: 'a page whose connection breaks off is said to be cut',
    page: '/broken-off',
    options: png,
    judge: shows(
      pixel(1_200, 700, GREEN),
      checked({ truncated: true, still_loading: false }),
      warned(/broke off/),
    ),
    quick: true,
  },
  {
    name: 'a page that finishes loading while wait_time runs is not said to be loading',
    page: '/slow-image?ms=7500',
    options: { ...png, wait_time: 3 },
    judge: shows(pixel(150, 150, GREEN), checked({ still_loading: false, images_decoded: 1 }), unwarned),
    seconds: 14,
  },
  {
    name: 'a page on its way to one that never answers: photographed, with one true warning',
    page: '/to-silence',
    options: png,
    judge: shows(
      pixel(1_200, 700, GREEN),
      told({ title: 'To silence' }),
      checked({ still_loading: true }),
      warned(/on its way/),
      ({ told: { warnings = [] } }) => (warnings.length === 1 ? [] : warnings),
    ),
  },
  {
    name: 'a page without faults has no warnings',
    page: '/small',
    options: png,
    judge: shows(size(1280, 720), unwarned),
  },
]);
