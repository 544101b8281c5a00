import type { Pixels } from '../pixels.ts';
import type { Box } from './box.ts';

/** Puts what is drawn (RGBA, not multiplied) over the picture (RGBA) at `part`; what lies outside is left out. */
export const blendOver = ({ data, width, height }: Pixels, drawn: Uint8Array, part: Box): void => {
  const [left, right] = [Math.max(0, part.x), Math.min(width, part.x + part.width)];
  const [top, bottom] = [Math.max(0, part.y), Math.min(height, part.y + part.height)];
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const from = ((y - part.y) * part.width + x - part.x) * 4;
      const alpha = (drawn[from + 3] ?? 0) / 255;
      if (alpha === 0) continue;
      const to = (y * width + x) * 4;
      const below = ((data[to + 3] ?? 0) / 255) * (1 - alpha);
      const whole = alpha + below;
      for (let channel = 0; channel < 3; channel += 1) {
        data[to + channel] = Math.round(
          ((drawn[from + channel] ?? 0) * alpha + (data[to + channel] ?? 0) * below) / whole,
        );
      }
      data[to + 3] = Math.round(whole * 255);
    }
  }
};
