import { checked } from '../checks/checked.ts';
import { shows } from '../checks/shows.ts';
import { timed } from '../checks/timed.ts';
import { told } from '../checks/told.ts';
import { unwarned, warned } from '../checks/warned.ts';
import { casesOf } from '../conformance-case.ts';

const options = {};
const isInsideOf = (from: number, to: number) => (value: unknown) =>
  typeof value === 'number' && value >= from && value <= to;

export const verdictCases = casesOf('verdict', [
  {
    name: 'a good page: nothing is doubtful',
    page: '/small',
    options,
    judge: shows(
      checked({
        page_status: 200,
        blank: false,
        fonts_loaded: true,
        still_loading: false,
        bot_challenge: false,
        truncated: false,
        blocked_requests: 0,
        consent: null,
      }),
      unwarned,
    ),
    quick: true,
  },
  {
    name: 'a blank page is said to be blank',
    page: '/blank',
    options,
    judge: shows(checked({ blank: true }), warned(/blank|empty|nothing/i)),
    quick: true,
  },
  {
    name: 'a few words of a drawing are not blank',
    page: '/drawing.svg',
    options,
    judge: shows(checked({ blank: false }), unwarned),
  },
  {
    name: 'a page full of evenly spaced text is not blank',
    page: '/log',
    options: { format: 'png', fullpage: true, viewport_width: 320 },
    judge: shows(checked({ blank: false }), unwarned),
  },
  {
    name: 'images that are not there are counted',
    page: '/images?good=3&broken=2',
    options,
    judge: shows(checked({ images: 5, images_decoded: 3 }), warned(/image/i)),
    quick: true,
  },
  {
    name: 'images that are there are counted',
    page: '/images?good=4&broken=0',
    options,
    judge: shows(checked({ images: 4, images_decoded: 4 }), unwarned),
  },
  {
    name: 'images outside of the picture do not count',
    page: '/lazy-native',
    options: { viewport_width: 1280, ratio: '16:9' },
    judge: shows(checked({ images: isInsideOf(2, 3), images_decoded: isInsideOf(2, 3) })),
  },
  {
    name: 'an error page is said to be one',
    page: '/missing',
    options,
    judge: shows(checked({ page_status: 404 }), warned(/404/)),
  },
  {
    name: 'a check whether its visitor is a robot is said to be one',
    page: '/challenge',
    options,
    judge: shows(checked({ bot_challenge: true }), warned(/bot|robot|challenge/i)),
    quick: true,
  },
  {
    name: 'an image that is there when an empty page is looked at again is not said to be missing',
    page: '/later-image',
    options,
    judge: shows(checked({ blank: false, images: 1, images_decoded: 1 }), unwarned),
  },
  {
    name: 'a page that still loads is said to',
    page: '/never-loads',
    options,
    judge: shows(checked({ still_loading: true }), warned(/load/i)),
    seconds: 12,
  },
  {
    name: 'fonts that did not come are missed',
    page: '/web-font?src=/never.woff2',
    options,
    judge: shows(checked({ fonts_loaded: false }), warned(/font/i)),
    seconds: 12,
  },
  {
    name: 'a page that was cut is said to be',
    page: '/bands?height=31000',
    options: { fullpage: true, viewport_width: 320 },
    judge: shows(checked({ truncated: true }), warned(/30,000/)),
  },
  {
    name: 'an app that was cut is said to be',
    page: '/app?bands=310',
    options: { fullpage: true, viewport_width: 320 },
    judge: shows(checked({ truncated: true }), warned(/31,060 CSS pixels .* 30,000/)),
  },
  {
    name: 'where the page ended is told',
    page: '/hop?to=/arrived',
    options,
    judge: shows(({ told: { finalUrl } }) =>
      finalUrl?.endsWith('/arrived') ? [] : [`finalUrl is ${finalUrl}`],
    ),
  },
  { name: 'its title is told', page: '/colours', options, judge: shows(told({ title: 'Four colours' })) },
  {
    name: 'how long each phase took is told',
    page: '/small',
    options,
    judge: shows(timed('navigate', 'settle', 'shoot', 'encode')),
  },
]);
