import sharp, { type Sharp } from 'sharp';
import { fromBrowser } from './photo.ts';

/** The raw pixels of a PNG that the browser wrote, with as many channels as are asked for. */
export const decodeShot = (png: Buffer, channels: 3 | 4): Sharp => {
  const image = sharp(png, fromBrowser).toColourspace('srgb');
  return (channels === 4 ? image.ensureAlpha() : image.removeAlpha()).raw();
};
