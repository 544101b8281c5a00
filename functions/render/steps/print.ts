import type { CaptureOptions } from '../../domain/capture-options.ts';
import { forPaper } from '../in-page/for-paper.ts';
import { ofWhatStays } from '../page/of-what-stays.ts';
import type { Tab } from '../page/tab.ts';
import { unlessReplaced } from '../page/unless-replaced.ts';
import { type Paper, paperOf, printedArea } from '../pdf/paper.ts';
import { previewOfPdf } from '../pdf/preview-of-pdf.ts';
import { readStream } from '../pdf/read-stream.ts';
import type { Step } from '../step.ts';
import { type Made, made, type Work } from '../work.ts';

/**
 * The largest document, in bytes. It is in memory three times, in the browser, here, and where its first page is drawn,
 * beside a browser that may use most of what the function has; and a callback has to carry it within 30 s.
 */
const MAX_BYTES = 50_000_000;
/** The smallest scale that Chromium prints at. */
const MIN_SCALE = 0.1;

/**
 * Holds the page to the paper and the margins that were asked for: its own `@page` could turn the one and has the last
 * word on the other, whatever the command to print says. What the page calls important there cannot be outdone.
 */
const pageRule = ({ margin }: Paper): string =>
  `@page{size:auto;margin:${margin}in;page-orientation:upright}`;

/**
 * The scale at which all of a document that is `width` CSS pixels wide lies between the margins. Chromium shrinks what
 * is too wide by a third at most and cuts off the rest.
 */
const fittingScale = (paper: Paper, asked: number, width: number): number =>
  Math.max(MIN_SCALE, asked * Math.min(1, printedArea(paper, asked).width / width));

const printed = async (
  { cdp, document }: Tab,
  paper: Paper,
  scale: number,
  most: number,
): Promise<Uint8Array> => {
  const printing = cdp.send('Page.printToPDF', {
    scale,
    paperWidth: paper.width,
    paperHeight: paper.height,
    printBackground: true,
    // For readers who listen, and for the list of headings beside the text.
    generateTaggedPDF: true,
    generateDocumentOutline: true,
    transferMode: 'ReturnAsStream',
  });
  const { stream } = await unlessReplaced(document, printing);
  if (stream === undefined) throw new Error('The browser printed into no stream.');
  return readStream(cdp, stream, most);
};

/** Puts the page, which is to stay, onto paper. Its scripts run on unless they are what makes it leave: some do it for print. */
const onPaper = async (
  work: Work,
  options: CaptureOptions,
  { most, isScripted }: { readonly most: number; readonly isScripted: boolean },
): Promise<Partial<Made>> => {
  const tab = made(work, 'tab');
  const paper = paperOf(options);
  // A browser whose page leaves while it is printed has no document of either.
  await tab.document.stay(isScripted ? undefined : () => tab.runScripts(false));
  // Styles for print may mean it: a running head is made so.
  const width = await tab.inPage(forPaper, pageRule(paper), options.emulate_print_media);
  const scale = fittingScale(paper, options.pdf_scale, width);
  const bytes = await printed(tab, paper, scale, most);
  if (scale < options.pdf_scale) {
    const shown = scale.toLocaleString('en-US', { maximumFractionDigits: 2 });
    work.warnings.push(
      `The page is ${width.toLocaleString('en-US')} CSS pixels wide: it was printed at a scale of ${shown} to fit the paper.`,
    );
  }
  return {
    file: { bytes, ...paper.pixels },
    preview: () => previewOfPdf(bytes, paper.pixels),
    capturedAt: Date.now(),
  };
};

/** Prints the page: text that can be selected, links that lead somewhere, backgrounds. `most` bounds the file, in bytes. */
export const print = (options: CaptureOptions, most: number = MAX_BYTES): Step => ({
  name: 'print',
  essential: true,
  overdue: 'page_unresponsive',
  // What is left is for closing the tab before the deadline at which the browser is killed.
  share: 0.9,
  run: (work) =>
    ofWhatStays(
      () => onPaper(work, options, { most, isScripted: true }),
      async () => {
        const tab = made(work, 'tab');
        await tab.runScripts(true);
        await tab.document.loaded();
        const paper = await onPaper(work, options, { most, isScripted: false });
        work.warnings.push('The page went on to another one while it was printed: the document has that.');
        return paper;
      },
    ),
});
