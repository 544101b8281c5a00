import type { Colour } from '../../support/fixture-site/colours.ts';

/** A page is red until what its case is about has happened, and then green. */
export const RED: Colour = [198, 40, 40];
export const GREEN: Colour = [46, 125, 50];
/** The colour of bars, of which a picture may have one only; no band has it. */
export const MAGENTA: Colour = [255, 0, 255];

/** As CSS has it. */
export const css = ([red, green, blue]: Colour): string => `rgb(${red} ${green} ${blue})`;

/** Script that turns the page green. */
export const turnGreen = `document.body.style.background='${css(GREEN)}'`;

/** A body that is red, with `content`, after a title. */
export const redPage = (title: string, content: string): string =>
  `<title>${title}</title><body style="margin:0;background:${css(RED)}">${content}`;
