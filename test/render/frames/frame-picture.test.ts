import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { framePicture } from '../../../functions/render/frames/frame-picture.ts';
import { framedSize } from '../../../functions/render/frames/framed-size.ts';
import { type FrameName, frames } from '../../../functions/render/frames/frames.ts';
import type { Pixels } from '../../../functions/render/pixels.ts';

const names = Object.keys(frames) as FrameName[];
/** Frames that fill the file to its edges. */
const fillings: readonly FrameName[] = ['gradient', 'shotbot_brand'];
/** Frames that a picture lies on. */
const grounds: readonly FrameName[] = [...fillings, 'polaroid'];
const host = 'harbour.example.com';
const address = new URL(`https://${host}/`);

/** A picture of which no two neighbours are alike. */
const speckled = (width: number, height: number): Pixels => {
  const data = new Uint8Array(width * height * 3);
  for (let index = 0; index < data.length; index += 1) data[index] = (index * 73 + (index >> 8) * 151) & 255;
  return { data, width, height, channels: 3 };
};
const plain = (width: number, height: number, [red, green, blue, alpha]: readonly number[]): Pixels => {
  const colour = alpha === undefined ? [red, green, blue] : [red, green, blue, alpha];
  const data = Buffer.alloc(width * height * colour.length, Buffer.from(colour as number[]));
  return { data, width, height, channels: colour.length as 3 | 4 };
};

const at = ({ data, width, channels }: Pixels, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * channels, (y * width + x + 1) * channels),
];
const frameOf = (name: FrameName, width: number, height: number) => frames[name]({ width, height, host });
const drawn = (name: FrameName, pixels: Pixels, framing: { density?: number; mark?: string } = {}) =>
  framePicture(pixels, frames[name], { address, density: 1, ...framing });

/** Where the picture is not in the framed one as it was, each as [x, y]; the corners are left out. */
const changed = (framed: Pixels, picture: Pixels, name: FrameName): number[][] => {
  const { margin, radius } = frameOf(name, picture.width, picture.height);
  const corner = Math.ceil(Math.max(radius.top, radius.bottom));
  const found: number[][] = [];
  for (let y = 0; y < picture.height; y += 1) {
    const inset = y >= corner && y < picture.height - corner ? 0 : corner;
    for (let x = inset; x < picture.width - inset; x += 1) {
      const own = (y * picture.width + x) * 3;
      const seen = ((y + margin.top) * framed.width + x + margin.left) * 4;
      let isSame = framed.data[seen + 3] === 255;
      for (let channel = 0; channel < 3; channel += 1) {
        isSame &&= framed.data[seen + channel] === picture.data[own + channel];
      }
      if (!isSame) found.push([x, y]);
    }
  }
  return found;
};

const alphaOfEdge = ({ data, width, height }: Pixels): number[] => {
  const alpha = (x: number, y: number) => data[(y * width + x) * 4 + 3] ?? -1;
  return [
    ...Array.from({ length: width }, (_, x) => [alpha(x, 0), alpha(x, height - 1)]),
    ...Array.from({ length: height }, (_, y) => [alpha(0, y), alpha(width - 1, y)]),
  ].flat();
};

describe.each(names)('%s', (name) => {
  it.each([
    ['landscape', 640, 360],
    ['portrait', 195, 422],
    ['tiny', 120, 68],
    ['a strip', 400, 10],
    ['long', 120, 2_600],
  ])('leaves every pixel of the picture as it is: %s', async (_, width, height) => {
    const picture = speckled(width, height);
    const framed = await drawn(name, picture);
    expect(framedSize(name, picture, 1)).toEqual({ width: framed.width, height: framed.height });
    expect(framed.data).toHaveLength(framed.width * framed.height * 4);
    expect(changed(framed, picture, name)).toEqual([]);
  });

  it(`${fillings.includes(name) ? 'fills the file' : 'ends in transparency'} at every edge`, async () => {
    for (const [width, height] of [
      [640, 360],
      [195, 422],
    ] as const) {
      const edge = alphaOfEdge(await drawn(name, speckled(width, height)));
      if (fillings.includes(name)) expect(Math.min(...edge)).toBe(255);
      // Of `rounded` the edge is the picture's, but for its corners.
      else if (name === 'rounded') expect(edge[0]).toBe(0);
      else expect(Math.max(...edge)).toBeLessThanOrEqual(2);
    }
  });

  it('is the same frame with twice the pixels at a density of two', async () => {
    const coarse = await drawn(name, plain(320, 200, [90, 120, 150]));
    const fine = await drawn(name, plain(640, 400, [90, 120, 150]), { density: 2 });
    expect([fine.width, fine.height]).toEqual([2 * coarse.width, 2 * coarse.height]);
    // Each pixel against the mean of the four in its place: of alpha, and of red as it is seen on black.
    const alpha = ({ data }: Pixels, index: number) => data[index * 4 + 3] ?? 0;
    const red = ({ data }: Pixels, index: number) =>
      ((data[index * 4] ?? 0) * (data[index * 4 + 3] ?? 0)) / 255;
    let difference = 0;
    for (let index = 0; index < coarse.width * coarse.height; index += 1) {
      const [x, y] = [index % coarse.width, Math.floor(index / coarse.width)];
      const first = 2 * y * fine.width + 2 * x;
      const four = [first, first + 1, first + fine.width, first + fine.width + 1];
      for (const value of [alpha, red]) {
        const mean = four.reduce((sum, place) => sum + value(fine, place), 0) / 4;
        difference += Math.abs(value(coarse, index) - mean);
      }
    }
    expect(difference / (coarse.width * coarse.height)).toBeLessThan(0.8);
  });

  it('has the same pixels each time', async () => {
    const [once, twice] = await Promise.all([0, 1].map(() => drawn(name, speckled(320, 200))));
    expect(Buffer.compare(once?.data ?? Buffer.of(1), twice?.data ?? Buffer.of(2))).toBe(0);
  });

  it('rounds the corners of the picture softly', async () => {
    const picture = plain(640, 360, [255, 255, 255]);
    const framed = await drawn(name, picture);
    const { margin, radius } = frameOf(name, 640, 360);
    const y = margin.top + picture.height - 1;
    const row = Array.from({ length: Math.ceil(radius.bottom) + 2 }, (_, x) =>
      at(framed, margin.left + x, y),
    );
    // From what is behind it to the picture, over at least one pixel that is neither.
    expect(row[0]).not.toEqual([255, 255, 255, 255]);
    expect(row.at(-1)).toEqual([255, 255, 255, 255]);
  });

  it(`${grounds.includes(name) ? 'is' : 'is not'} seen through a picture that is transparent`, async () => {
    const framed = await drawn(name, plain(320, 200, [255, 0, 0, 0]));
    const { margin } = frameOf(name, 320, 200);
    const alpha = at(framed, margin.left + 160, margin.top + 100)[3];
    expect(alpha).toBe(grounds.includes(name) ? 255 : 0);
  });

  it('carries a mark in the lower right of the picture when it is to, and nothing else is another', async () => {
    const picture = speckled(640, 360);
    const marked = await drawn(name, picture, { mark: 'made with Snapstack' });
    const found = changed(marked, picture, name);
    expect(found.length).toBeGreaterThan(500);
    expect(found.filter(([x = 0, y = 0]) => x < 400 || y < 270)).toEqual([]);
  });
});

describe('frames', () => {
  it('extend outside of the picture, all but `rounded`', () => {
    const extents = names.map((name) => [name, Object.values(frameOf(name, 640, 360).margin)] as const);
    expect(extents.filter(([, sides]) => sides.every((side) => side === 0)).map(([name]) => name)).toEqual([
      'rounded',
    ]);
    for (const [name, sides] of extents) {
      if (name !== 'rounded') for (const side of sides) expect(side).toBeGreaterThan(0);
    }
  });

  it('of devices lie on their side where the picture does', async () => {
    const upright = await drawn('mobile', plain(200, 400, [0, 0, 0]));
    const lying = await drawn('mobile', plain(400, 200, [0, 0, 0]));
    expect([lying.width, lying.height]).toEqual([upright.height, upright.width]);
  });

  it('show a lock in the address bar only where the page came over TLS', () => {
    const shapes = (isSecure: boolean) =>
      frames.browser_chrome({ width: 640, height: 360, host, isSecure }).drawing.match(/<rect/g)?.length ?? 0;
    expect(shapes(true)).toBe(shapes(false) + 1);
  });

  it('show the page’s host in the address bar of a window, and whether it came over TLS', async () => {
    const picture = speckled(640, 360);
    const window = async (url: string) => {
      const framed = await framePicture(picture, frames.browser_chrome, {
        address: new URL(url),
        density: 1,
      });
      return createHash('sha256').update(framed.data).digest('hex');
    };
    const urls = [`https://${host}/`, `http://${host}/`, 'https://other.example/', 'about:blank'];
    expect(new Set(await Promise.all(urls.map(window))).size).toBe(urls.length);
    expect(await window(`https://${host}/another/page`)).toBe(await window(`https://${host}/`));
  });

  it.each(names)('write nothing of a host that could be markup: %s', (name) => {
    const page = { width: 640, height: 360 };
    const { drawing } = frames[name]({ ...page, host: '"/><image href="file:///etc/passwd"/>&lt;' });
    expect(drawing).not.toMatch(/image|passwd|&lt/);
  });

  it('cut a host that is too long for the address bar', () => {
    const long = frames.browser_chrome({
      width: 640,
      height: 360,
      host: `${'very-long.'.repeat(25)}example`,
    });
    const short = frames.browser_chrome({ width: 640, height: 360, host: 'very-long.very-long.very-long' });
    expect(long.drawing.length).toBeLessThan(2 * short.drawing.length);
  });
});

describe('the mark', () => {
  it.each([
    [120, 68],
    [120, 20],
    [1920, 1080],
  ])('stays within a picture of %i x %i', async (width, height) => {
    const picture = speckled(width, height);
    const framed = await drawn('shadow', picture, { mark: 'made with Snapstack' });
    const without = await drawn('shadow', picture);
    const { margin } = frameOf('shadow', width, height);
    let inside = 0;
    let outside = 0;
    for (let index = 0; index < framed.data.length; index += 4) {
      if ([0, 1, 2, 3].every((part) => framed.data[index + part] === without.data[index + part])) continue;
      const [x, y] = [(index / 4) % framed.width, Math.floor(index / 4 / framed.width)];
      const isInside =
        x >= margin.left && x < margin.left + width && y >= margin.top && y < margin.top + height;
      if (isInside) inside += 1;
      else outside += 1;
    }
    expect(outside).toBe(0);
    expect(inside).toBeGreaterThan(0);
    expect(inside).toBeLessThan(0.3 * width * height);
  });
});
