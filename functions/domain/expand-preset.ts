import type { AskedOptions } from './asked-options.ts';
import { type CaptureOptions, captureOptions } from './capture-options.ts';
import { presets } from './presets.ts';

const optionNames = Object.keys(captureOptions.omit({ marked: true }).shape) as (keyof CaptureOptions &
  keyof AskedOptions)[];

/** Of a request what is rendered and no more: it may have a secret besides, whatever its type says. */
const renderedOptions = (asked: AskedOptions): CaptureOptions =>
  Object.fromEntries(
    optionNames.filter((name) => asked[name] !== undefined).map((name) => [name, asked[name]]),
  ) as CaptureOptions;

/**
 * Fills in what a preset says and the caller did not (contract, `preset`). `sent` names the fields that the caller sent:
 * a default that was filled in by parsing does not win over the preset.
 */
export const expandPreset = (asked: AskedOptions, sent: ReadonlySet<string>): CaptureOptions => {
  const { preset } = asked;
  const options = renderedOptions(asked);
  if (preset === '') return options;
  const { viewport, width, height } = presets[preset];
  const outputWidth = options.output_size ?? width;
  const hasOwnHeight =
    sent.has('ratio') || options.crop_height !== undefined || options.fullpage || options.selector !== '';
  return {
    ...options,
    viewport_width: sent.has('viewport_width') ? options.viewport_width : viewport,
    output_size: outputWidth,
    crop_height: hasOwnHeight ? options.crop_height : Math.round((outputWidth * height) / width),
  };
};
