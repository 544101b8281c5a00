import type { Check } from './shot.ts';

/** The picture's PSNR against what it has to show is at least `decibels` (infinite: to the pixel). */
export const closeTo =
  (
    truth: (x: number, y: number) => readonly [number, number, number],
    width: number,
    height: number,
    decibels: number,
  ): Check =>
  ({ picture }) => {
    let squares = 0;
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const found = picture.at(x, y);
        for (const [channel, value] of truth(x, y).entries()) squares += ((found[channel] ?? 0) - value) ** 2;
      }
    }
    const psnr = 10 * Math.log10(255 ** 2 / (squares / (width * height * 3)));
    return psnr >= decibels ? [] : [`the PSNR is ${psnr.toFixed(1)} dB, not ${decibels} at least`];
  };
