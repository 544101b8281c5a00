import type { Check } from './shot.ts';

// What a file has that says which colours its numbers mean: a profile, or a box or chunk that names sRGB.
const marks: Readonly<Record<string, readonly string[]>> = {
  jpeg: ['ICC_PROFILE'],
  png: ['sRGB', 'iCCP', 'cICP'],
  heif: ['colrnclx', 'colrprof', 'colrrICC'],
};

/** The file says which colour space it is in. */
export const tagged: Check = ({ picture, bytes }) => {
  const head = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1');
  const known = marks[picture.fileFormat] ?? [];
  return known.some((mark) => head.includes(mark)) ? [] : [`the ${picture.fileFormat} names no colour space`];
};
