import sharp from 'sharp';
import { expect, it } from 'vitest';
import { bandColour, type Colour, cornerColours } from '../support/fixture-site/colours.ts';
import { barOnce } from './checks/bar-once.ts';
import { extendsOutside } from './checks/extends-outside.ts';
import { filled } from './checks/filled.ts';
import { framed } from './checks/framed.ts';
import { coloured, glyphs } from './checks/glyphs.ts';
import { inBands } from './checks/in-bands.ts';
import { lines } from './checks/lines.ts';
import type { Check } from './checks/shot.ts';
import { signals } from './checks/signals.ts';
import { tagged } from './checks/tagged.ts';
import { decodePicture } from './decode-picture.ts';
import { GREEN, MAGENTA } from './pages/signal.ts';

const WHITE: Colour = [255, 255, 255];
type Paint = (x: number, y: number) => readonly number[];

/** What a check says of a PNG that is painted pixel by pixel; colours without alpha are opaque. */
const said = async (
  check: Check,
  width: number,
  height: number,
  paint: Paint,
): Promise<readonly string[]> => {
  const data = new Uint8Array(width * height * 4).map((_, index) => {
    const pixel = Math.floor(index / 4);
    return paint(pixel % width, Math.floor(pixel / width))[index % 4] ?? 255;
  });
  const bytes = await sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
  const silent = {
    width: undefined,
    height: undefined,
    httpStatus: undefined,
    finalUrl: undefined,
    title: undefined,
  };
  const told = { ...silent, warnings: undefined, checks: undefined, timings: undefined, place: undefined };
  return check({ picture: await decodePicture(bytes), bytes, preview: undefined, told });
};

const band = (y: number) => bandColour(Math.floor(y / 100));

it.each<[what: string, paint: Paint, faults: readonly string[]]>([
  ['all in order', (_x, y) => band(y), []],
  [
    'one twice',
    (_x, y) => band(y < 300 ? y : y - 100),
    [
      'band 3 is missing at y=300: 194,202,0, not 35,7,120',
      'band 4 is missing at y=400: 35,7,120, not 132,68,0',
    ],
  ],
  [
    'a row that is doubled',
    (_x, y) => band(y < 250 ? y : y - 1),
    [
      'band 3 is missing at y=300: 194,202,0, not 35,7,120',
      'band 4 is missing at y=400: 35,7,120, not 132,68,0',
    ],
  ],
  [
    'a bar in between',
    (_x, y) => (y >= 200 && y < 260 ? MAGENTA : band(y)),
    ['band 2 is missing at y=200: 255,0,255, not 194,202,0'],
  ],
])('bands: %s', async (_what, paint, faults) => {
  expect(await said(inBands(), 20, 500, paint)).toEqual(faults);
});

it.each<[what: string, paint: Paint, faults: readonly string[]]>([
  ['one', (_x, y) => (y < 60 ? MAGENTA : WHITE), []],
  [
    'two',
    (_x, y) => (y % 100 < 60 ? MAGENTA : WHITE),
    ['there are 2 bars at 0, 100, 120 rows in all, not one of 60 rows'],
  ],
  ['none', () => WHITE, ['there are 0 bars at , 0 rows in all, not one of 60 rows']],
  ['elsewhere', (_x, y) => (y >= 100 && y < 160 ? MAGENTA : WHITE), ['the bar is at 100, not at 0']],
])('bars: %s', async (_what, paint, faults) => {
  expect(await said(barOnce(60, 0), 10, 200, paint)).toEqual(faults);
});

it('a part that is not filled is told with its first pixel', async () => {
  const paint: Paint = (x, y) => (x === 7 && y > 3 ? MAGENTA : GREEN);
  expect(await said(filled(GREEN), 10, 6, paint)).toEqual([
    '2 pixels are not 46,125,50: the first, (7, 4) is 255,0,255',
  ]);
  expect(await said(filled(GREEN, { right: 7 }), 10, 6, paint)).toEqual([]);
});

it.each<[what: string, at: readonly [x: number, y: number] | undefined, faults: number]>([
  ['with its seal alone', undefined, 0],
  ['with a speck left of the seal', [180, 3], 1],
  ['with a speck below the seal', [199, 20], 1],
  ['with a speck in its last corner', [199, 99], 1],
])('a page of one colour, %s', async (_what, at, faults) => {
  const isSeal = (x: number, y: number) => x >= 190 && y < 10;
  const paint: Paint = (x, y) => ((x === at?.[0] && y === at[1]) || isSeal(x, y) ? MAGENTA : GREEN);
  expect(await said(signals(GREEN), 200, 100, paint)).toHaveLength(faults);
});

it('a page of one colour is not told by a picture that its seal fills', async () => {
  expect(await said(signals(GREEN), 8, 8, () => GREEN)).toEqual([
    '8x8 is too small to show more than the seal',
  ]);
});

it('lines that are one row off are noticed', async () => {
  const paint =
    (shift: number): Paint =>
    (_x, y) =>
      (y + shift) % 2 === 0 ? [0, 0, 0] : WHITE;
  expect(await said(lines(1), 4, 6, paint(0))).toEqual([]);
  expect(await said(lines(1), 4, 6, paint(1))).toEqual(['the line at (0, 0) is 255, not 0']);
});

/** The picture of /colours, 100 x 80, at (20, 10) in a file of 140 x 110 whose rest is transparent. */
const inFrame: Paint = (x, y) => {
  if (x < 20 || x >= 120 || y < 10 || y >= 90) return [0, 0, 0, 0];
  const { topLeft, topRight, bottomLeft, bottomRight } = cornerColours;
  if (y < 50) return x < 70 ? topLeft : topRight;
  return x < 70 ? bottomLeft : bottomRight;
};

it.each<[what: string, paint: Paint, fault: RegExp | undefined]>([
  ['as it was', inFrame, undefined],
  [
    'with a pixel that is drawn over',
    (x, y) => (x === 40 && y === 40 ? WHITE : inFrame(x, y)),
    /changed at \(20, 30\)/,
  ],
  ['darker', (x, y) => inFrame(x, y).map((value) => Math.round(value * 0.97)), /not in the file/],
  ['cut at its left', (x, y) => inFrame(x + 30, y), /is cut/],
])('a picture in a frame: %s', async (_what, paint, fault) => {
  const faults = await said(framed({ width: 100, height: 80, edge: 2 }), 140, 110, paint);
  expect(faults.join()).toMatch(fault ?? /^$/);
});

it('a frame has to be around the picture', async () => {
  expect(await said(extendsOutside(100, 80), 140, 110, inFrame)).toEqual([]);
  expect(await said(extendsOutside(140, 110), 140, 110, inFrame)).toHaveLength(1);
});

it('letters that are missing, alike or not drawn are noticed', async () => {
  // Cells of 100 pixels: a bar for each letter, at another place; the last cell is the missing one.
  const bars =
    (places: readonly number[]): Paint =>
    (x, y) =>
      y > 20 && y < 80 && x % 100 === places[Math.floor(x / 100)] ? [0, 0, 0] : WHITE;
  expect(await said(glyphs(2), 300, 100, bars([10, 20, 30]))).toEqual([]);
  expect(await said(glyphs(2), 300, 100, bars([10, 30, 30]))).toEqual([
    'letter 1 is the box of a missing letter',
  ]);
  expect(await said(glyphs(2), 300, 100, bars([10, 10, 30]))).toEqual(['letter 1 looks like letter 0']);
  expect(await said(glyphs(2), 300, 100, bars([10, -1, 30]))).toEqual(['letter 1 is not drawn']);
  expect(await said(coloured(1), 200, 100, bars([10, 20]))).toEqual(['letter 0 has 0 pixels of colour']);
});

it('a file that names no colour space is noticed', async () => {
  expect(await said(tagged, 4, 4, () => WHITE)).toEqual(['the png names no colour space']);
});
