import type { Format } from '../domain/formats.ts';

/** The formats that hold one picture. */
export type PictureFormat = Exclude<Format, 'pdf'>;

/** The same format. Throws for pdf, which domain/not-yet-rendered.ts keeps away from the renderer. */
export const pictureFormat = (format: Format): PictureFormat => {
  if (format === 'pdf') throw new Error('This version renders no pdf.');
  return format;
};
