import { cornerColours } from '../../support/fixture-site/colours.ts';
import { closeTo } from '../checks/close-to.ts';
import { fileFormat } from '../checks/file-format.ts';
import { filled } from '../checks/filled.ts';
import { inBands } from '../checks/in-bands.ts';
import { LOSSY } from '../checks/is-near.ts';
import { pixel } from '../checks/pixel.ts';
import type { Check } from '../checks/shot.ts';
import { shows } from '../checks/shows.ts';
import { size } from '../checks/size.ts';
import { tagged } from '../checks/tagged.ts';
import { warned } from '../checks/warned.ts';
import { casesOf } from '../conformance-case.ts';
import { box, gamutColours, waveColour } from '../pages/formats.ts';
import { GREEN } from '../pages/signal.ts';

const formats = [
  { format: 'jpg', is: 'jpeg', loss: LOSSY, decibels: 36 },
  { format: 'png', is: 'png', loss: 0, decibels: Number.POSITIVE_INFINITY },
  { format: 'webp', is: 'webp', loss: LOSSY, decibels: 34 },
  { format: 'webp_lossless', is: 'webp', loss: 0, decibels: Number.POSITIVE_INFINITY },
  { format: 'avif', is: 'heif', loss: LOSSY, decibels: 36 },
] as const;

const corners = (loss: number): readonly Check[] => [
  pixel(100, 100, cornerColours.topLeft, loss),
  pixel(1180, 100, cornerColours.topRight, loss),
  pixel(100, 620, cornerColours.bottomLeft, loss),
  pixel(1180, 620, cornerColours.bottomRight, loss),
];

const { left, top, width, height } = box;
const boxPart = { left, top, right: left + width, bottom: top + height };
const clear: Check = filled([0, 0, 0, 0], { bottom: top - 20 });
const halfClear = (loss: number): Check => pixel(left + width + 100 + 150, top + 100, [255, 0, 0, 128], loss);

export const formatCases = casesOf('formats', [
  ...formats.map(({ format, is, loss }) => ({
    name: `${format}: a file of its kind, with the colours of the page`,
    page: '/colours',
    options: { format },
    judge: shows(fileFormat(is), size(1280, 720), ...corners(loss)),
    ...(format === 'jpg' ? {} : { proves: 'format' }),
    quick: true,
  })),
  ...formats.map(({ format, decibels }) => ({
    name: `${format}: a picture without flat colours is ${decibels > 100 ? 'exact' : `close, ${decibels} dB`}`,
    page: '/waves',
    options: { format },
    judge: shows(closeTo(waveColour, 640, 360, decibels)),
  })),
  // A WebP without a profile is sRGB by its specification.
  ...(['jpg', 'png', 'avif'] as const).map((format) => ({
    name: `${format}: names its colour space`,
    page: '/colours',
    options: { format },
    judge: shows(tagged),
  })),
  {
    name: 'colours of a wide gamut are those of sRGB',
    page: '/wide-gamut',
    options: { format: 'png' },
    judge: shows(...gamutColours.map((colour, index) => pixel(100 + 200 * index, 200, colour, 1))),
  },
  ...(['png', 'webp', 'webp_lossless', 'avif'] as const).map((format) => ({
    name: `omit_background: ${format} is transparent where the page paints nothing`,
    page: '/bare',
    options: { format, omit_background: true },
    judge: shows(
      clear,
      pixel(
        left + 150,
        top + 100,
        [...GREEN, 255],
        format === 'png' || format === 'webp_lossless' ? 0 : LOSSY,
      ),
      halfClear(format === 'png' || format === 'webp_lossless' ? 1 : LOSSY),
    ),
    proves: 'omit_background',
    quick: format === 'png',
  })),
  {
    name: 'omit_background: jpg is black where the page paints nothing',
    page: '/bare',
    options: { omit_background: true },
    judge: shows(
      filled([0, 0, 0], { bottom: top - 20 }, LOSSY),
      filled(
        GREEN,
        { ...boxPart, left: left + 16, top: top + 16, right: left + width - 16, bottom: top + height - 16 },
        LOSSY,
      ),
    ),
    proves: 'omit_background',
  },
  {
    name: 'without omit_background nothing is transparent',
    page: '/bare',
    options: { format: 'png' },
    judge: shows(filled([255, 255, 255, 255], { bottom: top })),
  },
  {
    name: 'a webp that would be too long is scaled down, and a warning says so',
    page: '/bands?height=20000',
    options: { format: 'webp', fullpage: true, viewport_width: 320 },
    judge: shows(
      size(262, 16_383),
      // A WebP halves the resolution of colour, which shows beside an edge that is no longer on a whole pixel.
      inBands({ height: (100 * 16_383) / 20_000, loss: 20 }),
      warned(/16,?383/),
    ),
  },
  {
    name: 'an avif that would be too long is scaled down, and a warning says so',
    page: '/bands?height=20000',
    options: { format: 'avif', fullpage: true, viewport_width: 280 },
    judge: shows(
      size(229, 16_384),
      inBands({ height: (100 * 16_384) / 20_000, loss: 14 }),
      warned(/16,?384/),
    ),
  },
  ...formats.map(({ format }) => ({
    name: `${format}: the same page gives the same bytes`,
    page: '/small',
    options: { format },
    judge: shows(),
    twice: true,
  })),
]);
