import { barOnce } from '../checks/bar-once.ts';
import { failsWith } from '../checks/fails-with.ts';
import { filled } from '../checks/filled.ts';
import { inBands } from '../checks/in-bands.ts';
import type { Check } from '../checks/shot.ts';
import { shows } from '../checks/shows.ts';
import { size } from '../checks/size.ts';
import { unwarned, warned } from '../checks/warned.ts';
import { casesOf } from '../conformance-case.ts';
import { card } from '../pages/geometry.ts';
import { BAR } from '../pages/scrollers.ts';
import { GREEN, MAGENTA } from '../pages/signal.ts';

const png = { format: 'png' };

const truncated: Check = ({ told }) =>
  told.checks?.['truncated'] === true ? [] : ['it is not told that a part is missing'];

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
    name: 'scroll_to in an app whose body does not scroll: below its head',
    page: '/app',
    options: { ...png, scroll_to: '.band:nth-child(20)' },
    judge: shows(size(1280, 720), inBands({ first: 19, top: BAR }), barOnce(BAR, 0)),
    quick: true,
  },
  {
    name: 'selector: an element in a part of the page that scrolls, and is as high as the window with all in it',
    page: '/screen-part',
    options: { ...png, selector: '#part' },
    judge: shows(size(300, 120), filled(GREEN)),
    quick: true,
  },
  {
    name: 'selector: an element that moves without end',
    page: '/wandering',
    options: { ...png, selector: '#part' },
    judge: shows(size(300, 120), filled(GREEN)),
  },
  {
    name: 'scroll_to in an app that is fixed to the window',
    page: '/app?fixed',
    options: { ...png, scroll_to: '.band:nth-child(20)' },
    judge: shows(size(1280, 720), inBands({ first: 19, top: BAR }), barOnce(BAR, 0)),
  },
  {
    name: 'scroll_to what is not shown: the page is as it was, and that is said',
    page: '/bar?bar=fixed',
    options: { ...png, scroll_to: 'title' },
    judge: shows(size(1280, 720), inBands({ behindBars: true }), warned(/No element matched scroll_to/)),
  },
  {
    name: 'scroll_to what is fixed to the window: it is in view',
    page: '/bar?bar=footer',
    options: { ...png, scroll_to: 'div[style*=fixed]' },
    judge: shows(size(1280, 720), inBands({ behindBars: true }), barOnce(BAR, 660)),
  },
  {
    name: 'selector: the element to its last pixel',
    page: '/card',
    options: { ...png, selector: '#card' },
    judge: shows(...wholeCard(1)),
    proves: 'selector',
    quick: true,
  },
  ...[
    { name: 'nothing but a name around another', page: '/card?around=nothing' },
    { name: 'a link around a picture', page: '/card?around=line' },
    { name: 'around what floats', page: '/card?around=float' },
  ].map(({ name, page }) => ({
    name: `selector: an element that is ${name}`,
    page,
    options: { ...png, selector: '#around' },
    judge: shows(...wholeCard(1)),
  })),
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
    name: 'selector: an element that begins a fraction of a pixel left of the page',
    page: '/card-at-edge?left=-0.2&top=1300',
    options: { ...png, selector: '#card' },
    judge: shows(size(card.width, card.height), filled(GREEN, { left: 1, top: 1, right: 399, bottom: 299 })),
  },
  {
    name: 'selector: an element that begins left of the page and above it: what a visitor can reach of it',
    page: '/card-at-edge?left=-60&top=-50',
    options: { ...png, selector: '#card' },
    judge: shows(
      size(card.width - 60, card.height - 50),
      filled(GREEN, { right: 339, bottom: 249 }),
      filled(MAGENTA, { left: 339 }),
      filled(MAGENTA, { top: 249 }),
      warned(/400 x 300.*340 x 250/),
      truncated,
    ),
  },
  {
    name: 'selector: an element that lies beside the page as a whole fails',
    page: '/card-at-edge?left=-400&top=1300',
    options: { ...png, selector: '#card' },
    judge: failsWith('selector_not_found'),
  },
  {
    name: 'selector: an element that begins right of the window',
    page: '/card-at-edge?left=1800&top=1300',
    options: { ...png, selector: '#card' },
    judge: shows(...wholeCard(1)),
  },
  {
    name: 'selector: an element below a bar that sticks in an application',
    page: '/card-in-application',
    options: { ...png, selector: '#card' },
    judge: shows(...wholeCard(1)),
  },
  {
    name: 'selector: an element below a bar that is fixed over an application',
    page: '/card-in-application?fixed',
    options: { ...png, selector: '#card' },
    judge: shows(...wholeCard(1)),
  },
  {
    name: 'selector: an element that is taller than the application it is in',
    page: '/card-in-application',
    options: { ...png, selector: '#long' },
    judge: shows(size(500, 2_500), inBands()),
    quick: true,
  },
  {
    name: 'selector: an element that a bar at the bottom of the window would cover',
    page: '/card-at-edge?left=10&top=400&bar=bottom',
    options: { ...png, selector: '#card' },
    judge: shows(...wholeCard(1), unwarned),
  },
  {
    name: 'selector: an element below a bar that it cannot be scrolled away from: as it is, and a warning',
    page: '/card-at-edge?left=10&bar=top',
    options: { ...png, selector: '#card' },
    judge: shows(
      size(card.width, card.height),
      filled([0, 0, 255], { bottom: 90 }),
      filled(GREEN, { left: 1, top: 90, right: card.width - 1, bottom: card.height - 1 }),
      warned(/lies over/),
    ),
  },
  {
    name: 'selector: an element in a slot of a scroller with a sticky bar, in a shadow root',
    page: '/card-in-slot',
    options: { ...png, selector: '#card' },
    judge: shows(...wholeCard(1)),
    quick: true,
  },
  {
    name: 'selector: an element in a frame that scrolls',
    page: '/card-in-frame',
    options: { ...png, selector: '#card' },
    judge: shows(...wholeCard(1)),
    quick: true,
  },
  {
    name: 'selector: an element in a frame that is drawn at half its size',
    page: '/card-in-frame?half',
    options: { ...png, selector: '#card' },
    judge: shows(
      size(card.width / 2, card.height / 2),
      filled(GREEN, { left: 2, top: 2, right: 198, bottom: 148 }),
    ),
  },
  {
    name: 'selector: an element that is taller than the frame it is in',
    page: '/card-in-frame',
    options: { ...png, selector: '#long' },
    judge: shows(size(500, 1_200), inBands()),
  },
  {
    name: 'selector: an element of a page that is written from right to left and wider than its window',
    page: '/right-to-left',
    options: { ...png, selector: '#card' },
    judge: shows(...wholeCard(1)),
  },
  {
    name: 'selector: the first of several matches',
    page: '/article',
    options: { ...png, selector: '.band' },
    judge: shows(size(1280, 100), inBands()),
  },
  {
    name: 'selector: an element in a closed <details> fails',
    page: '/folded',
    options: { ...png, selector: '#card' },
    judge: failsWith('selector_not_found'),
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
