import type { DrawFrame } from './frame.ts';
import { frameUnit } from './frame-unit.ts';

/** Round corners and nothing else: the only frame that adds no size. */
export const rounded: DrawFrame = ({ width }) => {
  const radius = 20 * frameUnit(width);
  return {
    margin: { left: 0, top: 0, right: 0, bottom: 0 },
    radius: { top: radius, bottom: radius },
    drawing: '',
    isGround: false,
  };
};
