import { backdrop } from './backdrop.ts';
import { type Box, grown } from './box.ts';

/** The corners of a viewfinder around the picture. */
const viewfinder = (picture: Box, unit: number): string => {
  const { x, y, width, height } = grown(picture, 40 * unit);
  const [arm, round] = [46 * unit, 16 * unit];
  const corner = (left: number, top: number, right: 1 | -1, down: 1 | -1) =>
    `M${left} ${top + down * arm}V${top + down * round}Q${left} ${top} ${left + right * round} ${top}H${left + right * arm}`;
  return `<path fill="none" stroke="#fff" stroke-opacity="0.78" stroke-width="${5 * unit}" stroke-linecap="round" d="${[
    corner(x, y, 1, 1),
    corner(x + width, y, -1, 1),
    corner(x, y + height, 1, -1),
    corner(x + width, y + height, -1, -1),
  ].join('')}"/>`;
};

/** The picture on the service's own ground, in the corners of a viewfinder. */
export const shotbotBrand = backdrop({
  stops: [
    [0, '#0a1030'],
    [0.5, '#1a2f7d'],
    [1, '#0c98b6'],
  ],
  glows: [
    [0.95, 0.95, 0.6, '#43e5d0', 0.5],
    [0.05, 0.1, 0.5, '#4a5cff', 0.4],
  ],
  shadow: '#020617',
  ornament: viewfinder,
});
