import type { Box } from './box.ts';
import { type DrawFrame, outerSize, pictureBox } from './frame.ts';
import { frameUnit } from './frame-unit.ts';
import { linearGradient } from './linear-gradient.ts';
import { softShadow } from './soft-shadow.ts';

/** A light spot: where its middle is, in parts of the whole, how far it reaches in parts of its width, and its colour. */
type Glow = readonly [x: number, y: number, reach: number, colour: string, opacity: number];

export interface BackdropColours {
  /** From the upper left corner to the lower right. */
  readonly stops: readonly (readonly [at: number, colour: string])[];
  readonly glows: readonly Glow[];
  readonly shadow: string;
  /** What is drawn on the ground, around the picture. */
  readonly ornament?: (picture: Box, unit: number) => string;
}

const PADDING = 104;

/** The picture on a coloured ground, which fills the file to its edges. */
export const backdrop =
  ({ stops, glows, shadow, ornament }: BackdropColours): DrawFrame =>
  (page) => {
    const unit = frameUnit(page.width);
    const padding = Math.round(PADDING * unit);
    const margin = { left: padding, top: padding, right: padding, bottom: padding };
    const { width, height } = outerSize(page, margin);
    const picture = pictureBox(page, margin);
    const radius = 14 * unit;
    const fill = (paint: string) => `<rect width="${width}" height="${height}" fill="${paint}"/>`;
    const glow = ([x, y, reach, colour, opacity]: Glow, index: number) =>
      `<defs><radialGradient id="glow${index}" gradientUnits="userSpaceOnUse" cx="${x * width}" cy="${y * height}" r="${reach * width}"><stop offset="0" stop-color="${colour}" stop-opacity="${opacity}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient></defs>${fill(`url(#glow${index})`)}`;
    return {
      margin,
      radius: { top: radius, bottom: radius },
      drawing: [
        `<defs>${linearGradient('ground', [0, 0, width, height], stops)}</defs>`,
        fill('url(#ground)'),
        ...glows.map(glow),
        ornament?.(picture, unit) ?? '',
        softShadow('far', picture, {
          radius,
          blur: 26 * unit,
          drop: 22 * unit,
          opacity: 0.42,
          colour: shadow,
        }),
        softShadow('near', picture, {
          radius,
          blur: 4 * unit,
          drop: 3 * unit,
          opacity: 0.24,
          colour: shadow,
        }),
      ].join(''),
      isGround: true,
    };
  };
