import type { CaptureOptions } from '../../domain/capture-options.ts';
import { paperSizes } from '../../domain/paper-sizes.ts';
import type { Size } from '../../domain/size.ts';

const MM_PER_INCH = 25.4;
/** CSS pixels an inch, whatever the device (CSS Values, absolute lengths). */
const PIXELS_PER_INCH = 96;

/** A sheet of a pdf, turned as it is printed. */
export interface Paper {
  /** Inches, as Chromium takes them. */
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  /** The whole sheet in CSS pixels. */
  readonly pixels: Size;
}

/** The sheet that the options ask for. */
export const paperOf = ({
  pdf_page_size,
  pdf_landscape,
  pdf_margin_mm,
}: Pick<CaptureOptions, 'pdf_page_size' | 'pdf_landscape' | 'pdf_margin_mm'>): Paper => {
  const upright = paperSizes[pdf_page_size];
  const turned = pdf_landscape ? { width: upright.height, height: upright.width } : upright;
  const width = turned.width / MM_PER_INCH;
  const height = turned.height / MM_PER_INCH;
  return {
    width,
    height,
    margin: pdf_margin_mm / MM_PER_INCH,
    pixels: {
      width: Math.round(width * PIXELS_PER_INCH),
      height: Math.round(height * PIXELS_PER_INCH),
    },
  };
};

/** The window that shows as much of a page as lies between the margins of a sheet at `scale`, in whole CSS pixels. */
export const printedArea = ({ width, height, margin }: Paper, scale: number): Size => {
  const side = (inches: number) => Math.max(1, Math.floor(((inches - 2 * margin) * PIXELS_PER_INCH) / scale));
  return { width: side(width), height: side(height) };
};
