import { strokeLetters } from './stroke-letters.ts';

/** How thick a line is, in hundredths of the text's size. */
const WEIGHT = 10;
/** What is between letters besides their own room, for texts as small as these. */
const TRACKING = 4;

const lettersOf = (text: string) =>
  [...text].map((character) => strokeLetters[character]).filter((letter) => letter !== undefined);

/** The width of a text at a size of 1. Characters that have no letter take no room. */
export const strokeTextWidth = (text: string): number =>
  lettersOf(text).reduce((width, [advance]) => width + advance + TRACKING, 0) / 100;

/** The beginning of a text, with an ellipsis where it is wider than `most` at a size of 1. */
export const shortened = (text: string, most: number): string => {
  if (strokeTextWidth(text) <= most) return text;
  const characters = [...text];
  while (characters.length > 0 && strokeTextWidth(`${characters.join('')}…`) > most) characters.pop();
  return `${characters.join('')}…`;
};

interface Placed {
  /** The left end of the baseline. */
  readonly x: number;
  readonly y: number;
  /** The height of capitals is 0.7 of it. */
  readonly size: number;
  readonly colour: string;
}

/** A text as an SVG element. Characters that have no letter are left out, so nothing of the text needs escaping. */
export const strokeText = (text: string, { x, y, size, colour }: Placed): string => {
  let at = 0;
  const paths = lettersOf(text).map(([advance, path]) => {
    const placed = `<path transform="translate(${at})" d="${path}"/>`;
    at += advance + TRACKING;
    return path === '' ? '' : placed;
  });
  return `<g transform="translate(${x} ${y}) scale(${size / 100})" fill="none" stroke="${colour}" stroke-width="${WEIGHT}" stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</g>`;
};
