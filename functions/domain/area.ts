import type { Size } from './size.ts';

/** A part of the document, in CSS pixels from its top left corner. */
export interface Area extends Size {
  readonly x: number;
  readonly y: number;
}
