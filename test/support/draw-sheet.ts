import { PDFiumLibrary } from '@hyzyla/pdfium';

let library: ReturnType<typeof PDFiumLibrary.init> | undefined;

/** Draws one sheet of a PDF, the first is 0, a pixel a point: rows of four 8-bit channels, alpha last. */
export const drawSheet = async (pdf: Uint8Array, sheet: number) => {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(pdf);
  try {
    const { data, width, height } = await document.getPage(sheet).render({ scale: 1, render: 'bitmap' });
    return { data, width, height };
  } finally {
    document.destroy();
  }
};
