import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface PageCanvas {
  getContext(kind: '2d'): object | null;
  getBoundingClientRect(): Box;
}
declare const own: Own;
declare const document: { querySelectorAll(selector: 'canvas'): Iterable<PageCanvas> };

/** Whether something of the page is drawn with WebGL, or WebGPU. One on which nothing is drawn yet is made ready for other drawing. */
export const hasGlCanvas = (): boolean => {
  const least = 50;
  return [...document.querySelectorAll('canvas')].some((canvas) => {
    const { width, height } = own(canvas, 'getBoundingClientRect').call(canvas);
    // A canvas that has a context of another kind gives none of this.
    return Math.min(width, height) >= least && own(canvas, 'getContext').call(canvas, '2d') === null;
  });
};
