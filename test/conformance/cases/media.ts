import { filled } from '../checks/filled.ts';
import { pixel } from '../checks/pixel.ts';
import { shows } from '../checks/shows.ts';
import { signals } from '../checks/signals.ts';
import { size } from '../checks/size.ts';
import { tells } from '../checks/tells.ts';
import { warned } from '../checks/warned.ts';
import { casesOf } from '../conformance-case.ts';
import { GREEN } from '../pages/signal.ts';

const png = { format: 'png' };
const green = shows(size(1280, 720), signals(GREEN));

export const mediaCases = casesOf('media', [
  {
    name: 'color_scheme dark',
    page: '/media?want=dark',
    options: { ...png, color_scheme: 'dark' },
    judge: green,
    proves: 'color_scheme',
    quick: true,
  },
  {
    name: 'color_scheme light',
    page: '/media?want=light',
    options: { ...png, color_scheme: 'light' },
    judge: green,
  },
  { name: 'no color_scheme: light', page: '/media?want=light', options: png, judge: green },
  {
    name: 'prefers_reduced_motion',
    page: '/media?want=still',
    options: { ...png, prefers_reduced_motion: true },
    judge: green,
    proves: 'prefers_reduced_motion',
    quick: true,
  },
  { name: 'no prefers_reduced_motion', page: '/media?want=moving', options: png, judge: green },
  {
    name: 'emulate_print_media',
    page: '/media?want=print',
    options: { ...png, emulate_print_media: true },
    judge: green,
    proves: 'emulate_print_media',
    quick: true,
  },
  { name: 'no emulate_print_media', page: '/media?want=screen', options: png, judge: green },
  {
    name: 'all three at once: none undoes another',
    page: '/media?want=print,dark,still',
    options: { ...png, emulate_print_media: true, color_scheme: 'dark', prefers_reduced_motion: true },
    judge: green,
  },
  {
    name: 'nojs: scripts do not run, and noscript is shown',
    page: '/scriptless',
    options: { ...png, nojs: true },
    judge: shows(filled([255, 255, 255], { bottom: 100 }), filled(GREEN, { top: 100 })),
    proves: 'nojs',
    quick: true,
  },
  {
    name: 'nojs on a whole page',
    page: '/article',
    options: { ...png, nojs: true, fullpage: true },
    judge: shows(size(1280, 4_000)),
  },
  {
    name: 'nojs: parts that only scripts would show are told of as such',
    page: '/in-view',
    options: { ...png, nojs: true, fullpage: true },
    judge: tells(warned(/which nojs keeps from running/)),
    quick: true,
  },
  {
    name: 'autoplay_videos: a film with sound plays',
    page: '/film',
    options: { ...png, autoplay_videos: true, wait_time: 2 },
    judge: shows(pixel(640, 360, GREEN, 12)),
    proves: 'autoplay_videos',
  },
  {
    name: 'autoplay_videos: films in frames and components play',
    page: '/inner-films',
    options: { ...png, autoplay_videos: true, wait_time: 1 },
    judge: shows(...[200, 600, 1000].map((x) => pixel(x, 300, GREEN, 12))),
    proves: 'autoplay_videos',
    quick: true,
  },
  {
    name: 'a film without sound plays for everyone',
    page: '/film?muted',
    options: { ...png, wait_time: 2 },
    judge: shows(pixel(640, 360, GREEN, 12)),
  },
  {
    name: 'WebGL is drawn',
    page: '/webgl',
    options: png,
    judge: shows(pixel(200, 150, [0, 128, 255], 1)),
  },
]);
