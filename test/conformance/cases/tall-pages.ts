import { barOnce } from '../checks/bar-once.ts';
import { filled } from '../checks/filled.ts';
import { inBands } from '../checks/in-bands.ts';
import { shows } from '../checks/shows.ts';
import { size } from '../checks/size.ts';
import { warned } from '../checks/warned.ts';
import { casesOf } from '../conformance-case.ts';
import { BAND } from '../pages/bands.ts';
import { GREEN, RED } from '../pages/signal.ts';
import { APP_HEIGHT, BAR } from '../pages/tall.ts';

const whole = { format: 'png', fullpage: true };
const narrow = { ...whole, viewport_width: 320 };

export const tallPageCases = casesOf('tall pages', [
  {
    name: 'fullpage: 5,000 pixels, every row',
    page: '/bands?height=5000',
    options: whole,
    judge: shows(size(1280, 5_000), inBands()),
    proves: 'fullpage',
    quick: true,
  },
  {
    name: 'fullpage at hidpi: 10,000 pixels, every row',
    page: '/bands?height=5000',
    options: { ...whole, hidpi: true },
    judge: shows(size(2560, 10_000), inBands({ height: 2 * BAND })),
  },
  {
    name: 'fullpage: 20,000 pixels, past where graphics memory ends',
    page: '/bands?height=20000',
    options: whole,
    judge: shows(size(1280, 20_000), inBands()),
  },
  {
    name: 'fullpage: 30,000 pixels, every row',
    page: '/bands?height=30000',
    options: narrow,
    judge: shows(size(320, 30_000), inBands()),
  },
  {
    name: 'fullpage: a longer page ends at 30,000 pixels, and a warning says so',
    page: '/bands?height=31000',
    options: narrow,
    judge: shows(size(320, 30_000), inBands(), warned(/30,000/)),
  },
  {
    name: 'fullpage at hidpi: 30,000 CSS pixels are 60,000 rows',
    page: '/bands?height=30000',
    options: { ...narrow, hidpi: true },
    judge: shows(size(640, 60_000), inBands({ height: 2 * BAND })),
    seconds: 60,
  },
  {
    name: 'fullpage at a broken scale: no seams',
    page: '/bands?height=8000',
    options: { ...whole, viewport_width: 768, output_size: 1080 },
    judge: shows(size(1080, 11_250), inBands({ height: (BAND * 1080) / 768 })),
  },
  {
    name: 'fullpage of a page that ends early: filled with its own ground',
    page: '/short',
    options: whole,
    judge: shows(filled([192, 57, 43], { bottom: 300 }), filled([42, 127, 98], { top: 300 })),
  },
  {
    name: 'a fixed bar is there once, at the top',
    page: '/bar?bar=fixed',
    options: whole,
    judge: shows(size(1280, 5_000), inBands({ behindBars: true }), barOnce(BAR, 0)),
    quick: true,
  },
  {
    name: 'a sticky bar is there once, at the top',
    page: '/bar?bar=sticky',
    options: whole,
    judge: shows(size(1280, 5_000), inBands({ behindBars: true }), barOnce(BAR, 0)),
  },
  {
    name: 'a sticky bar further down is there once, at its place',
    page: '/bar?bar=late',
    options: whole,
    judge: shows(size(1280, 5_000 + BAR), inBands({ count: 20 }), barOnce(BAR, 2_000)),
  },
  {
    name: 'a bar that is fixed at the bottom is there once',
    page: '/bar?bar=footer',
    options: whole,
    judge: shows(size(1280, 5_000), inBands({ behindBars: true }), barOnce(BAR)),
  },
  {
    name: 'a fixed bar on 20,000 pixels is there once',
    page: '/bar?bar=fixed&bands=200',
    options: whole,
    judge: shows(size(1280, 20_000), inBands({ behindBars: true }), barOnce(BAR, 0)),
  },
  {
    name: 'a page that loads itself anew while it is photographed: every row',
    page: '/anew',
    options: whole,
    judge: shows(size(1280, 20_000), inBands()),
  },
  {
    name: 'a block of one viewport’s height is not stretched',
    page: '/hero',
    options: whole,
    judge: shows(size(1280, 3_720), filled(RED, { bottom: 720 }), filled(GREEN, { top: 720 })),
    quick: true,
  },
  {
    name: 'a block that a script fits to the viewport at each resize is not stretched',
    page: '/hero?script',
    options: whole,
    judge: shows(size(1280, 3_720), filled(RED, { bottom: 720 }), filled(GREEN, { top: 720 })),
  },
  {
    name: 'a page that is laid out anew when resized shows one layout only',
    page: '/relaid',
    options: whole,
    judge: shows(size(1280, 6_000), inBands()),
  },
  {
    name: 'an app whose body does not scroll is expanded',
    page: '/app',
    options: whole,
    judge: shows(size(1280, APP_HEIGHT), inBands({ top: BAR, count: 40 }), barOnce(BAR, 0)),
  },
  {
    name: 'an app whose body does not scroll, without fullpage, is as on a screen',
    page: '/app',
    options: { format: 'png' },
    judge: shows(size(1280, 720), inBands({ top: BAR }), barOnce(BAR, 0)),
  },
  {
    name: 'a page that grows while it is captured: no band twice, none missing',
    page: '/growing',
    options: whole,
    judge: shows(inBands()),
  },
  {
    name: 'a page whose parts are drawn when they are looked at',
    page: '/on-demand',
    options: whole,
    judge: shows(size(1280, 6_000), inBands()),
  },
  {
    name: 'chapters that are drawn, and have their height, when they are looked at',
    page: '/chapters',
    options: whole,
    judge: shows(size(1280, 6_000), inBands()),
    quick: true,
  },
  {
    name: 'the same in a component',
    page: '/chapters?shadow',
    options: whole,
    judge: shows(size(1280, 6_000), inBands()),
  },
  {
    name: 'the same when they come late, with an image of the page',
    page: '/chapters?late',
    options: whole,
    judge: shows(size(1280, 6_000), inBands()),
    quick: true,
  },
  {
    name: 'a picture of fixed height that goes on below the window, into such chapters',
    page: '/chapters',
    options: { format: 'png', crop_height: 4_000 },
    judge: shows(size(1280, 4_000), inBands()),
  },
  {
    name: 'a page that animates its scrolling',
    page: '/article?smooth',
    options: whole,
    judge: shows(size(1280, 4_000), inBands()),
  },
]);
