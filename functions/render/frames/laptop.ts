import { type Box, grown } from './box.ts';
import { type DrawFrame, pictureBox } from './frame.ts';
import { frameUnit } from './frame-unit.ts';
import { linearGradient } from './linear-gradient.ts';
import { roundedBox } from './rounded-box.ts';
import { softShadow } from './soft-shadow.ts';

const BEZEL = 22;
const HINGE_HEIGHT = 7;
const BASE_HEIGHT = 24;
const NOTCH_WIDTH = 190;
/** How much wider the base is than the lid, at each side, in parts of the picture's width. */
const BASE_REACH = 0.085;

const lid = (screen: Box, unit: number): string => {
  const body = grown(screen, BEZEL * unit);
  const { x, y, width, height } = body;
  const radius = 22 * unit;
  // Its lower corners are behind the hinge.
  const shape = (by: number, r: number) =>
    `M${x + by} ${y + height}V${y + by + r}a${r} ${r} 0 0 1 ${r}-${r}H${x + width - by - r}a${r} ${r} 0 0 1 ${r} ${r}V${y + height}z`;
  return [
    `<path fill="url(#aluminium)" d="${shape(0, radius)}"/>`,
    `<path fill="#0c0d10" d="${shape(2 * unit, radius - 2 * unit)}"/>`,
    `<circle cx="${x + width / 2}" cy="${y + (BEZEL / 2 + 1) * unit}" r="${3.2 * unit}" fill="#23262c"/>`,
    `<circle cx="${x + width / 2}" cy="${y + (BEZEL / 2 + 1) * unit}" r="${1.2 * unit}" fill="#3d5a80"/>`,
    roundedBox(grown(screen, 0.5 * unit), 4.5 * unit, `fill="none" stroke="#000" stroke-width="${unit}"`),
  ].join('');
};

const base = ({ x, y, width, height }: Box, unit: number): string => {
  const [small, round] = [4 * unit, 18 * unit];
  const notch = NOTCH_WIDTH * unit;
  const depth = 9 * unit;
  const left = x + (width - notch) / 2;
  return [
    `<path fill="url(#deck)" d="M${x} ${y + small}a${small} ${small} 0 0 1 ${small}-${small}H${x + width - small}a${small} ${small} 0 0 1 ${small} ${small}V${y + height - round}q0 ${round}-${2.2 * round} ${round}H${x + 2.2 * round}q-${2.2 * round} 0-${2.2 * round}-${round}z"/>`,
    `<rect x="${x + small}" y="${y}" width="${width - 2 * small}" height="${1.4 * unit}" fill="#fff" fill-opacity="0.7"/>`,
    `<path fill="url(#notch)" d="M${left} ${y}H${left + notch}q0 ${depth}-${1.4 * depth} ${depth}H${left + 1.4 * depth}q-${1.4 * depth} 0-${1.4 * depth}-${depth}z"/>`,
  ].join('');
};

/** The picture as the screen of a laptop. */
export const laptop: DrawFrame = (page) => {
  const unit = frameUnit(page.width);
  const bezel = Math.ceil(BEZEL * unit);
  const reach = Math.ceil(page.width * BASE_REACH);
  const around = Math.ceil(26 * unit);
  const foot = Math.ceil((HINGE_HEIGHT + BASE_HEIGHT) * unit);
  const margin = {
    left: reach + around,
    right: reach + around,
    top: bezel + Math.ceil(12 * unit),
    bottom: bezel + foot + Math.ceil(52 * unit),
  };
  const screen = pictureBox(page, margin);
  const lidBox = grown(screen, BEZEL * unit);
  const hinge = {
    x: lidBox.x + lidBox.width * 0.012,
    y: lidBox.y + lidBox.height,
    width: lidBox.width * 0.976,
    height: HINGE_HEIGHT * unit,
  };
  const deck = {
    x: margin.left - reach,
    y: hinge.y + hinge.height,
    width: page.width + 2 * reach,
    height: BASE_HEIGHT * unit,
  };
  const below = { x: deck.x + 30 * unit, y: deck.y, width: deck.width - 60 * unit, height: deck.height };
  const fall = { radius: 18 * unit, colour: '#0b1220' };
  return {
    margin,
    radius: { top: 3 * unit, bottom: 3 * unit },
    drawing: [
      `<defs>${linearGradient(
        'aluminium',
        [lidBox.x, 0, lidBox.x + lidBox.width, 0],
        [
          [0, '#8f949b'],
          [0.5, '#c9ccd1'],
          [1, '#8f949b'],
        ],
      )}${linearGradient(
        'deck',
        [0, deck.y, 0, deck.y + deck.height],
        [
          [0, '#e6e8eb'],
          [0.45, '#c6c9ce'],
          [0.7, '#a6aab1'],
          [1, '#6f747c'],
        ],
      )}${linearGradient(
        'notch',
        [0, deck.y, 0, deck.y + 9 * unit],
        [
          [0, '#8d9198'],
          [1, '#b9bdc3'],
        ],
      )}</defs>`,
      softShadow('wide', below, { ...fall, blur: 13 * unit, drop: 20 * unit, opacity: 0.4 }),
      softShadow('close', below, { ...fall, blur: 4 * unit, drop: 5 * unit, opacity: 0.4 }),
      lid(screen, unit),
      roundedBox(hinge, 0, 'fill="#2b2e33"'),
      base(deck, unit),
    ].join(''),
    isGround: false,
  };
};
