import { type DrawFrame, pictureBox } from './frame.ts';
import { frameUnit } from './frame-unit.ts';
import { liftedMargin, liftedShadow } from './lifted.ts';

/** The picture with a soft shadow around it. */
export const shadow: DrawFrame = (page) => {
  const unit = frameUnit(page.width);
  const margin = liftedMargin(page.width);
  const radius = 10 * unit;
  return {
    margin,
    radius: { top: radius, bottom: radius },
    drawing: liftedShadow(pictureBox(page, margin), radius, unit),
    isGround: false,
  };
};
