import { bandColour } from '../../support/fixture-site/colours.ts';
import { css } from './signal.ts';

/** The height of one band, in CSS pixels. */
export const BAND = 100;

/** Numbered bands of `BAND` CSS pixels, each of its own colour; `from` is the number of the first. */
export const bands = (count: number, from = 0): string =>
  Array.from(
    { length: count },
    (_, index) =>
      `<div class="band" style="background:${css(bandColour(from + index))}">${from + index}</div>`,
  ).join('');

/** What bands look like. The number stands at the left. */
export const bandStyle = `body{margin:0}.band{height:${BAND}px;font:20px/40px sans-serif;color:#fff;text-indent:8px}`;

/** Script that defines `band(n)`: a new element, the band of that number. */
export const bandScript = `function band(n){const d=document.createElement('div');d.className='band';d.textContent=n;
d.style.background='rgb('+(n*97)%256+' '+(n*61+80)%256+' '+(Math.floor(n/10)*43+(n%2)*120)%256+')';return d}`;
