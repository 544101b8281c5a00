import type { CaptureInputs } from '../domain/capture-inputs.ts';
import type { CaptureOptions } from '../domain/capture-options.ts';
import { asksForPicture } from './picture-format.ts';
import type { Step } from './step.ts';
import { encode } from './steps/encode.ts';
import { frame } from './steps/frame.ts';
import { introduce } from './steps/introduce.ts';
import { load } from './steps/load.ts';
import { measure } from './steps/measure.ts';
import { navigate } from './steps/navigate.ts';
import { open } from './steps/open.ts';
import { paper } from './steps/paper.ts';
import { preview } from './steps/preview.ts';
import { previewPrint } from './steps/preview-print.ts';
import { print } from './steps/print.ts';
import { readTitle } from './steps/read-title.ts';
import { reveal } from './steps/reveal.ts';
import { settle } from './steps/settle.ts';
import { shoot } from './steps/shoot.ts';
import { wait } from './steps/wait.ts';

const isKnown = ({ http_auth, cookies }: CaptureInputs): boolean =>
  http_auth !== undefined || cookies.length > 0;

/** How a page becomes a picture, or a document: all that happens in a capture, in this order. */
export const plan = (options: CaptureOptions, inputs: CaptureInputs): readonly Step[] => [
  open,
  ...(isKnown(inputs) ? [introduce(options, inputs)] : []),
  navigate(options),
  load,
  ...(asksForPicture(options) ? [] : [paper(options)]),
  wait(options),
  settle,
  reveal,
  ...(asksForPicture(options)
    ? [
        measure(options),
        shoot,
        ...(options.frame === '' ? [] : [frame(options.frame)]),
        encode(options),
        preview,
      ]
    : [readTitle, print(options), previewPrint]),
];
