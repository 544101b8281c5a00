import { extendsOutside } from '../checks/extends-outside.ts';
import { framed } from '../checks/framed.ts';
import { LOSSY } from '../checks/is-near.ts';
import { pixel } from '../checks/pixel.ts';
import { shows } from '../checks/shows.ts';
import { size } from '../checks/size.ts';
import { casesOf } from '../conformance-case.ts';

/** Frames around a picture of 768 x 576 or, of a phone, 390 x 780. `isClear`: nothing is drawn in the file's corners. */
const frames = [
  { frame: 'shadow', isPhone: false, isClear: true },
  { frame: 'browser_chrome', isPhone: false, isClear: true },
  { frame: 'browser_chrome_dark', isPhone: false, isClear: true },
  { frame: 'mobile', isPhone: true, isClear: true },
  { frame: 'mobile_light', isPhone: true, isClear: true },
  { frame: 'tablet', isPhone: false, isClear: true },
  { frame: 'tablet_light', isPhone: false, isClear: true },
  { frame: 'laptop', isPhone: false, isClear: true },
  { frame: 'polaroid', isPhone: false, isClear: false },
  { frame: 'gradient', isPhone: false, isClear: false },
  { frame: 'shotbot_brand', isPhone: false, isClear: false },
] as const;

/** Screens have rounded corners. */
const EDGE = 70;
const desktop = { viewport_width: 768, ratio: '4:3' };
const phone = { viewport_width: 390, ratio: '1:2' };
const transparent = pixel(0, 0, [0, 0, 0, 0]);

export const frameCases = casesOf('frames', [
  ...frames.map(({ frame, isPhone, isClear }) => {
    const [width, height] = isPhone ? [390, 780] : [768, 576];
    return {
      name: `${frame}: outside of the picture, which stays as it is`,
      page: '/colours',
      options: { format: 'png', frame, ...(isPhone ? phone : desktop) },
      judge: shows(
        extendsOutside(width, height),
        framed({ width, height, edge: EDGE }),
        ...(isClear ? [transparent] : []),
      ),
      proves: 'frame',
      quick: frame === 'browser_chrome',
    };
  }),
  {
    name: 'rounded: inside of the picture, with transparent corners',
    page: '/colours',
    options: { format: 'png', frame: 'rounded', ...desktop },
    judge: shows(size(768, 576), transparent, framed({ width: 768, height: 576, edge: EDGE })),
    proves: 'frame',
  },
  {
    name: 'a frame at hidpi is around a picture at hidpi',
    page: '/colours',
    options: { format: 'png', frame: 'browser_chrome', hidpi: true, ...desktop },
    judge: shows(extendsOutside(1536, 1152), framed({ width: 1536, height: 1152, edge: 2 * EDGE })),
  },
  {
    name: 'a webp has a transparent frame too',
    page: '/colours',
    options: { format: 'webp_lossless', frame: 'mobile', ...phone },
    judge: shows(transparent, framed({ width: 390, height: 780, edge: EDGE })),
  },
  {
    name: 'a jpg is black outside of the frame',
    page: '/colours',
    options: { frame: 'mobile', ...phone },
    judge: shows(
      pixel(0, 0, [0, 0, 0], LOSSY),
      framed({ width: 390, height: 780, edge: EDGE, loss: 2 * LOSSY }),
    ),
  },
  {
    name: 'a frame around a whole page',
    page: '/colours',
    options: { format: 'png', frame: 'browser_chrome', fullpage: true, ...desktop },
    judge: shows(extendsOutside(768, 576), framed({ width: 768, height: 576, edge: EDGE })),
  },
  {
    name: 'no frame: the picture and nothing else',
    page: '/colours',
    options: { format: 'png', ...desktop },
    judge: shows(size(768, 576), framed({ width: 768, height: 576 })),
  },
]);
