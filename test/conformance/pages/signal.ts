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

/** How much of the width the seal takes that is in the upper right corner of pages of one colour. */
export const SEAL = 0.05;
// Of a page without it, the picture would be empty to a service that looks at its pictures, and be taken twice: a second
// a case, in which nothing is learned.
const seal = `<style>body::before{content:'';position:absolute;top:0;right:0;width:${SEAL * 100}vw;height:${SEAL * 100}vw;background:#000}</style>`;

/** A page of one colour but for its seal, with `content`. */
export const signalPage = (title: string, colour: Colour, content = ''): string =>
  `<title>${title}</title>${seal}<body style="margin:0;background:${css(colour)}">${content}`;

/** A page that is red until its content makes it green. */
export const redPage = (title: string, content: string): string => signalPage(title, RED, content);
