import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { PDFiumLibrary } from '@hyzyla/pdfium';
import type { Size } from '../../domain/size.ts';

/** Rows of 8-bit sRGB red, green, blue and alpha, without gaps. The paper is white and opaque. */
export interface DrawnPage extends Size {
  readonly data: Uint8Array;
}

interface Task {
  /** The file of the PDFium package. */
  readonly library: string;
  readonly pdf: Uint8Array;
  readonly width: number;
}

/** Lambda layers are searched by `require`, and not by `import`. */
const resolveFromHere = createRequire(import.meta.url);

/** The thread's whole program: it is sent as its source, so it may use nothing from outside itself. */
const program = async (load: NodeJS.Require): Promise<void> => {
  const { parentPort, workerData } = load('node:worker_threads') as typeof import('node:worker_threads');
  const { library, pdf, width } = workerData as Task;
  const { PDFiumLibrary: pdfium } = load(library) as { PDFiumLibrary: { init(): Promise<PDFiumLibrary> } };
  const document = await (await pdfium.init()).loadDocument(pdf);
  const page = document.getPage(0);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const height = Math.max(1, Math.round((width * originalHeight) / originalWidth));
  const { data } = await page.render({ width, height });
  const drawn: DrawnPage = { data, width, height };
  parentPort?.postMessage(drawn);
};

/**
 * Draws the first page of a PDF, `width` pixels wide, with PDFium, the library that Chromium shows PDFs with. It runs in
 * a thread of its own, since it does not pause and a page can be made to take it for ever: after `ms` milliseconds the
 * thread is ended. Throws when the page cannot be drawn, or not in time.
 */
export const drawFirstPage = async (pdf: Uint8Array, width: number, ms: number): Promise<DrawnPage> => {
  const task: Task = { library: resolveFromHere.resolve('@hyzyla/pdfium'), pdf, width };
  const thread = new Worker(`(${program})(require)`, { eval: true, workerData: task });
  const { promise, resolve, reject } = Promise.withResolvers<DrawnPage>();
  thread.once('message', resolve).once('error', reject);
  thread.once('exit', () => reject(new Error('The thread that draws ended without a picture.')));
  const late = setTimeout(() => reject(new Error(`The page was not drawn within ${ms} ms.`)), ms);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    await thread.terminate();
  }
};
