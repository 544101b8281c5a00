import { barOnce } from '../checks/bar-once.ts';
import { failsWith } from '../checks/fails-with.ts';
import { filled } from '../checks/filled.ts';
import { inBands } from '../checks/in-bands.ts';
import type { Check } from '../checks/shot.ts';
import { shows } from '../checks/shows.ts';
import { size } from '../checks/size.ts';
import { warned } from '../checks/warned.ts';
import { casesOf } from '../conformance-case.ts';
import { card } from '../pages/geometry.ts';
import { GREEN, MAGENTA } from '../pages/signal.ts';

const png = { format: 'png' };

/** The card and nothing but the card: its border is on all four edges, `thick` pixels. */
const wholeCard = (scale: number, thick = scale): readonly Check[] => {
  const [width, height] = [card.width * scale, card.height * scale];
  return [
    size(width, height),
    filled(MAGENTA, { bottom: thick }),
    filled(MAGENTA, { top: height - thick }),
    filled(MAGENTA, { right: thick }),
    filled(MAGENTA, { left: width - thick }),
    filled(GREEN, { left: thick, top: thick, right: width - thick, bottom: height - thick }),
  ];
};

export const selectorCases = casesOf('selector and scroll position', [
  {
    name: 'selector: the element to its last pixel',
    page: '/card',
    options: { ...png, selector: '#card' },
    judge: shows(...wholeCard(1)),
    proves: 'selector',
    quick: true,
  },
  {
    name: 'selector with hidpi',
    page: '/card',
    options: { ...png, selector: '#card', hidpi: true },
    judge: shows(...wholeCard(2)),
  },
  {
    name: 'selector with output_size: drawn finer, not enlarged',
    page: '/card',
    options: { ...png, selector: '#card', output_size: 1200 },
    judge: shows(...wholeCard(3)),
  },
  {
    name: 'selector: an element inside of a scroller',
    page: '/card?scroller',
    options: { ...png, selector: '#card' },
    judge: shows(...wholeCard(1)),
  },
  {
    name: 'selector: an element that is taller than the viewport',
    page: '/long-element',
    options: { ...png, selector: '#long' },
    judge: shows(size(500, 3_000), inBands()),
  },
  {
    name: 'selector: the first of several matches',
    page: '/article',
    options: { ...png, selector: '.band' },
    judge: shows(size(1280, 100), inBands()),
  },
  {
    name: 'selector without a match fails',
    page: '/card',
    options: { ...png, selector: '#no-such-element' },
    judge: failsWith('selector_not_found'),
    quick: true,
  },
  {
    name: 'scroll_offset_px: the picture begins there',
    page: '/article',
    options: { ...png, scroll_offset_px: 1_230 },
    judge: shows(size(1280, 720), inBands({ first: 12, top: -30 })),
    proves: 'scroll_offset_px',
    quick: true,
  },
  {
    name: 'scroll_offset_px on a page that animates its scrolling',
    page: '/article?smooth',
    options: { ...png, scroll_offset_px: 1_230 },
    judge: shows(inBands({ first: 12, top: -30 })),
  },
  {
    name: 'scroll_to: the element is at the top, to the pixel',
    page: '/article',
    options: { ...png, scroll_to: '#target' },
    judge: shows(size(1280, 720), inBands({ first: 12 })),
    proves: 'scroll_to',
    quick: true,
  },
  {
    name: 'scroll_to on a page that animates its scrolling',
    page: '/article?smooth',
    options: { ...png, scroll_to: '#target' },
    judge: shows(inBands({ first: 12 })),
  },
  {
    name: 'scroll_to on a page with a sticky bar, which is where it is for a visitor',
    page: '/article?header',
    options: { ...png, scroll_to: '#target' },
    judge: shows(inBands({ first: 12, behindBars: true }), barOnce(60, 0)),
  },
  {
    name: 'scroll_to near the end: as far as the page can scroll',
    page: '/article?at=38',
    options: { ...png, scroll_to: '#target' },
    judge: shows(inBands({ first: 32, top: -80 })),
  },
  {
    name: 'scroll_to and then scroll_offset_px',
    page: '/article',
    options: { ...png, scroll_to: '#target', scroll_offset_px: 250 },
    judge: shows(inBands({ first: 14, top: -50 })),
  },
  {
    name: 'scroll_to without a match: the top of the page, and a warning',
    page: '/article',
    options: { ...png, scroll_to: '#no-such-element' },
    judge: shows(inBands(), warned(/scroll_to|no element|match/i)),
  },
  {
    name: 'scroll_offset_px beyond the end stays on the page',
    page: '/article',
    options: { ...png, scroll_offset_px: 20_000 },
    judge: shows(size(1280, 720), inBands({ first: 32, top: -80 })),
  },
]);
