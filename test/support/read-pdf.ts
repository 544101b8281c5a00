import { extractTextItems, getDocumentProxy } from 'unpdf';

/** A text where it stands: points (1/72 inch) from the left and from the bottom of the sheet, to its base line. */
interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Points. */
  readonly fontSize: number;
}

/** What is in a PDF, read by another library than the one that draws it. */
export interface ReadPdf {
  readonly title: unknown;
  readonly isTagged: boolean;
  /** The headings of the list beside the text. */
  readonly outline: readonly string[];
  readonly pages: readonly {
    /** Points. */
    readonly width: number;
    readonly height: number;
    readonly texts: readonly PlacedText[];
    /** Addresses of links; one within the document is `#`. */
    readonly links: readonly string[];
  }[];
}

/** Reads a PDF with PDF.js. */
export const readPdf = async (bytes: Uint8Array): Promise<ReadPdf> => {
  // PDF.js takes the memory away from whoever hands it over.
  const document = await getDocumentProxy(new Uint8Array(bytes));
  try {
    const { items } = await extractTextItems(document);
    const pages = items.map(async (texts, index) => {
      const page = await document.getPage(index + 1);
      const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
      const annotations: readonly { subtype: string; url?: string }[] = await page.getAnnotations();
      return {
        width: right - left,
        height: top - bottom,
        texts: texts.map(({ str, x, y, fontSize }) => ({ text: str, x, y, fontSize })),
        links: annotations.filter(({ subtype }) => subtype === 'Link').map(({ url }) => url ?? '#'),
      };
    });
    const info = (await document.getMetadata()).info as { readonly Title?: unknown };
    return {
      title: info.Title,
      isTagged: (await document.getMarkInfo())?.Marked === true,
      outline: ((await document.getOutline()) ?? []).map(({ title }) => title),
      pages: await Promise.all(pages),
    };
  } finally {
    await document.loadingTask.destroy();
  }
};
