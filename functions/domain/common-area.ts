import type { Area } from './area.ts';

/** What two areas have in common, from the corner of the first; undefined: nothing. */
export const commonArea = (one: Area, other: Area): Area | undefined => {
  const x = Math.max(0, other.x - one.x);
  const y = Math.max(0, other.y - one.y);
  const width = Math.min(one.width, other.x + other.width - one.x) - x;
  const height = Math.min(one.height, other.y + other.height - one.y) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
};
