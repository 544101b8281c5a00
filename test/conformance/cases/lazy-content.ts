import { filled } from '../checks/filled.ts';
import { inBands } from '../checks/in-bands.ts';
import type { Check } from '../checks/shot.ts';
import { shows } from '../checks/shows.ts';
import { size } from '../checks/size.ts';
import { casesOf } from '../conformance-case.ts';
import { TILE, TILES } from '../pages/lazy.ts';
import { GREEN } from '../pages/signal.ts';

const whole = { format: 'png', fullpage: true };
const scrolled = { ...whole, scroll_before_capture: true };
const allTiles: readonly Check[] = [size(1280, TILES * TILE), filled(GREEN, { right: 300 })];
const pages = [
  { name: 'by an observer', page: '/lazy-by-observer' },
  { name: 'as backgrounds', page: '/lazy-by-background' },
  { name: 'by scroll events', page: '/lazy-by-scroll-event' },
] as const;

export const lazyContentCases = casesOf('lazy content', [
  {
    name: 'lazy images of a whole page come without being asked for',
    page: '/lazy-native',
    options: whole,
    judge: shows(...allTiles),
    quick: true,
  },
  {
    name: 'lazy frames of a whole page come without being asked for',
    page: '/lazy-frames',
    options: whole,
    judge: shows(...allTiles),
  },
  {
    name: 'lazy images in components come without being asked for',
    page: '/lazy-in-shadow',
    options: whole,
    judge: shows(...allTiles),
  },
  {
    name: 'lazy images in view',
    page: '/lazy-native',
    options: { format: 'png' },
    judge: shows(filled(GREEN, { right: 300 })),
  },
  ...pages.map(({ name, page }) => ({
    name: `scroll_before_capture: tiles that come ${name}`,
    page,
    options: scrolled,
    judge: shows(...allTiles),
    proves: 'scroll_before_capture',
    quick: page === '/lazy-by-observer',
  })),
  {
    name: 'scroll_before_capture on a page that animates its scrolling',
    page: '/lazy-by-observer?scrolling=smooth',
    options: scrolled,
    judge: shows(...allTiles),
    proves: 'scroll_before_capture',
  },
  {
    name: 'scroll_before_capture on a page that snaps',
    page: '/lazy-by-observer?scrolling=snap',
    options: scrolled,
    judge: shows(...allTiles),
    proves: 'scroll_before_capture',
  },
  {
    name: 'scroll_before_capture: what comes in with a movement has arrived',
    page: '/reveal',
    options: scrolled,
    judge: shows(size(1280, TILES * TILE), filled(GREEN)),
    proves: 'scroll_before_capture',
  },
  {
    name: 'scroll_before_capture: an endless page is bounded, and in order',
    page: '/infinite',
    options: scrolled,
    judge: shows(
      ({ picture: { height } }) => (height > 2_000 && height <= 30_000 ? [] : [`${height} pixels high`]),
      inBands(),
    ),
    proves: 'scroll_before_capture',
    seconds: 60,
  },
  {
    name: 'scroll_before_capture ends back at the top',
    page: '/scrolled-bar',
    options: { format: 'png', scroll_before_capture: true },
    judge: shows(filled(GREEN)),
  },
]);
