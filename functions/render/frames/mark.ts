import type { Box } from './box.ts';
import { type Frame, type FramedPage, pictureBox } from './frame.ts';
import { roundedBox } from './rounded-box.ts';
import { strokeText, strokeTextWidth } from './stroke-text.ts';

/** Of a picture 1,280 wide; smaller pictures have a mark that is larger in proportion, so that it can be read. */
const TEXT_SIZE = 14;
/** The most of the picture that the mark may cover, in each direction. */
const MOST = { across: 0.6, down: 0.5 };

/** What is drawn over a framed picture: where, in whole pixels, and as SVG with the coordinates of the frame. */
export interface Overlay {
  readonly box: Box;
  readonly drawing: string;
}

const textSize = ({ width, height }: FramedPage, textWidth: number): number =>
  Math.min(
    TEXT_SIZE * (width / 1_280) ** 0.4,
    (MOST.across * width) / (textWidth + 1.4),
    (MOST.down * height) / 2,
  );

/** The mark of free accounts: a text on a small dark plate in the lower right corner of the picture. */
export const mark = (text: string, page: FramedPage, { margin, radius }: Frame): Overlay => {
  const textWidth = strokeTextWidth(text);
  const size = textSize(page, textWidth);
  // Clear of a round corner.
  const inset = Math.max(0.9 * size, radius.bottom * 0.45);
  const picture = pictureBox(page, margin);
  const [width, height] = [(textWidth + 1.4) * size, 2 * size];
  const plate = {
    x: picture.x + picture.width - inset - width,
    y: picture.y + picture.height - inset - height,
    width,
    height,
  };
  const [x, y] = [Math.floor(plate.x) - 1, Math.floor(plate.y) - 1];
  return {
    box: { x, y, width: Math.ceil(width) + 3, height: Math.ceil(height) + 3 },
    drawing: [
      roundedBox(
        plate,
        size,
        `fill="#0b1220" fill-opacity="0.72" stroke="#fff" stroke-opacity="0.35" stroke-width="${size / 16}"`,
      ),
      strokeText(text, { x: plate.x + 0.72 * size, y: plate.y + 1.33 * size, size, colour: '#ffffff' }),
    ].join(''),
  };
};
