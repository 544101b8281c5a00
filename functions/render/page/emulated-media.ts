import type { Protocol } from 'puppeteer-core';
import type { CaptureOptions } from '../../domain/capture-options.ts';

/**
 * What the page's styles are told of the medium. One command says all of it: what it leaves out is reset, and without a
 * medium Chromium prints with the styles for print.
 */
export const emulatedMedia = ({
  emulate_print_media,
  color_scheme,
  prefers_reduced_motion,
}: Pick<
  CaptureOptions,
  'emulate_print_media' | 'color_scheme' | 'prefers_reduced_motion'
>): Protocol.Emulation.SetEmulatedMediaRequest => ({
  media: emulate_print_media ? 'print' : 'screen',
  features: [
    ...(color_scheme === null ? [] : [{ name: 'prefers-color-scheme', value: color_scheme }]),
    ...(prefers_reduced_motion ? [{ name: 'prefers-reduced-motion', value: 'reduce' }] : []),
  ],
});
