import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly offsetWidth: number;
  replaceWith(other: Canvas): void;
}
interface Canvas {
  width: number;
  height: number;
  readonly style: { setProperty(name: string, value: string, priority: 'important'): void };
  getContext(kind: '2d'): { drawImage(image: Bitmap, x: number, y: number): void } | null;
}
interface Bitmap {
  readonly width: number;
  readonly height: number;
}
declare const own: Own;
declare const document: { createElement(name: 'canvas'): Canvas };
declare const createImageBitmap: (blob: Blob) => Promise<Bitmap>;
declare const getComputedStyle: (element: PageElement) => { getPropertyValue(name: string): string };

/** A picture of one of the frames that keepFrames has kept: a PNG as base64. */
interface Stand {
  readonly index: number;
  readonly png: string;
}

/**
 * Puts pictures in the place of frames, for paper: each as large as its frame, or as the paper is wide. On a canvas, since a
 * page may forbid images that are not its own. Gives how many it has put.
 */
export const putPictures = async (pictures: readonly Stand[]): Promise<number> => {
  const { snapstackFrames: frames = [] } = globalThis as { snapstackFrames?: readonly PageElement[] };
  const kept = ['display', 'position', 'top', 'right', 'bottom', 'left', 'float', 'margin', 'align-self'];
  let put = 0;
  for (const { index, png } of pictures) {
    const frame = frames[index];
    if (frame === undefined) continue;
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    const style = getComputedStyle(frame);
    for (const name of kept) canvas.style.setProperty(name, style.getPropertyValue(name), 'important');
    canvas.style.setProperty('width', `${own(frame, 'offsetWidth')}px`, 'important');
    canvas.style.setProperty('height', 'auto', 'important');
    canvas.style.setProperty('max-width', '100%', 'important');
    own(frame, 'replaceWith').call(frame, canvas);
    put += 1;
  }
  return put;
};
