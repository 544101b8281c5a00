import type { Judge } from '../conformance-case.ts';
import { type DecodedPicture, decodePicture } from '../decode-picture.ts';
import type { Check } from './shot.ts';

/** Judges a capture that has to be a picture, by all the checks. What the service reports of its size has to be true. */
export const shows =
  (...checks: readonly Check[]): Judge =>
  async (capture) => {
    if (capture.outcome === 'failed') return [`failed with ${capture.code}: ${capture.detail}`];
    const { bytes, preview, told } = capture;
    let picture: DecodedPicture;
    try {
      picture = await decodePicture(bytes);
    } catch (error) {
      return [`the file is no picture: ${(error as Error).message}`];
    }
    const reported =
      (told.width ?? picture.width) === picture.width && (told.height ?? picture.height) === picture.height
        ? []
        : [`${told.width}x${told.height} was reported for a file of ${picture.width}x${picture.height}`];
    const found = await Promise.all(checks.map((check) => check({ picture, bytes, preview, told })));
    return [...reported, ...found.flat()];
  };
