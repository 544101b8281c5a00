import { grown } from './box.ts';
import { type DrawFrame, pictureBox } from './frame.ts';
import { frameUnit } from './frame-unit.ts';
import { linearGradient } from './linear-gradient.ts';
import { roundedBox } from './rounded-box.ts';
import { shadowRoom, softShadow } from './soft-shadow.ts';

const BORDER = 70;
const FOOT = 250;

/** The picture as an instant photograph: on paper, with room to write below. */
export const polaroid: DrawFrame = (page) => {
  const unit = frameUnit(page.width);
  const far = { radius: 4 * unit, blur: 18 * unit, drop: 14 * unit, opacity: 0.32, colour: '#1a1408' };
  const room = shadowRoom(far);
  const border = Math.round(BORDER * unit);
  const foot = Math.round(FOOT * unit);
  const side = border + Math.ceil(room);
  const margin = {
    left: side,
    right: side,
    top: border + Math.ceil(room - far.drop),
    bottom: foot + Math.ceil(room + far.drop),
  };
  const picture = pictureBox(page, margin);
  const paper = {
    x: picture.x - border,
    y: picture.y - border,
    width: picture.width + 2 * border,
    height: picture.height + border + foot,
  };
  return {
    margin,
    radius: { top: 2 * unit, bottom: 2 * unit },
    drawing: [
      softShadow('far', paper, far),
      softShadow('near', paper, { ...far, blur: 2.5 * unit, drop: 1.5 * unit, opacity: 0.24 }),
      `<defs>${linearGradient(
        'paper',
        [paper.x, paper.y, paper.x + paper.width, paper.y + paper.height],
        [
          [0, '#fffefb'],
          [0.6, '#fbf9f4'],
          [1, '#f3f0e8'],
        ],
      )}</defs>`,
      roundedBox(paper, 4 * unit, 'fill="url(#paper)"'),
      roundedBox(
        grown(picture, unit),
        3 * unit,
        `fill="none" stroke="#2a2416" stroke-opacity="0.16" stroke-width="${2 * unit}"`,
      ),
    ].join(''),
    isGround: true,
  };
};
