import type { Check } from './shot.ts';

/** Of all pixels that are not paper, at most this share may be neither ink nor paper: enlarged text has soft edges. */
export const sharpText =
  (mostSoft: number): Check =>
  ({ picture }) => {
    let inked = 0;
    let soft = 0;
    for (let y = 0; y < picture.height; y += 1) {
      for (let x = 0; x < picture.width; x += 1) {
        const [value] = picture.at(x, y);
        if (value < 250) inked += 1;
        if (value > 40 && value < 250) soft += 1;
      }
    }
    if (inked === 0) return ['there is no text'];
    const share = soft / inked;
    return share <= mostSoft
      ? []
      : [`${(share * 100).toFixed(0)} % of the text is soft, not ${mostSoft * 100} % at most`];
  };
