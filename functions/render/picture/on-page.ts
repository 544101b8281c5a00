import type { Area } from '../../domain/area.ts';

/**
 * The part of an area that lies on the document. What begins left of it or above it nobody can scroll to, and the browser,
 * asked to photograph from there, photographs another part. Undefined: none of it does.
 */
export const onPage = ({ x, y, width, height }: Area): Area | undefined => {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const shown = { x: left, y: top, width: x + width - left, height: y + height - top };
  return shown.width > 0 && shown.height > 0 ? shown : undefined;
};
