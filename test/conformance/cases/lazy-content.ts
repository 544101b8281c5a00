import { checked } from '../checks/checked.ts';
import { filled } from '../checks/filled.ts';
import { inBands } from '../checks/in-bands.ts';
import { prints } from '../checks/prints.ts';
import type { Check } from '../checks/shot.ts';
import { shows } from '../checks/shows.ts';
import { size } from '../checks/size.ts';
import { tells } from '../checks/tells.ts';
import { unwarned, warned } from '../checks/warned.ts';
import { casesOf } from '../conformance-case.ts';
import { BAND } from '../pages/bands.ts';
import { FETCHED_BANDS, TILE, TILES } from '../pages/lazy.ts';
import { GREEN } from '../pages/signal.ts';

const whole = { format: 'png', fullpage: true };
const scrolled = { ...whole, scroll_before_capture: true };
const allTiles: readonly Check[] = [size(1280, TILES * TILE), filled(GREEN, { right: 300 })];
const pages = [
  { name: 'by an observer', page: '/lazy-by-observer' },
  { name: 'as backgrounds', page: '/lazy-by-background' },
  { name: 'once they have been loaded ahead', page: '/lazy-by-preload' },
  { name: 'with a transition once they are there', page: '/fade-in' },
  { name: 'as a script moves them once they are there', page: '/fade-in?by=script' },
  { name: 'by scroll events', page: '/lazy-by-scroll-event' },
] as const;
const drawings = [
  { name: 'by attributes', page: '/drawn-in-view?by=attributes' },
  { name: 'as texts', page: '/drawn-in-view?by=texts' },
  { name: 'on a canvas', page: '/drawn-in-view?by=canvas' },
] as const;
// What a script moves by itself is waited for only where it was asked to come into view.
const inView = pages.filter(({ page }) => page !== '/fade-in?by=script');

export const lazyContentCases = casesOf('lazy content', [
  {
    name: 'lazy images of a whole page come without being asked for',
    page: '/lazy-native',
    options: whole,
    judge: shows(...allTiles),
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
  {
    name: 'lazy images of a frame in view',
    page: '/lazy-in-frame',
    options: { format: 'png' },
    judge: shows(filled(GREEN, { right: 300 }), checked({ images: 2, images_decoded: 2 })),
    quick: true,
  },
  ...inView.map(({ name, page }) => ({
    name: `in view, without wait_time: tiles that come ${name}`,
    page,
    options: { format: 'png' },
    judge: shows(filled(GREEN, { right: 300 })),
    quick: page === '/lazy-by-preload',
  })),
  {
    name: 'in view, without wait_time: images that come with the page, and fade in',
    page: '/fades-in-at-once',
    options: { format: 'png' },
    judge: shows(filled(GREEN, { right: 300 })),
    quick: true,
  },
  {
    name: 'backgrounds in view that never come are waited for, but not for ever, and told',
    page: '/lazy-that-hangs',
    options: {},
    judge: shows(warned(/^2 images of the page had not arrived/), checked({ images: 2, images_decoded: 0 })),
  },
  {
    name: 'images that could not be had are told of, whatever shows them',
    page: '/broken-images',
    options: {},
    judge: shows(warned(/^5 images of the page could not be loaded/)),
    quick: true,
  },
  {
    name: 'images that nobody would see are not missed',
    page: '/unseen-images',
    options: {},
    judge: shows(unwarned, checked({ images: 0, images_decoded: 0 })),
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
    name: 'scroll_before_capture: what is there only as long as it is in view',
    page: '/in-view',
    options: scrolled,
    judge: shows(size(1280, TILES * TILE), filled(GREEN, { left: 20 }), unwarned),
    proves: 'scroll_before_capture',
  },
  {
    name: 'scroll_before_capture: what is there only as long as it is in view, and takes long to fade away',
    page: '/in-view?fading=.6s',
    options: scrolled,
    judge: shows(size(1280, TILES * TILE), filled(GREEN, { left: 20 }), unwarned),
    proves: 'scroll_before_capture',
  },
  ...['class', 'script'].map((by) => ({
    name: `scroll_before_capture: what a ${by} takes away when one goes back up`,
    page: `/gone-above?by=${by}`,
    options: scrolled,
    judge: shows(size(1280, TILES * TILE), filled(GREEN, { left: 20 }), unwarned),
    proves: 'scroll_before_capture' as const,
  })),
  {
    name: 'scroll_before_capture: a document has what a class takes away when one goes back up',
    page: '/gone-above?by=class',
    options: { format: 'pdf', scroll_before_capture: true },
    // All of a sheet within its margins, but for the black border of the page.
    judge: prints({ block: { width: 698, height: 1_047 } }),
    proves: 'scroll_before_capture',
  },
  ...drawings.map(({ name, page }) => ({
    name: `scroll_before_capture: what a script draws ${name} once it is in view`,
    page,
    options: scrolled,
    judge: shows(...allTiles),
    proves: 'scroll_before_capture' as const,
  })),
  ...drawings.map(({ name, page }) => ({
    name: `selector: what a script draws ${name} once it is in view`,
    page,
    options: { format: 'png', selector: '.tile:nth-of-type(12)' },
    judge: shows(size(1280, TILE), filled(GREEN, { right: 300 })),
  })),
  {
    name: 'what only appears when one scrolls to it is not there, and that is said',
    page: '/in-view',
    options: { ...scrolled, scroll_before_capture: false, wait_time: 1 },
    judge: shows(
      size(1280, TILES * TILE),
      filled(GREEN, { left: 20, bottom: 300 }),
      warned(/may appear when one scrolls/),
    ),
  },
  {
    name: 'what is hidden until one scrolls to it is not there, and that is said',
    page: '/in-view?hidden',
    options: { ...scrolled, scroll_before_capture: false, wait_time: 1 },
    judge: shows(warned(/may appear when one scrolls/)),
  },
  {
    name: 'scroll_before_capture: what is hidden until one scrolls to it',
    page: '/in-view?hidden',
    options: scrolled,
    judge: shows(size(1280, TILES * TILE), filled(GREEN, { left: 20 }), unwarned),
    proves: 'scroll_before_capture',
  },
  {
    name: 'selector: what is not seen around the element is not missed',
    page: '/below-unseen',
    options: { format: 'png', selector: '#part' },
    judge: shows(filled(GREEN, { left: 20 }), unwarned),
  },
  {
    name: 'images that a script asks for when one scrolls to them are not there, and that is said',
    page: '/lazy-by-preload',
    options: whole,
    judge: shows(size(1280, TILES * TILE), warned(/may appear when one scrolls/)),
  },
  {
    name: 'a tall part of a page, some of which appears when one scrolls to it: that is said',
    page: '/in-view',
    options: { format: 'png', crop_height: 5_000 },
    judge: shows(size(1280, 5_000), warned(/may appear when one scrolls/)),
  },
  {
    name: 'on paper, what only appears when one scrolls to it: that is said',
    page: '/in-view',
    options: { format: 'pdf' },
    judge: tells(warned(/may appear when one scrolls/)),
  },
  ...inView.map(({ name, page }) => ({
    name: `selector: an element whose content comes ${name}`,
    page,
    options: { format: 'png', selector: '.tile:nth-of-type(12)' },
    judge: shows(size(1280, TILE), filled(GREEN, { right: 300 })),
    quick: page === '/lazy-by-observer',
  })),
  {
    name: 'selector: an element higher than the window, with tiles that come by an observer',
    page: '/lazy-by-observer',
    options: { format: 'png', selector: 'body' },
    judge: shows(...allTiles),
  },
  {
    name: 'selector: an element that a class takes away when one goes back up',
    page: '/gone-above?by=class',
    options: { format: 'png', selector: '.tile:nth-of-type(12)' },
    judge: shows(size(1260, TILE), filled(GREEN)),
    quick: true,
  },
  ...['/gone-above?by=class', '/gone-above?by=script', '/in-view', '/in-view?fading=.6s'].map((page) => ({
    name: `selector: all of an element higher than the window, with tiles that come and go: ${page}`,
    page,
    options: { format: 'png', selector: 'body' },
    judge: shows(size(1280, TILES * TILE), filled(GREEN, { left: 20 }), unwarned),
  })),
  {
    name: 'slides and answers that wait for a click are not said to be missing',
    page: '/waiting',
    options: { ...scrolled, scroll_before_capture: false },
    judge: shows(unwarned),
  },
  {
    name: 'scroll_before_capture: a page that fetches more of itself, time and again',
    page: '/grows-on',
    options: scrolled,
    judge: shows(size(1280, FETCHED_BANDS * BAND), inBands(), unwarned),
    proves: 'scroll_before_capture',
    quick: true,
  },
  {
    name: 'scroll_before_capture: what is let in above of where somebody is',
    page: '/late-above',
    options: scrolled,
    judge: shows(size(1280, TILES * TILE), filled(GREEN)),
    proves: 'scroll_before_capture',
  },
  {
    name: 'scroll_before_capture: what never comes is waited for, but not for ever, and told',
    page: '/lazy-that-hangs',
    options: scrolled,
    judge: shows(size(1280, TILES * TILE), warned(/asked for as it was scrolled took too long/)),
  },
  {
    name: 'scroll_before_capture ends back at the top of a page that takes too long',
    page: '/slow-to-scroll',
    options: { format: 'png', scroll_before_capture: true },
    judge: shows(filled(GREEN), warned(/could not be scrolled to its end/)),
    seconds: 10,
  },
  {
    name: 'scroll_before_capture, then scroll_to, on a page that takes too long',
    page: '/slow-to-scroll',
    options: { format: 'png', scroll_before_capture: true, scroll_to: '#there' },
    judge: shows(filled(GREEN), warned(/could not be scrolled to its end/)),
    seconds: 10,
  },
  {
    name: 'scroll_before_capture, then scroll_to: what moves for long is not waited for',
    page: '/long-move',
    options: { format: 'png', scroll_before_capture: true, scroll_to: '#there' },
    judge: shows(filled(GREEN, { bottom: 500 }), unwarned),
    seconds: 10,
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
