import { allRowsAlike } from '../checks/all-rows-alike.ts';
import { barOnce } from '../checks/bar-once.ts';
import { filled } from '../checks/filled.ts';
import { inBands } from '../checks/in-bands.ts';
import { shows } from '../checks/shows.ts';
import { size } from '../checks/size.ts';
import { casesOf } from '../conformance-case.ts';
import { BAND } from '../pages/bands.ts';
import { BANDS } from '../pages/fixed-parts.ts';
import { BAR } from '../pages/scrollers.ts';
import { GREEN, MAGENTA } from '../pages/signal.ts';

// A window of 320x180.
const narrow = { format: 'png', viewport_width: 320 };
const png = { format: 'png' };
const whole = { ...narrow, fullpage: true };
const HEIGHT = BANDS * BAND;

/** A whole page of bands, with its bar once and at `top`. */
const barAt = (top: number) => shows(size(320, HEIGHT), inBands({ behindBars: true }), barOnce(BAR, top));

export const fixedPartCases = casesOf('tall pages', [
  {
    name: 'a bar that is sticky at the bottom is where its part of the page ends',
    page: '/parts?bar=sticky',
    options: whole,
    judge: shows(size(320, HEIGHT + BAR), inBands({ count: BANDS }), barOnce(BAR, HEIGHT)),
  },
  {
    name: 'the same in a picture of fixed height that ends before it: at the bottom of that',
    page: '/parts?bar=sticky-long',
    options: { ...narrow, crop_height: 2_400, scroll_offset_px: 300 },
    judge: shows(size(320, 2_400), inBands({ first: 3, behindBars: true }), barOnce(BAR, 2_400 - BAR)),
  },
  {
    name: 'a bar that is sticky in what scrolls by itself stays in it',
    page: '/parts?bar=sticky-inside',
    options: whole,
    judge: barAt(HEIGHT / 2 + BAND - BAR),
  },
  {
    name: 'a bar of a component, fixed at the bottom, is there once, at the end',
    page: '/parts?bar=shadow',
    options: whole,
    judge: barAt(HEIGHT - BAR),
    quick: true,
  },
  {
    name: 'a bar that is centred by `translate`, fixed at the bottom, is at the end',
    page: '/parts?bar=translated',
    options: whole,
    judge: barAt(HEIGHT - BAR),
  },
  {
    name: 'a bar that is drawn up from below the window is at the end',
    page: '/parts?bar=transformed',
    options: whole,
    judge: barAt(HEIGHT - BAR),
  },
  {
    name: 'a bar whose distance from the top was calculated to put it at the bottom is at the end',
    page: '/parts?bar=calculated',
    options: whole,
    judge: barAt(HEIGHT - BAR),
  },
  {
    name: 'a fixed part of a fixed bar is on it, at the end',
    page: '/parts?bar=nested',
    options: whole,
    judge: barAt(HEIGHT - BAR - 10),
  },
  {
    name: 'what is fixed high above the bottom keeps its distance from the end',
    page: '/parts?bar=raised',
    options: whole,
    judge: barAt(HEIGHT - BAR - 110),
  },
  {
    name: 'what is fixed half-way down the window stays there',
    page: '/parts?bar=halfway',
    options: whole,
    judge: barAt(90),
  },
  {
    name: 'a bar that waits below the window is not in the picture',
    page: '/parts?bar=waiting',
    options: whole,
    judge: shows(size(320, HEIGHT), inBands()),
  },
  {
    name: 'what is fixed to a part of the page that is moved or to be moved stays there',
    page: '/parts?bar=within',
    options: whole,
    judge: barAt(HEIGHT / 2 + BAND - BAR),
  },
  {
    name: 'a bar that is fixed at the bottom does not lie on an element that it is no part of',
    page: '/parts?bar=beside',
    options: { ...narrow, selector: '#main' },
    judge: shows(size(320, HEIGHT), inBands()),
  },
  {
    name: 'a bar that is fixed at the bottom is at the end of an element that it is part of',
    page: '/parts?bar=beside',
    options: { ...narrow, selector: 'body' },
    judge: barAt(HEIGHT - BAR),
  },
  {
    name: 'a bar that is fixed at the bottom is itself what a selector finds',
    page: '/parts?bar=beside',
    options: { ...narrow, selector: '#main + div' },
    judge: shows(size(320, BAR), barOnce(BAR, 0)),
  },
  ...['layer', 'empty-layer'].map((kind) => ({
    name: `a card at the bottom of a clear layer over the window is at the end: ${kind}`,
    page: `/parts?bar=${kind}`,
    options: whole,
    judge: barAt(HEIGHT - BAR),
  })),
  {
    name: 'a bar that is zoomed, fixed at the bottom, is at the end',
    page: '/parts?bar=zoomed',
    options: whole,
    judge: barAt(HEIGHT - BAR),
  },
  {
    name: 'backgrounds that are fixed to the window are painted beyond it',
    page: '/fixed-grounds',
    options: whole,
    judge: shows(
      size(320, 2_400),
      filled(MAGENTA, { bottom: 1_000 }),
      filled(GREEN, { top: 1_000, bottom: 1_400 }),
      filled(MAGENTA, { top: 1_400 }),
    ),
    quick: true,
  },
  {
    name: 'what comes in by its way through the window (`animation-timeline: view()`) is there below it',
    page: '/entrances',
    options: whole,
    judge: shows(size(320, 2_300), filled(GREEN, { left: 20, top: 1_000, bottom: 1_300 })),
  },
  {
    name: 'an element with a background that is fixed to the window, far below it',
    page: '/fixed-grounds',
    options: { ...narrow, selector: 'section' },
    judge: shows(size(320, 400), filled(GREEN)),
  },
  {
    name: 'a whole page that was scrolled has its fixed bar at the top',
    page: '/parts?bar=top',
    options: { ...whole, scroll_offset_px: 700 },
    judge: barAt(0),
  },
  {
    name: 'a fixed bar of a page that is clipped as a whole is there once, at the top',
    page: '/parts?bar=clipped',
    options: whole,
    judge: barAt(0),
  },
  {
    name: 'cards in a layer over the window that would cut them off are at the end',
    page: '/parts?bar=cut-layer',
    options: whole,
    judge: barAt(HEIGHT - BAR),
  },
  ...[
    { name: 'a whole page', options: { ...png, fullpage: true }, top: 1_500 },
    { name: 'an element', options: { ...png, selector: '#part' }, top: 0 },
  ].map(({ name, options, top }) => ({
    name: `what is fixed to the window and seen through a part of the page is there in the picture of ${name}`,
    page: '/seen-through',
    options,
    judge: shows(
      filled(MAGENTA, { top, bottom: top + 200 }),
      filled(GREEN, { top: top + 200, bottom: top + 400 }),
    ),
  })),
  {
    name: 'what moves by itself stands still while it is photographed',
    page: '/moving',
    options: { ...whole, hidpi: true },
    judge: shows(size(640, 4_400), allRowsAlike),
    quick: true,
  },
  {
    name: 'what was held for a picture that is empty goes on for the second one',
    page: '/fading',
    options: { ...whole, hidpi: true },
    judge: shows(size(640, 4_400), filled(GREEN)),
  },
]);
