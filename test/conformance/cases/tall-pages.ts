import { bandColour } from '../../support/fixture-site/colours.ts';
import { barOnce } from '../checks/bar-once.ts';
import { filled } from '../checks/filled.ts';
import { inBands } from '../checks/in-bands.ts';
import { pixel } from '../checks/pixel.ts';
import { prints } from '../checks/prints.ts';
import { shows } from '../checks/shows.ts';
import { size } from '../checks/size.ts';
import { unwarned, warned } from '../checks/warned.ts';
import { casesOf } from '../conformance-case.ts';
import { BAND } from '../pages/bands.ts';
import { BAR } from '../pages/scrollers.ts';
import { GREEN, MAGENTA, RED } from '../pages/signal.ts';
import { APP_HEIGHT } from '../pages/tall.ts';

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
    name: 'fullpage of what takes long to draw: none of it is missing',
    page: '/laborious',
    options: whole,
    judge: shows(size(1280, 6_000), inBands()),
  },
  {
    name: 'an app in a page that its margins let scroll by a little is whole',
    page: '/in-margins',
    options: whole,
    judge: shows(size(1280, 3_020), inBands({ count: 30, top: 10 }), unwarned),
  },
  {
    name: 'what only a script moves on is its window, and that is said',
    page: '/by-wheel',
    options: whole,
    judge: shows(size(1280, 720), filled(RED, { left: 200 }), warned(/scroll by themselves/)),
  },
  {
    name: 'fullpage: what is scrolled inside of the page shows what it is scrolled to',
    page: '/slid',
    options: whole,
    judge: shows(filled(GREEN, { bottom: 200 }), filled(MAGENTA, { top: 200, bottom: 560 })),
    quick: true,
  },
  {
    name: 'fullpage at hidpi: glass is glass where the picture is joined',
    page: '/glass?head',
    options: { ...narrow, hidpi: true },
    judge: shows(
      size(640, 8_000),
      filled([127, 127, 127], { right: 500, top: 3_900, bottom: 4_100 }, 6),
      unwarned,
    ),
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
    name: 'an app of 40,000 pixels ends at 30,000, and a warning says so',
    page: '/app?bands=400',
    options: narrow,
    judge: shows(size(320, 30_000), inBands({ top: BAR }), warned(/40,060/)),
  },
  ...[
    { as: 'window', name: 'as high as the window', quick: true },
    { as: 'share', name: 'as high as what scrolls them' },
    { as: 'inner', name: 'as high as what is around them in what scrolls' },
    { as: 'rows', name: 'in rows as high as what scrolls them' },
    { as: 'script', name: 'that a script makes as high as what scrolls them' },
  ].map(({ as, name, quick = false }) => ({
    name: `an app of three screens, ${name}, is three screens`,
    page: `/screens?as=${as}`,
    options: whole,
    judge: shows(
      size(1280, 2_160),
      filled(RED, { bottom: 720 }),
      filled(GREEN, { top: 720, bottom: 1_440 }),
      filled(MAGENTA, { top: 1_440 }),
      unwarned,
    ),
    quick,
  })),
  ...[
    { as: 'hidden', name: 'a menu that is hidden', quick: true },
    { as: 'clear', name: 'a menu that cannot be seen' },
    { as: 'away', name: 'a menu outside of the window' },
    { as: 'field', name: 'a field of text' },
  ].map(({ as, name, quick = false }) => ({
    name: `${name} makes a page of one window no higher`,
    page: `/unseen?as=${as}`,
    options: whole,
    judge: shows(size(1280, 720), filled(RED, { right: 500 })),
    quick,
  })),
  {
    name: 'a long page under a dialog that scrolls is the page, with its blocks as they are',
    page: '/under-dialog',
    options: whole,
    judge: shows(size(1280, 3_720), filled(RED, { bottom: 40 }), filled(GREEN, { top: 720 })),
  },
  ...[
    { page: '/body-scrolls', name: 'for what is said of its width' },
    { page: '/body-scrolls?root', name: 'because the root element does not', quick: true },
    { page: '/body-scrolls-quirks', name: 'in a page of the old kind' },
  ].flatMap(({ page, name, quick = false }) => [
    {
      name: `a body that scrolls in the window’s place, ${name}`,
      page,
      options: whole,
      judge: shows(size(1280, 3_000), inBands(), unwarned),
      quick,
    },
    {
      name: `scroll_offset_px of a body that scrolls in the window’s place, ${name}`,
      page,
      options: { format: 'png', scroll_offset_px: 1_230 },
      judge: shows(size(1280, 720), inBands({ first: 12, top: -30 })),
    },
  ]),
  {
    name: 'an app of three panes, whose widest is less than half of it',
    page: '/panes',
    options: whole,
    judge: shows(size(1280, 3_000), inBands({ across: 0.5 })),
  },
  {
    name: 'an app that scrolls in a component',
    page: '/component-scrolls',
    options: whole,
    judge: shows(size(1280, 3_000), inBands()),
  },
  ...[
    { page: '/above-bar', name: 'where all is placed', quick: true },
    { page: '/above-bar?rows', name: 'in rows of fixed heights', quick: true },
  ].map(({ page, name, quick }) => ({
    name: `the bar below what scrolls is below all of it, ${name}`,
    page,
    options: whole,
    judge: shows(size(1280, 3_000 + BAR), inBands({ count: 30 }), barOnce(BAR, 3_000)),
    quick,
  })),
  {
    name: 'an app that is fixed to the window, with a bar that sticks',
    page: '/still',
    options: whole,
    judge: shows(size(1280, 3_000 + BAR), inBands({ top: BAR }), barOnce(BAR, 0)),
  },
  {
    name: 'layers at a depth are where they are for whoever scrolls to them',
    page: '/depth',
    options: whole,
    judge: shows(
      filled(RED, { bottom: 720 }),
      filled(MAGENTA, { top: 720, bottom: 1_440 }),
      filled(GREEN, { top: 1_440, bottom: 2_440 }),
    ),
  },
  ...['/list', '/list?observed', '/list?window', '/list?placed'].map((page) => ({
    name: `a list that draws what is seen of it is drawn to its end: ${page}`,
    page,
    options: whole,
    judge: shows(size(1280, 6_000), inBands()),
  })),
  {
    name: 'a list that has noted once how much of it is seen is not drawn to its end, and that is said',
    page: '/list?noted',
    options: whole,
    judge: shows(size(1280, 6_000), warned(/Nothing is to be seen on a stretch/)),
  },
  {
    name: 'a list that draws what is in the window alone leaves the rest empty, and that is said',
    page: '/list-of-window',
    options: whole,
    judge: shows(size(1280, 6_060), barOnce(BAR, 6_000), warned(/Nothing is to be seen on a stretch/)),
  },
  {
    name: 'the window is no higher for a list that follows what scrolls it',
    page: '/list',
    options: whole,
    judge: shows(pixel(10, 710, RED), pixel(10, 750, bandColour(7))),
  },
  {
    name: 'an app that never ends is in order as far as it goes, and a warning says so',
    page: '/endless',
    options: whole,
    judge: shows(inBands(), warned(/may end early/)),
  },
  {
    name: 'an app that has nothing to scroll before an image has come is drawn to its end',
    page: '/late-app',
    options: whole,
    judge: shows(size(1280, 6_000), inBands(), unwarned),
  },
  ...(
    [
      ['whose body is fixed to the window, as under a dialog', 'body'],
      ['whose body is fixed, with what scrolls in it', 'app'],
      ['whose body cuts off what is below the window', 'cut'],
      ['that a script moves through a box that is fixed to the window', 'box'],
    ] as const
  ).map(([name, by]) => ({
    name: `a page ${name}, is whole`,
    page: `/locked?by=${by}`,
    options: whole,
    judge: shows(size(1280, 3_000), inBands(), unwarned),
  })),
  ...['frame', 'script'].map((by) => ({
    name: `a page of one window, of which nothing but a ${by} knows how much there is, is said to be so`,
    page: `/locked?by=${by}`,
    options: whole,
    judge: shows(size(1280, 720), warned(/scroll by themselves/)),
  })),
  {
    name: 'an app of three screens on paper is three sheets',
    page: '/screens?as=share',
    options: { format: 'pdf' },
    judge: prints({ sheets: 3 }),
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
