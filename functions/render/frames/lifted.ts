import type { Box } from './box.ts';
import type { Margin } from './frame.ts';
import { frameUnit } from './frame-unit.ts';
import { type Shadow, shadowRoom, softShadow } from './soft-shadow.ts';

/** The room that the shadow of a window needs, for a picture of this width. */
export const liftedMargin = (width: number): Margin => {
  const unit = frameUnit(width);
  const { blur, drop } = far(unit, 0);
  const room = shadowRoom({ blur });
  const side = Math.ceil(room);
  return { left: side, top: Math.ceil(room - drop), right: side, bottom: Math.ceil(room + drop) };
};

const far = (unit: number, radius: number): Shadow => ({
  radius,
  blur: 24 * unit,
  drop: 18 * unit,
  opacity: 0.34,
  colour: '#0b1220',
});

/** The shadows of a window that floats above the ground: a wide one, and one that draws its edge. */
export const liftedShadow = (box: Box, radius: number, unit: number): string =>
  softShadow('far', box, far(unit, radius)) +
  softShadow('near', box, { radius, blur: 3 * unit, drop: 2 * unit, opacity: 0.22, colour: '#0b1220' });
