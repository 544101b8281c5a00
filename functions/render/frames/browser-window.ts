import { type Box, grown } from './box.ts';
import type { DrawFrame, FramedPage } from './frame.ts';
import { frameUnit } from './frame-unit.ts';
import { liftedMargin, liftedShadow } from './lifted.ts';
import { linearGradient } from './linear-gradient.ts';
import { roundedBox } from './rounded-box.ts';
import { shortened, strokeText, strokeTextWidth } from './stroke-text.ts';

/** The colours of a window's parts. */
export interface WindowColours {
  /** The bar from top to bottom. */
  readonly bar: readonly [string, string];
  readonly barEdge: string;
  readonly address: string;
  readonly addressEdge: string;
  readonly text: string;
  readonly icon: string;
  /** Attributes of the line around the window. */
  readonly outline: string;
}

const lights = ['#ff5f57', '#febc2e', '#28c840'];
const lightEdges = ['#e0443e', '#d89e24', '#1aab29'];

const trafficLights = ({ x, y, height }: Box, unit: number): string =>
  lights
    .map(
      (colour, index) =>
        `<circle cx="${x + (24 + index * 20) * unit}" cy="${y + height / 2}" r="${6 * unit}" fill="${colour}" stroke="${lightEdges[index]}" stroke-width="${0.6 * unit}"/>`,
    )
    .join('');

/** Back, forward and, at the other end, a new tab. */
const icons = ({ x, y, width, height }: Box, unit: number, colour: string): string => {
  const middle = y + height / 2;
  const at = (left: number, path: string, opacity: number) =>
    `<path transform="translate(${left} ${middle}) scale(${unit})" d="${path}" stroke-opacity="${opacity}"/>`;
  return `<g fill="none" stroke="${colour}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">${[
    at(x + 108 * unit, 'M3.5-6.5L-3.5 0 3.5 6.5', 1),
    at(x + 136 * unit, 'M-3.5-6.5L3.5 0-3.5 6.5', 0.4),
    at(x + width - 30 * unit, 'M-6 0H6M0-6V6', 1),
  ].join('')}</g>`;
};

const lock = (x: number, middle: number, unit: number, colour: string): string =>
  `<g transform="translate(${x} ${middle}) scale(${unit})"><rect x="-4.4" y="-1.6" width="8.8" height="6.8" rx="1.6" fill="${colour}"/><path d="M-2.7-1.6V-3.6a2.7 2.7 0 0 1 5.4 0V-1.6" fill="none" stroke="${colour}" stroke-width="1.4"/></g>`;

const addressBar = (
  { host, isSecure = false }: FramedPage,
  bar: Box,
  unit: number,
  colours: WindowColours,
): string => {
  const width = bar.width * 0.46;
  const height = 30 * unit;
  const box = { x: bar.x + (bar.width - width) / 2, y: bar.y + (bar.height - height) / 2, width, height };
  const size = 13.5 * unit;
  const room = width - 72 * unit;
  const text = shortened(host, room / size);
  const textWidth = strokeTextWidth(text) * size;
  const start = box.x + (width - textWidth) / 2 + (isSecure ? 7 * unit : 0);
  const middle = box.y + height / 2;
  return [
    roundedBox(
      box,
      9 * unit,
      `fill="${colours.address}" stroke="${colours.addressEdge}" stroke-width="${unit}"`,
    ),
    isSecure ? lock(start - 11 * unit, middle - 0.6 * unit, unit, colours.text) : '',
    strokeText(text, { x: start, y: middle + size * 0.3, size, colour: colours.text }),
  ].join('');
};

const titleBar = (page: FramedPage, bar: Box, colours: WindowColours): string => {
  const unit = frameUnit(page.width);
  const { x, y, width, height } = bar;
  const radius = 12 * unit;
  const edge = Math.max(1, Math.round(unit));
  const [from, to] = colours.bar;
  return [
    `<defs>${linearGradient(
      'bar',
      [0, y, 0, y + height],
      [
        [0, from],
        [1, to],
      ],
    )}</defs>`,
    `<path fill="url(#bar)" d="M${x} ${y + height}V${y + radius}a${radius} ${radius} 0 0 1 ${radius}-${radius}H${x + width - radius}a${radius} ${radius} 0 0 1 ${radius} ${radius}V${y + height}z"/>`,
    `<rect x="${x}" y="${y + height - edge}" width="${width}" height="${edge}" fill="${colours.barEdge}"/>`,
    trafficLights(bar, unit),
    icons(bar, unit, colours.icon),
    addressBar(page, bar, unit, colours),
  ].join('');
};

/** A browser's window around the picture, with the page's host in its address bar. */
export const browserWindow =
  (colours: WindowColours): DrawFrame =>
  (page) => {
    const unit = frameUnit(page.width);
    const around = liftedMargin(page.width);
    const barHeight = Math.round(52 * unit);
    const margin = { ...around, top: around.top + barHeight };
    const radius = 12 * unit;
    const bar = { x: margin.left, y: around.top, width: page.width, height: barHeight };
    const box = { ...bar, height: barHeight + page.height };
    const line = Math.max(0.6, 0.9 * unit);
    return {
      margin,
      radius: { top: 0, bottom: radius },
      drawing: [
        liftedShadow(box, radius, unit),
        titleBar(page, bar, colours),
        roundedBox(
          grown(box, line / 2),
          radius + line / 2,
          `fill="none" stroke-width="${line}" ${colours.outline}`,
        ),
      ].join(''),
      isGround: false,
    };
  };
