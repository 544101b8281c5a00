import sharp from 'sharp';

/** Signature and header chunk: where a PNG's own chunks begin. */
const PNG_HEADER = 33;
/** The chunk sRGB with its length, the perceptual intent and its checksum (PNG, 11.3.2.5). */
const pngChunk = Buffer.from('0000000173524742' + '00' + 'aece1ce9', 'hex');

/** The same PNG, saying that its colours are sRGB. */
export const pngInSrgb = async (file: Uint8Array): Promise<Uint8Array> =>
  Buffer.concat([file.subarray(0, PNG_HEADER), pngChunk, file.subarray(PNG_HEADER)]);

let segment: Promise<Buffer> | undefined;

/** The segment of a JPEG that holds an sRGB profile (ICC.1, B.4): that of libvips, which has 480 bytes. */
const jpegSegment = async (): Promise<Buffer> => {
  const pixel = sharp({ create: { width: 1, height: 1, channels: 3, background: '#000' } });
  const tagged = await pixel.withIccProfile('srgb').jpeg().toBuffer();
  const { icc } = await sharp(tagged).metadata();
  if (icc === undefined) throw new Error('sharp brought no sRGB profile.');
  const name = Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1');
  const length = 2 + name.length + icc.length;
  return Buffer.concat([Buffer.from([0xff, 0xe2, length >> 8, length & 0xff]), name, icc]);
};

/** The same JPEG, with an sRGB profile. */
export const jpegInSrgb = async (file: Uint8Array): Promise<Uint8Array> => {
  segment ??= jpegSegment();
  // After the start of the image and, where there is one, its JFIF segment, which has to come first.
  const at = file[3] === 0xe0 ? 4 + (((file[4] ?? 0) << 8) | (file[5] ?? 0)) : 2;
  return Buffer.concat([file.subarray(0, at), await segment, file.subarray(at)]);
};
