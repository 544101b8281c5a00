import type { Check } from './shot.ts';

/** Rows of the picture, from `top` to before `bottom`, all have the colour of the first of them: they are of one moment. */
export const oneColour =
  ({ top, bottom }: { readonly top: number; readonly bottom: number }): Check =>
  ({ picture }) => {
    if (bottom > picture.height) return [`the picture ends at row ${picture.height}, before ${bottom}`];
    const x = Math.floor(picture.width / 2);
    const first = `${picture.at(x, top)}`;
    for (let y = top; y < bottom; y += 1) {
      if (`${picture.at(x, y)}` !== first) return [`row ${y} is ${picture.at(x, y)}, row ${top} is ${first}`];
    }
    return [];
  };
