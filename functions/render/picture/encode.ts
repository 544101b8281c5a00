import sharp, { type Sharp } from 'sharp';
import type { Format } from '../../domain/formats.ts';
import type { Size } from '../../domain/size.ts';
import type { Pixels } from '../pixels.ts';
import type { PictureFormat } from './picture-format.ts';
import { fitted, MAX_WEBP_SIDE } from './picture-size.ts';
import { jpegInSrgb, pngInSrgb } from './srgb-tag.ts';

/** A picture file. */
export interface EncodedFile extends Size {
  readonly bytes: Uint8Array;
}

/** The widest a preview is, in pixels (contract, "Results on the static host"). */
export const PREVIEW_WIDTH = 1_280;

/** Of JPEGs, whether the browser writes them or this. Text stays clean at 80. */
export const JPEG_QUALITY = 80;

/** Pixels of the largest JPEG whose coding is fitted to it: a third of a gigabyte is needed for that. */
const MAX_SEEN_TWICE = 50_000_000;

/** As a file without alpha shows it. */
const onBlack = (image: Sharp): Sharp => image.flatten({ background: '#000' });

/**
 * How each format is written. What is transparent stays so, but in a JPEG, where it is black (contract, `frame`). Times
 * are of a 1280x720 page on one core of the machine this was chosen on.
 */
const writers: Readonly<Record<PictureFormat, (image: Sharp, size: Size) => Sharp>> = {
  // 10 ms; MozJPEG saves a fifth of the bytes and takes 64 ms.
  jpg: (image, { width, height }) =>
    onBlack(image).jpeg({
      quality: JPEG_QUALITY,
      mozjpeg: false,
      // Huffman tables of its own save a tenth of the bytes and keep 6 bytes a pixel in memory until all is seen.
      optimiseCoding: width * height <= MAX_SEEN_TWICE,
    }),
  // Level 3 takes 10 to 25 ms. Adaptive filters double that and save a tenth, on photographs only.
  png: (image) => image.png({ compressionLevel: 3, adaptiveFiltering: false }),
  // Effort 2 takes 33 ms, effort 3 and more 75 ms for 8 % fewer bytes.
  webp: (image) => image.webp({ quality: 80, effort: 2 }),
  // Effort 2 takes 90 ms and a third of the bytes of PNG; effort 0 half of that time and twice the bytes.
  webp_lossless: (image) => image.webp({ lossless: true, effort: 2 }),
  // 180 ms, and less than half the bytes of a JPEG. Effort 2 and quality 60 are as true to the
  // page, and save a fifth of the bytes for two thirds more time. Colour at full resolution, for coloured text.
  // The profile costs 10 ms, since sharp converts every pixel to what it is already.
  avif: (image) => image.withIccProfile('srgb').avif({ quality: 68, effort: 1, chromaSubsampling: '4:4:4' }),
};

// Each picture is seen once: libvips' cache of operations would only hold memory.
sharp.cache(false);

/**
 * Says that the colours are sRGB, in formats that leave it open otherwise; a WebP without a profile is sRGB by its
 * specification. Put into the finished file: what an AVIF takes for it would double the time of these.
 */
const inSrgb: Readonly<Partial<Record<PictureFormat, (file: Uint8Array) => Promise<Uint8Array>>>> = {
  jpg: jpegInSrgb,
  png: pngInSrgb,
};

const scaledTo = ({ data, width, height, channels }: Pixels, size: Size): Sharp => {
  const image = sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
  if (size.width === width && size.height === height) return image;
  return image.resize(size.width, size.height, { fit: 'fill', kernel: 'lanczos3' });
};

/** Writes the picture in its format, resampled only when `size` asks for other pixels than were photographed. */
export const encodePicture = async (
  pixels: Pixels,
  size: Size,
  format: PictureFormat,
): Promise<EncodedFile> => {
  const bytes = await writers[format](scaledTo(pixels, size), size).toBuffer();
  return { bytes: (await inSrgb[format]?.(bytes)) ?? bytes, ...size };
};

/** The same picture at another size. */
export const resampled = async (pixels: Pixels, size: Size): Promise<Pixels> => {
  if (size.width === pixels.width && size.height === pixels.height) return pixels;
  return { ...pixels, ...size, data: await scaledTo(pixels, size).raw().toBuffer() };
};

/** A small WebP of the picture for lists: at most 1,280 pixels wide, never larger than the file, and with alpha where that has. */
export const encodePreview = async (
  pixels: Pixels,
  file: Size,
  format: Format = 'png',
): Promise<Uint8Array> => {
  const size = fitted(file, { width: PREVIEW_WIDTH, height: MAX_WEBP_SIDE });
  const image = scaledTo(pixels, size);
  return (format === 'jpg' ? onBlack(image) : image).webp({ quality: 70, effort: 0 }).toBuffer();
};
