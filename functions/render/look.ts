import { geometry } from '../domain/geometry.ts';
import { clips } from './picture/clips.ts';
import type { PictureOptions } from './picture/picture-format.ts';
import type { Step } from './step.ts';
import { drawFrames } from './steps/draw-frames.ts';
import { drawSkipped } from './steps/draw-skipped.ts';
import { expand } from './steps/expand.ts';
import { find } from './steps/find.ts';
import { freeze } from './steps/freeze.ts';
import { hold } from './steps/hold.ts';
import { lower } from './steps/lower.ts';
import { measure } from './steps/measure.ts';
import { reveal } from './steps/reveal.ts';
import { reviewCookies } from './steps/review-cookies.ts';
import { settle } from './steps/settle.ts';

/** Whether the picture may be too high for one strip, as far as the options tell. */
const mayBeHigh = (options: PictureOptions): boolean => {
  const { output, deviceWidth, viewport } = geometry(options);
  if (output.height === undefined) return true;
  const height = (output.height * deviceWidth) / output.width;
  return clips(height, { device: deviceWidth, css: viewport.width }).length > 1;
};

const asksForAll = ({ fullpage, selector }: PictureOptions): boolean => fullpage && selector === '';

/** How a page that has loaded comes to stand still for its picture, and where that is, in this order. */
export const look = (options: PictureOptions): readonly Step[] => [
  drawSkipped,
  ...(asksForAll(options) ? [expand('picture')] : []),
  settle,
  // What has come in the meantime.
  ...(asksForAll(options) ? [expand('picture', 'late')] : []),
  drawSkipped,
  reveal,
  // While its scripts run, since no frame is waited for without.
  ...(options.selector === '' ? [] : [hold(options)]),
  freeze,
  ...(options.dismiss_cookies === '' ? [] : [reviewCookies(options)]),
  ...(options.selector === '' ? [] : [find(options)]),
  measure(options),
  drawFrames,
  lower,
  ...(options.selector === '' && mayBeHigh(options) ? [hold(options)] : []),
];
