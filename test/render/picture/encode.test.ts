import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { encodePicture, encodePreview, resampled } from '../../../functions/render/picture/encode.ts';
import type { PictureFormat } from '../../../functions/render/picture/picture-format.ts';
import type { Pixels } from '../../../functions/render/pixels.ts';
import { decodeRgba } from '../../support/decode-rgba.ts';

const formats: readonly PictureFormat[] = ['jpg', 'png', 'webp', 'webp_lossless', 'avif'];
const size = { width: 320, height: 200 };

const speckled = (channels: 3 | 4): Pixels => {
  const data = new Uint8Array(size.width * size.height * channels);
  for (let index = 0; index < data.length; index += 1) data[index] = (index * 73 + (index >> 8) * 151) & 255;
  return { data, channels, ...size };
};

/** The chunks of a PNG, by name. */
const pngChunks = (file: Buffer): string[] => {
  const names: string[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    names.push(file.toString('latin1', at + 4, at + 8));
  }
  return names;
};

describe('what a file says of its colours', () => {
  it('is an sRGB profile in a JPEG, which stays a JPEG', async () => {
    const { bytes } = await encodePicture(speckled(3), size, 'jpg');
    const { icc, format } = await sharp(bytes).metadata();
    expect(format).toBe('jpeg');
    expect(icc?.toString('latin1').replaceAll('\0', '')).toContain('sRGB');
    // Without the profile it is as sharp writes it.
    const { data, channels } = speckled(3);
    const bare = await sharp(data, { raw: { ...size, channels } })
      .jpeg({ quality: 80 })
      .toBuffer();
    const pixels = (file: Uint8Array) => sharp(file, { ignoreIcc: true }).raw().toBuffer();
    expect((await pixels(bytes)).equals(await pixels(bare))).toBe(true);
  });

  it('is the chunk sRGB in a PNG, before its pixels', async () => {
    const { bytes } = await encodePicture(speckled(3), size, 'png');
    expect(pngChunks(Buffer.from(bytes)).slice(0, 2)).toEqual(['IHDR', 'sRGB']);
    const { data } = await decodeRgba(bytes);
    const own = await sharp(speckled(3).data, { raw: { ...size, channels: 3 } })
      .ensureAlpha()
      .raw()
      .toBuffer();
    expect(data.equals(own)).toBe(true);
  });

  it('is an sRGB profile in an AVIF, with alpha and without', async () => {
    for (const channels of [3, 4] as const) {
      const { bytes } = await encodePicture(speckled(channels), size, 'avif');
      const { icc, hasAlpha } = await sharp(bytes).metadata();
      expect(icc?.toString('latin1').replaceAll('\0', '')).toContain('sRGB');
      expect(hasAlpha).toBe(channels === 4);
    }
  });

  it.each(['webp', 'webp_lossless'] as const)('is nothing in a %s, which is sRGB then', async (format) => {
    const { bytes } = await encodePicture(speckled(3), size, format);
    expect((await sharp(bytes).metadata()).icc).toBeUndefined();
  });
});

describe.each(formats)('a %s', (format) => {
  it('has the same bytes for the same pixels', async () => {
    const files = [speckled(3), speckled(4)];
    for (const pixels of files) {
      const [once, twice] = await Promise.all([0, 1].map(() => encodePicture(pixels, size, format)));
      expect(Buffer.compare(once?.bytes ?? Buffer.of(1), twice?.bytes ?? Buffer.of(2))).toBe(0);
    }
  });

  it(`${format === 'jpg' ? 'is black' : 'stays transparent'} where the picture is transparent`, async () => {
    const data = Buffer.alloc(size.width * size.height * 4, Buffer.from([200, 100, 50, 0]));
    const { bytes } = await encodePicture({ data, channels: 4, ...size }, size, format);
    const { at } = await decodeRgba(bytes);
    if (format === 'jpg') expect(at(160, 100)).toEqual([0, 0, 0, 255]);
    else expect(at(160, 100)[3]).toBe(0);
  });

  it('has no alpha where the picture has none', async () => {
    const { bytes } = await encodePicture(speckled(3), size, format);
    expect((await sharp(bytes).metadata()).hasAlpha).toBe(false);
  });
});

it('a JPEG has Huffman tables of its own, unless it is so large that they would take too much memory', async () => {
  // The usual table of 162 symbols (JPEG, annex K).
  const usual = Buffer.from('ffc400b5', 'hex');
  const hasUsual = async (height: number) => {
    const large = { width: 1_000, height };
    const pixels: Pixels = { data: Buffer.alloc(1_000 * height * 3, 99), channels: 3, ...large };
    return Buffer.from((await encodePicture(pixels, large, 'jpg')).bytes).includes(usual);
  };
  expect(await hasUsual(800)).toBe(false);
  expect(await hasUsual(51_000)).toBe(true);
});

it('a preview keeps alpha', async () => {
  const data = Buffer.alloc(size.width * size.height * 4);
  const preview = await encodePreview({ data, channels: 4, ...size }, size);
  expect((await decodeRgba(preview)).at(160, 100)[3]).toBe(0);
});

describe('resampled', () => {
  it('is the very same picture where it has the size already', async () => {
    const pixels = speckled(3);
    expect(await resampled(pixels, size)).toBe(pixels);
  });

  it('keeps its channels and has the size that was asked for', async () => {
    const { data, ...rest } = await resampled(speckled(4), { width: 160, height: 90 });
    expect(rest).toEqual({ width: 160, height: 90, channels: 4 });
    expect(data).toHaveLength(160 * 90 * 4);
  });
});

it('of a JPEG the preview is as black as the file where the page is transparent, of other files as transparent', async () => {
  const size = { width: 16, height: 9 };
  const pixels = { data: Buffer.alloc(16 * 9 * 4), channels: 4, ...size } as const;
  const ofJpeg = await sharp(await encodePreview(pixels, size, 'jpg')).metadata();
  const ofPng = await sharp(await encodePreview(pixels, size, 'png')).metadata();
  expect([ofJpeg.hasAlpha, ofPng.hasAlpha]).toEqual([false, true]);
});

describe('a picture that needs fewer pixels', () => {
  it('is resampled by Lanczos of three lobes', async () => {
    const by = 4;
    const [width, height] = [60, 1];
    const light = [30, 31];
    const data = new Uint8Array(width * 3).fill(100);
    for (const column of light) data.fill(255, column * 3, (column + 1) * 3);
    const small = await resampled({ data, channels: 3, width, height }, { width: width / by, height });
    const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
    const weight = (x: number): number => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0);
    const shareOfLight = (column: number): number => {
      const middle = (column + 0.5) * by - 0.5;
      const weights = Array.from({ length: width }, (_, x) => weight((x - middle) / by));
      const all = weights.reduce((sum, one) => sum + one, 0);
      return light.reduce((sum, x) => sum + (weights[x] ?? 0), 0) / all;
    };
    // The outermost is lighter than the ground again.
    for (const column of [5, 6, 7, 8, 9]) {
      expect(Math.abs((small.data[column * 3] ?? 0) - (100 + 155 * shareOfLight(column)))).toBeLessThan(1.6);
    }
    expect(small.data[5 * 3]).toBeGreaterThan(100);
  });
});
