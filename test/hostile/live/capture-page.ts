import { askedOptions } from '../../../functions/domain/asked-options.ts';
import { expandPreset } from '../../../functions/domain/expand-preset.ts';
import { RenderFailure, type RenderFailureCode } from '../../../functions/domain/render-failure.ts';
import type { Renderer } from '../../../functions/ports/renderer.ts';
import { decodeRgba } from '../../support/decode-rgba.ts';
import { publicColour } from './attacker-site.ts';

/** What came of a capture. */
export type Outcome = RenderFailureCode | 'the public page' | 'a picture of something else';

const CAPTURE_MS = 40_000;

/** What a JPEG makes of a colour may be off by so much. */
const isAbout = (value: number, wanted: number): boolean => Math.abs(value - wanted) < 9;

/** Captures a page, with a wait in seconds once it is there, and looks at its picture where the page shows nothing. */
export const capturePage = async (renderer: Renderer, url: string, waitSeconds: number): Promise<Outcome> => {
  const sent = { url, wait_time: waitSeconds };
  const asked = askedOptions.parse(sent);
  const inputs = { http_auth: asked.http_auth, cookies: asked.cookies };
  const options = expandPreset(asked, new Set(Object.keys(sent)));
  try {
    const { bytes } = await renderer.render(options, { inputs, deadline: Date.now() + CAPTURE_MS });
    const { at, width, height } = await decodeRgba(bytes);
    const corner = at(width - 9, height - 9);
    const isPublic = publicColour.every((wanted, channel) => isAbout(corner[channel] ?? -1, wanted));
    return isPublic ? 'the public page' : 'a picture of something else';
  } catch (error) {
    if (!(error instanceof RenderFailure)) throw error;
    // No vector may come to this; the run shows why one has.
    if (error.code === 'internal') console.error(error.cause);
    return error.code;
  }
};
