import type { PictureOptions } from './picture-format.ts';
import type { Step } from './step.ts';
import { drawFrames } from './steps/draw-frames.ts';
import { drawSkipped } from './steps/draw-skipped.ts';
import { expand } from './steps/expand.ts';
import { find } from './steps/find.ts';
import { freeze } from './steps/freeze.ts';
import { lower } from './steps/lower.ts';
import { measure } from './steps/measure.ts';
import { reveal } from './steps/reveal.ts';
import { settle } from './steps/settle.ts';

/** How a page that has loaded comes to stand still for its picture, and where that is, in this order. */
export const look = (options: PictureOptions): readonly Step[] => [
  drawSkipped,
  ...(options.fullpage && options.selector === '' ? [expand] : []),
  settle,
  // What has come in the meantime.
  drawSkipped,
  reveal,
  freeze,
  ...(options.selector === '' ? [] : [find(options)]),
  measure(options),
  drawFrames,
  lower,
];
