import type { CaptureOptions } from '../../domain/capture-options.ts';
import type { Format } from '../../domain/formats.ts';

/** The formats that hold one picture. */
export type PictureFormat = Exclude<Format, 'pdf'>;

/** The options of a capture that ends in one picture, not in a document of pages. */
export type PictureOptions = CaptureOptions & { readonly format: PictureFormat };

/** Whether a capture ends in one picture. */
export const asksForPicture = (options: CaptureOptions): options is PictureOptions =>
  options.format !== 'pdf';
