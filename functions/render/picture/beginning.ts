import type { Area } from '../../domain/area.ts';
import type { Tab } from '../page/tab.ts';
import { placeOfWindow } from './place-of-window.ts';

/** Where a document begins, from its top left corner, in CSS pixels: not there where it is written from right to left. */
type Beginning = ReturnType<typeof placeOfWindow>['unscrolled'];

/** Where the page's document begins. */
export const beginningOf = async ({ cdp }: Pick<Tab, 'cdp'>): Promise<Beginning> =>
  placeOfWindow(await cdp.send('Page.getLayoutMetrics')).unscrolled;

/** An area as it lies from there, as the page itself counts. */
export const fromBeginning = ({ x, y, ...size }: Area, beginning: Beginning): Area => ({
  x: x - beginning.x,
  y: y - beginning.y,
  ...size,
});

/** The same from the corner again, as the browser's pictures count. */
export const fromCorner = ({ x, y, ...size }: Area, beginning: Beginning): Area => ({
  x: x + beginning.x,
  y: y + beginning.y,
  ...size,
});
