import { checked } from '../checks/checked.ts';
import { filled } from '../checks/filled.ts';
import { oneColour } from '../checks/one-colour.ts';
import { prints } from '../checks/prints.ts';
import { shows } from '../checks/shows.ts';
import { size } from '../checks/size.ts';
import { unwarned, warned } from '../checks/warned.ts';
import { casesOf } from '../conformance-case.ts';
import { FRAME_HEIGHT, GAP, HELD_HEIGHT, WINDOW } from '../pages/frames.ts';
import { block, sentence } from '../pages/paper.ts';
import { GREEN, MAGENTA } from '../pages/signal.ts';

const png = { format: 'png', wait_time: 1 };
const narrow = { ...png, wait_time: 0, viewport_width: 320 };
const START = [10, 48, 105];
/** Of a line that stands at the bottom of the frame, in CSS pixels at least. */
const TEXT = 40;
const inWindow = shows(filled(GREEN, { bottom: FRAME_HEIGHT - TEXT }));
const frame = { top: WINDOW + GAP, bottom: WINDOW + GAP + FRAME_HEIGHT };

/** Frames of another site, which browsers have in processes of their own: what a page is told does not reach them by itself. */
export const otherSiteFrameCases = [
  ...casesOf('geometry', [
    {
      name: 'hidpi: a frame of another site has as many pixels as the rest',
      page: '/other-site?want=fine',
      options: { ...png, wait_time: 0, hidpi: true },
      judge: shows(size(2560, 1440), filled(GREEN, { bottom: 2 * (FRAME_HEIGHT - TEXT) })),
    },
    {
      name: 'hidpi, fullpage: so has one far below the window',
      page: '/other-site-below?want=fine',
      options: { ...narrow, fullpage: true, hidpi: true },
      judge: shows(
        size(640, 2 * (frame.bottom + 400)),
        filled(GREEN, { top: 2 * frame.top, bottom: 2 * (frame.bottom - TEXT) }),
      ),
    },
    {
      name: 'output_size above the viewport: a frame of another site is drawn as finely as the rest',
      page: '/other-site?want=finer',
      options: { ...narrow, output_size: 1200, ratio: '1:1' },
      judge: shows(size(1200, 1200), filled(GREEN, { bottom: 3.75 * (FRAME_HEIGHT - TEXT) })),
    },
  ]),
  ...casesOf('media', [
    {
      name: 'nojs in a frame of another site',
      page: '/other-site?want=scriptless',
      options: { ...png, wait_time: 0, nojs: true },
      judge: inWindow,
      quick: true,
    },
    {
      name: 'prefers_reduced_motion in a frame of another site',
      page: '/other-site?want=still',
      options: { ...png, wait_time: 0, prefers_reduced_motion: true },
      judge: inWindow,
    },
    {
      name: 'emulate_print_media in a frame of another site',
      page: '/other-site?want=print',
      options: { ...png, wait_time: 0, emulate_print_media: true },
      judge: inWindow,
    },
  ]),
  ...casesOf('region', [
    {
      name: 'language and time zone in a frame of another site',
      page: '/other-site?want=place',
      options: png,
      judge: inWindow,
      quick: true,
    },
  ]),
  ...casesOf('tall pages', [
    {
      name: 'fullpage: a frame of another site far below the window is drawn, and a 100vh start keeps its height',
      page: '/other-site-below',
      options: { ...narrow, fullpage: true },
      judge: shows(
        size(320, frame.bottom + 400),
        filled(START, { bottom: WINDOW }),
        filled([255, 255, 255], { top: WINDOW, bottom: frame.top }),
        filled(GREEN, { ...frame, bottom: frame.bottom - TEXT }),
        filled(START, { top: frame.bottom }),
      ),
    },
    {
      name: 'fullpage: what is fixed to the middle of the window is not on a frame of another site below that',
      page: '/other-site-below?middle',
      options: { ...narrow, fullpage: true },
      judge: shows(
        filled(MAGENTA, { top: WINDOW / 2, bottom: WINDOW / 2 + 60 }),
        filled(GREEN, { ...frame, bottom: frame.bottom - TEXT }),
      ),
    },
    {
      name: 'fullpage: a frame of another site that the lower edge of the window holds is at the end',
      page: '/other-site-held',
      options: { ...narrow, fullpage: true },
      judge: shows(
        size(320, 1_500),
        filled([255, 255, 255], { bottom: 1_500 - HELD_HEIGHT }),
        filled(GREEN, { top: 1_500 - HELD_HEIGHT, bottom: 1_500 - TEXT }),
      ),
    },
    {
      name: 'fullpage: a frame of another site in a component that sticks',
      page: '/other-site-in-component',
      options: { ...narrow, fullpage: true },
      judge: shows(filled(GREEN, { top: 1_500, bottom: 1_500 + FRAME_HEIGHT - TEXT })),
    },
    ...(
      [
        ['as high as the window, and more', 'window'],
        ['with what its box has left, which follows the window', 'flexible'],
        ['of which a box that follows the window shows a part', 'cut'],
        ['in a frame of the page’s own', 'nested'],
        ['beside one that is cut off', 'slider'],
        ['that takes its time for another size', 'moving'],
        ['whose style has a variable', 'variable'],
        ['that is styled for having no style of its own', 'bare'],
        ['in an <object>', 'object'],
        ['in an <embed>', 'embed'],
        ['in a closed component', 'closed'],
      ] as const
    ).map(([name, kind]) => ({
      name: `fullpage: a frame of another site ${name}, far below it`,
      page: `/other-site-as?kind=${kind}`,
      options: { ...narrow, fullpage: true },
      judge: shows(
        size(320, frame.bottom + 400),
        filled(GREEN, { ...frame, bottom: frame.bottom - TEXT }),
        filled(START, { top: frame.bottom }),
        unwarned,
      ),
      quick: kind === 'window',
    })),
    {
      name: 'fullpage: more frames of other sites than are drawn, and that is said',
      page: '/other-site-as?kind=many',
      options: { ...narrow, fullpage: true },
      judge: shows(size(320, frame.top + 45 * 20 + 400), warned(/may be missing/)),
    },
    {
      name: 'fullpage: a frame of another site that is busy for ever costs nothing but itself',
      page: '/other-site-below?want=busy',
      options: { ...narrow, fullpage: true },
      judge: shows(
        size(320, frame.bottom + 400),
        filled(START, { bottom: WINDOW }),
        filled(START, { top: frame.bottom }),
        checked({ blank: false, still_loading: false }),
      ),
    },
    {
      name: 'fullpage: a frame of another site that its scripts change all the time stands still',
      page: '/other-site-below?want=stopped',
      options: { ...narrow, fullpage: true },
      judge: shows(oneColour({ ...frame, bottom: frame.bottom - TEXT })),
    },
  ]),
  ...casesOf('pdf', [
    {
      name: 'a frame of another site, which the browser does not print, is there as a picture',
      page: '/other-site-in-letter',
      options: { format: 'pdf', wait_time: 0 },
      judge: prints({ sheets: 1, margin: 10, block, text: sentence }),
    },
  ]),
  ...casesOf('selector and scroll position', [
    {
      name: 'selector: a frame of another site far below the window',
      page: '/other-site-below',
      options: { ...narrow, selector: 'iframe' },
      judge: shows(size(320, FRAME_HEIGHT), filled(GREEN, { bottom: FRAME_HEIGHT - TEXT })),
    },
  ]),
];
