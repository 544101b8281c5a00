import { type Box, grown } from './box.ts';
import { type DrawFrame, type FramedPage, outerSize, pictureBox } from './frame.ts';
import { linearGradient } from './linear-gradient.ts';
import { roundedBox } from './rounded-box.ts';
import { type Shadow, shadowRoom, softShadow } from './soft-shadow.ts';

/** The colours of a device. */
export interface Finish {
  /** The metal around it, from its left side to its right. */
  readonly metal: readonly string[];
  /** The glass around the screen. */
  readonly glass: string;
  /** The line between metal and glass. */
  readonly seam: string;
  /** The line around the screen. */
  readonly screenEdge: string;
  readonly lens: string;
}

/** The build of a device. Lengths for a screen whose short side is `short`. */
export interface Build {
  readonly short: number;
  readonly bezel: number;
  readonly metal: number;
  readonly screenRadius: number;
  /** How far buttons stand out. */
  readonly buttonDepth: number;
  /** Buttons at the left and at the right side: where each begins, from the top of the screen, and how long it is. */
  readonly buttons: { readonly left: readonly Button[]; readonly right: readonly Button[] };
  /** What is in the glass above the screen, drawn around the middle of that. */
  readonly face: (finish: Finish) => string;
}

type Button = readonly [from: number, length: number];

const shadowOf = (unit: number, radius: number): Shadow => ({
  radius,
  blur: 15 * unit,
  drop: 12 * unit,
  opacity: 0.36,
  colour: '#0b1220',
});

/** A device that stands upright, in its own coordinates: the screen's upper left corner is at 0, 0. */
const upright = (build: Build, finish: Finish, screen: Box, unit: number): string => {
  const { bezel, metal, screenRadius, buttonDepth, buttons } = build;
  const body = grown(screen, bezel * unit);
  const bodyRadius = (screenRadius + bezel) * unit;
  const glass = grown(body, -metal * unit);
  const steps = finish.metal.length - 1;
  // On a screen shorter than a usual one the buttons move together.
  const reach = Math.min(unit, screen.height / (build.short * 1.6));
  const button =
    (x: number) =>
    ([from, length]: Button) =>
      roundedBox(
        { x, y: from * reach, width: buttonDepth * 2 * unit, height: length * reach },
        buttonDepth * 0.6 * unit,
        'fill="url(#metal)"',
      );
  return [
    `<defs>${linearGradient(
      'metal',
      [body.x, 0, body.x + body.width, 0],
      finish.metal.map((colour, index) => [index / steps, colour] as const),
    )}</defs>`,
    ...buttons.left.map(button(body.x - buttonDepth * unit)),
    ...buttons.right.map(button(body.x + body.width - buttonDepth * unit)),
    roundedBox(body, bodyRadius, 'fill="url(#metal)"'),
    roundedBox(
      glass,
      bodyRadius - metal * unit,
      `fill="${finish.glass}" stroke="${finish.seam}" stroke-width="${0.8 * unit}"`,
    ),
    roundedBox(
      grown(screen, 0.5 * unit),
      (screenRadius + 0.5) * unit,
      `fill="none" stroke="${finish.screenEdge}" stroke-width="${unit}"`,
    ),
    `<g transform="translate(${screen.width / 2} ${(-(bezel - metal) * unit) / 2}) scale(${unit})">${build.face(finish)}</g>`,
  ].join('');
};

/** The unit of a device: its screen's short side decides, but a strip of a page is not the screen of a tiny device. */
const unitOf = ({ width, height }: FramedPage, { short }: Build): number =>
  Math.max(Math.min(width, height), Math.max(width, height) / 4) / short;

/** The picture as the screen of a device, which lies on its side when the picture is wider than high. */
export const device =
  (build: Build, finish: Finish): DrawFrame =>
  (page) => {
    const unit = unitOf(page, build);
    const isUpright = page.height >= page.width;
    const radius = build.screenRadius * unit;
    const fall = shadowOf(unit, radius + build.bezel * unit);
    const bezel = Math.ceil(build.bezel * unit);
    const room = Math.ceil(shadowRoom(fall));
    const drop = Math.round(fall.drop);
    const side = bezel + room;
    const margin = { left: side, right: side, top: side - drop, bottom: side + drop };
    const outer = outerSize(page, margin);
    const { x, y, width, height } = pictureBox(page, margin);
    const screen = isUpright ? { x: 0, y: 0, width, height } : { x: 0, y: 0, width: height, height: width };
    // On its side its top is at the left.
    const place = isUpright
      ? `translate(${x} ${y})`
      : `translate(${x} ${outer.height - margin.bottom}) rotate(-90)`;
    return {
      margin,
      radius: { top: radius, bottom: radius },
      drawing: `${softShadow('fall', grown({ x, y, width, height }, bezel), fall)}<g transform="${place}">${upright(build, finish, screen, unit)}</g>`,
      isGround: false,
    };
  };
