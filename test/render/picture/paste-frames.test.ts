import { describe, expect, it } from 'vitest';
import { commonArea } from '../../../functions/domain/common-area.ts';
import type { IframePicture } from '../../../functions/render/picture/iframe-picture.ts';
import { pasteFrames } from '../../../functions/render/picture/paste-frames.ts';
import type { Pixels } from '../../../functions/render/pixels.ts';

const filled = (width: number, height: number, value: number): Pixels => ({
  data: new Uint8Array(width * height * 3).fill(value),
  channels: 3,
  width,
  height,
});
/** Where a picture is not empty: its rows, a letter a pixel. */
const drawn = ({ data, width, height }: Pixels): string[] =>
  Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (data[(y * width + x) * 3] === 0 ? '.' : '#')).join(''),
  );
/** A frame of 2x2 CSS pixels, all of it or a part of it, as it was photographed. */
const picture = (part = { x: 0, y: 0, width: 2, height: 2 }, scale = 1): IframePicture => ({
  index: 0,
  frame: { width: 2, height: 2 },
  part,
  pixels: filled(part.width * scale, part.height * scale, 255),
});
const at = (x: number, y: number, size = 2) => ({ x, y, width: size, height: size });

describe('a picture of a frame', () => {
  it.each([
    ['where the frame is by now', at(1, 1), picture(), ['....', '.##.', '.##.', '....']],
    ['as far as the picture goes, at its corner', at(-1, -1), picture(), ['#...', '....', '....', '....']],
    ['as far as the picture goes, at its end', at(3, 3), picture(), ['....', '....', '....', '...#']],
    [
      'with the part that was photographed, at its place in the frame',
      at(1, 1),
      picture({ x: 1, y: 0, width: 1, height: 2 }),
      ['....', '..#.', '..#.', '....'],
    ],
    ['nowhere beside the picture', at(9, 9), picture(), ['....', '....', '....', '....']],
    ['not where the frame is gone', undefined, picture(), ['....', '....', '....', '....']],
  ])('is put %s', (_, now, one, expected) => {
    const page = filled(4, 4, 0);
    expect(pasteFrames(page, { area: at(0, 0, 4), scale: 1 }, [one], [now])).toBe(true);
    expect(drawn(page)).toEqual(expected);
  });

  it('is not put where the frame has another size by now, and that is told', () => {
    const page = filled(4, 4, 0);
    const view = { area: at(0, 0, 4), scale: 1 };
    expect(pasteFrames(page, view, [picture()], [at(0, 0, 4)])).toBe(false);
    expect(drawn(page)).toEqual(['....', '....', '....', '....']);
  });

  it('is put in device pixels, from where the picture of the page begins', () => {
    const page = filled(4, 4, 0);
    pasteFrames(page, { area: at(10, 20), scale: 2 }, [picture(undefined, 2)], [at(11, 21)]);
    expect(drawn(page)).toEqual(['....', '....', '..##', '..##']);
  });
});

describe('what two areas have in common', () => {
  it.each([
    [at(0, 0, 4), at(1, 2, 4), { x: 1, y: 2, width: 3, height: 2 }],
    [at(5, 5, 4), at(0, 0, 7), { x: 0, y: 0, width: 2, height: 2 }],
    [at(0, 0, 2), at(2, 0, 2), undefined],
  ])('of %j and %j is told from the corner of the first', (one, other, expected) => {
    expect(commonArea(one, other)).toEqual(expected);
  });
});
