import type { Box } from './box.ts';

/** How a shadow falls. Lengths as those of the frame. */
export interface Shadow {
  /** Of the corners of what casts it. */
  readonly radius: number;
  /** The standard deviation of the Gaussian that softens it. */
  readonly blur: number;
  /** How far down it lies. */
  readonly drop: number;
  readonly opacity: number;
  readonly colour: string;
}

/** A Gaussian is as good as over after so many standard deviations. */
const REACH = 3;
/** Between stops a gradient is straight: with so many the curve is off by less than one level of 255. */
const STOPS = 32;

/** The room at one side that a shadow needs, before its drop: cut here, its edge is less than one level of 255. */
export const shadowRoom = ({ blur }: Pick<Shadow, 'blur'>): number => 2.5 * blur;

/** The integral of the normal distribution up to `x`, by Abramowitz and Stegun 26.2.17; off by less than 1e-7. */
const normalIntegral = (x: number): number => {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (series * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
  return x > 0 ? 1 - tail : tail;
};

const stops = (radius: number, { blur, opacity, colour }: Shadow): string => {
  const reach = radius + REACH * blur;
  const first = Math.max(0, radius - REACH * blur);
  return Array.from({ length: STOPS + 1 }, (_, index) => {
    const distance = first + ((reach - first) * index) / STOPS;
    const strength = opacity * normalIntegral((radius - distance) / blur);
    return `<stop offset="${(distance / reach).toFixed(5)}" stop-color="${colour}" stop-opacity="${strength.toFixed(5)}"/>`;
  }).join('');
};

/**
 * The soft shadow of a box as SVG: a Gaussian across each edge, swept around each corner. Made of gradients, since a
 * filter would need the whole frame in memory and is cut off where a tall frame is drawn in strips. `id` is unique in
 * the drawing.
 */
export const softShadow = (id: string, box: Box, shadow: Shadow): string => {
  const { blur, drop, opacity, colour } = shadow;
  // A blurred corner is rounder than what casts the shadow.
  const radius = Math.min(Math.max(shadow.radius, 2.5 * blur), box.width / 2, box.height / 2);
  const reach = radius + REACH * blur;
  const [left, right] = [box.x + radius, box.x + box.width - radius];
  const [top, bottom] = [box.y + drop + radius, box.y + drop + box.height - radius];
  const ramp = stops(radius, shadow);
  // What is missing of its full strength in the middle of a box that is smaller than the blur.
  const core = opacity * normalIntegral(Math.min(radius, REACH * blur) / blur);
  const defs: string[] = [];
  const pieces = [
    `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" fill="${colour}" fill-opacity="${core}"/>`,
  ];
  const edge = (name: string, from: [number, number], to: [number, number], at: Box) => {
    defs.push(
      `<linearGradient id="${id}${name}" gradientUnits="userSpaceOnUse" x1="${from[0]}" y1="${from[1]}" x2="${to[0]}" y2="${to[1]}">${ramp}</linearGradient>`,
    );
    pieces.push(
      `<rect x="${at.x}" y="${at.y}" width="${at.width}" height="${at.height}" fill="url(#${id}${name})"/>`,
    );
  };
  const corner = (name: string, [x, y]: [number, number], at: [number, number]) => {
    defs.push(
      `<radialGradient id="${id}${name}" gradientUnits="userSpaceOnUse" cx="${x}" cy="${y}" r="${reach}">${ramp}</radialGradient>`,
    );
    pieces.push(
      `<rect x="${at[0]}" y="${at[1]}" width="${reach}" height="${reach}" fill="url(#${id}${name})"/>`,
    );
  };
  const across = { width: right - left, height: reach };
  const along = { width: reach, height: bottom - top };
  edge('n', [left, top], [left, top - reach], { x: left, y: top - reach, ...across });
  edge('s', [left, bottom], [left, bottom + reach], { x: left, y: bottom, ...across });
  edge('w', [left, top], [left - reach, top], { x: left - reach, y: top, ...along });
  edge('e', [right, top], [right + reach, top], { x: right, y: top, ...along });
  corner('nw', [left, top], [left - reach, top - reach]);
  corner('ne', [right, top], [right, top - reach]);
  corner('sw', [left, bottom], [left - reach, bottom]);
  corner('se', [right, bottom], [right, bottom]);
  // Crisp: each pixel belongs to one piece, so that no seam shows.
  return `<defs>${defs.join('')}</defs><g shape-rendering="crispEdges">${pieces.join('')}</g>`;
};
