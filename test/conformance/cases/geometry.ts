import { ratios } from '../../../functions/domain/ratios.ts';
import { cornerColours } from '../../support/fixture-site/colours.ts';
import { even } from '../checks/even.ts';
import { filled } from '../checks/filled.ts';
import { hasPreview } from '../checks/has-preview.ts';
import { inBands } from '../checks/in-bands.ts';
import { lines } from '../checks/lines.ts';
import { pixel } from '../checks/pixel.ts';
import { sharpText } from '../checks/sharp-text.ts';
import { shows } from '../checks/shows.ts';
import { signals } from '../checks/signals.ts';
import { size } from '../checks/size.ts';
import { told } from '../checks/told.ts';
import { casesOf, type Judge } from '../conformance-case.ts';
import { layoutColours } from '../pages/geometry.ts';
import { GREEN, MAGENTA } from '../pages/signal.ts';

const png = { format: 'png' };
const { topLeft, topRight, bottomLeft, bottomRight } = cornerColours;

/** The four quarters of /colours meet in the middle of a file of this size, which has to be even. */
const quarters = (width: number, height: number): Judge =>
  shows(
    size(width, height),
    pixel(width / 2 - 1, height / 2 - 1, topLeft),
    pixel(width / 2, height / 2 - 1, topRight),
    pixel(width / 2 - 1, height / 2, bottomLeft),
    pixel(width / 2, height / 2, bottomRight),
  );

/** The beginning of /right-to-left, down to the end of its columns. */
const rightToLeft = (height: number, columns = Math.min(height, 1_100)): Judge =>
  shows(
    size(1280, height),
    filled(GREEN, { left: 780, bottom: columns }),
    filled(MAGENTA, { left: 280, right: 780, bottom: columns }),
    filled([0, 0, 255], { right: 280, bottom: columns }),
  );

/** Height of a file of 1,200 pixels in width. */
const heightAt = (ratio: string): number => {
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  return Math.round((1_200 * down) / across);
};

export const geometryCases = casesOf('geometry', [
  {
    name: 'nothing asked: 1280 x 720',
    page: '/colours',
    options: png,
    judge: quarters(1280, 720),
  },
  {
    name: 'viewport_width is what the page is laid out for',
    page: '/breakpoints',
    options: { ...png, viewport_width: 390 },
    judge: shows(size(390, 219), signals(layoutColours.upTo500)),
    proves: 'viewport_width',
    quick: true,
  },
  {
    name: 'the narrowest viewport',
    page: '/breakpoints',
    options: { ...png, viewport_width: 280 },
    judge: shows(size(280, 158), signals(layoutColours.upTo500)),
  },
  {
    name: 'the widest viewport',
    page: '/breakpoints',
    options: { ...png, viewport_width: 3840 },
    judge: shows(size(3840, 2160), signals(layoutColours.wider)),
  },
  {
    name: 'output_size below the viewport: the layout stays, the file is small',
    page: '/breakpoints',
    options: { ...png, output_size: 320 },
    judge: shows(size(320, 180), signals(layoutColours.upTo1600)),
    proves: 'output_size',
    quick: true,
  },
  {
    name: 'output_size below the viewport: fine lines turn grey, none is dropped',
    page: '/lines',
    options: { ...png, output_size: 640 },
    judge: shows(size(640, 360), even(110, 145)),
  },
  {
    name: 'output_size above the viewport: drawn finer, not enlarged',
    page: '/lines',
    options: { ...png, viewport_width: 640, output_size: 1280 },
    judge: shows(size(1280, 720), lines(2)),
    quick: true,
  },
  {
    name: 'output_size above the viewport: text is sharp',
    page: '/text',
    options: { ...png, viewport_width: 390, output_size: 1200 },
    judge: shows(size(1200, 675), sharpText(0.4)),
  },
  {
    name: 'output_size at a broken scale: a border stays at its pixel',
    page: '/colours',
    options: { ...png, output_size: 1920 },
    judge: quarters(1920, 1080),
  },
  {
    name: 'output_size beyond four times the viewport is enlarged',
    page: '/breakpoints',
    options: { ...png, viewport_width: 280, output_size: 1920 },
    judge: shows(size(1920, 1080), signals(layoutColours.upTo500)),
  },
  ...ratios.map((ratio) => ({
    name: `ratio ${ratio}`,
    page: '/bands?height=3000',
    options: { ...png, output_size: 1200, viewport_width: 1200, ratio },
    judge: shows(size(1200, heightAt(ratio)), inBands()),
    ...(ratio === '16:9' ? {} : { proves: 'ratio' }),
    quick: ratio === '1:2',
  })),
  {
    name: 'crop_height is exact, and wins over ratio',
    page: '/bands?height=2000',
    options: { ...png, crop_height: 333, ratio: '1:1' },
    judge: shows(size(1280, 333), inBands()),
    proves: 'crop_height',
    quick: true,
  },
  {
    name: 'crop_height beyond the layout viewport',
    page: '/bands?height=6000',
    options: { ...png, crop_height: 5_000 },
    judge: shows(size(1280, 5_000), inBands()),
  },
  {
    name: 'preset og',
    page: '/colours',
    options: { ...png, preset: 'og' },
    judge: shows(size(1200, 630), pixel(10, 10, topLeft), pixel(1190, 620, bottomRight)),
    proves: 'preset',
    quick: true,
  },
  {
    name: 'preset reel is laid out for a phone',
    page: '/breakpoints',
    options: { ...png, preset: 'reel' },
    judge: shows(size(1080, 1920), signals(layoutColours.upTo500)),
  },
  {
    name: 'preset linkedin_banner',
    page: '/colours',
    options: { ...png, preset: 'linkedin_banner' },
    judge: quarters(1584, 396),
  },
  {
    name: 'a ratio that is sent wins over the preset',
    page: '/breakpoints',
    options: { ...png, preset: 'square', ratio: '2:1' },
    judge: shows(size(1080, 540), signals(layoutColours.upTo1600)),
  },
  {
    name: 'hidpi: twice the pixels, a CSS pixel is exactly two',
    page: '/lines',
    options: { ...png, hidpi: true },
    judge: shows(size(2560, 1440), lines(2)),
    proves: 'hidpi',
    quick: true,
  },
  {
    name: 'hidpi: half a CSS pixel is exactly one device pixel',
    page: '/hairlines',
    options: { ...png, hidpi: true, viewport_width: 640 },
    judge: shows(size(1280, 720), lines(1)),
  },
  {
    name: 'hidpi with output_size: twice that',
    page: '/colours',
    options: { ...png, hidpi: true, output_size: 320 },
    judge: shows(size(640, 360), pixel(10, 10, topLeft), pixel(630, 350, bottomRight)),
  },
  {
    name: 'hidpi: the page’s images for fine screens',
    page: '/finer',
    options: { ...png, hidpi: true },
    judge: shows(filled(GREEN, { right: 400, bottom: 400 })),
    proves: 'hidpi',
  },
  {
    name: 'lines of one CSS pixel are lines of one pixel',
    page: '/lines',
    options: png,
    judge: shows(size(1280, 720), lines(1)),
  },
  {
    name: 'a page that is wider than the viewport is not shifted',
    page: '/wide',
    options: png,
    judge: shows(size(1280, 720), filled(GREEN)),
  },
  {
    name: 'a page that is written from right to left and wider than the viewport begins at its right',
    page: '/right-to-left',
    options: png,
    judge: rightToLeft(720),
  },
  {
    name: 'fullpage of a page that is written from right to left and wider than the viewport',
    page: '/right-to-left',
    options: { ...png, fullpage: true },
    judge: rightToLeft(1_400),
  },
  {
    name: 'scrolled down a page that is written from right to left and wider than the viewport',
    page: '/right-to-left',
    options: { ...png, scroll_offset_px: 200 },
    judge: rightToLeft(720),
  },
  {
    name: 'a page whose lines stand upright begins at its right',
    page: '/upright',
    options: png,
    judge: shows(size(1280, 720), filled(GREEN)),
  },
  {
    name: 'a page that ends early is filled with its own ground',
    page: '/short',
    options: { ...png, ratio: '1:2' },
    judge: shows(
      size(1280, 2560),
      filled([192, 57, 43], { bottom: 300 }),
      filled([42, 127, 98], { top: 300 }),
    ),
  },
  {
    name: 'a preview of at most 1,280 pixels in width',
    page: '/colours',
    options: { output_size: 1920 },
    judge: shows(size(1920, 1080), hasPreview(1280, 720)),
    quick: true,
  },
  {
    name: 'a preview is never larger than the file',
    page: '/colours',
    options: { output_size: 320 },
    judge: shows(size(320, 180), hasPreview(320, 180)),
  },
  {
    name: 'the sizes that are reported are those of the file',
    page: '/bands?height=1500',
    options: { ...png, fullpage: true, hidpi: true, viewport_width: 390 },
    judge: shows(size(780, 3_000), told({ width: 780, height: 3_000 })),
  },
]);
