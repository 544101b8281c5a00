import type { CaptureOptions } from '../../domain/capture-options.ts';
import { attachBackgrounds } from '../in-page/attach-backgrounds.ts';
import { comeIntoView } from '../in-page/come-into-view.ts';
import { hideBeside } from '../in-page/hide-beside.ts';
import { hideInvisible } from '../in-page/hide-invisible.ts';
import { holdToPaper } from '../in-page/hold-to-paper.ts';
import { keepCardsWhole } from '../in-page/keep-cards-whole.ts';
import { layOpenSideways } from '../in-page/lay-open-sideways.ts';
import { nextFrame } from '../in-page/next-frame.ts';
import { pinGenerated } from '../in-page/pin-generated.ts';
import { pinToPaper } from '../in-page/pin-to-paper.ts';
import { stayDark } from '../in-page/stay-dark.ts';
import { widthOnPaper } from '../in-page/width-on-paper.ts';
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
/** Frames come 60 times a second, but not to a page that is not drawn. */
const FRAME_MS = 250;
/** How long parts that scroll sideways are laid open, in milliseconds. */
const SIDEWAYS_MS = 2_000;
/** The smallest scale that Chromium prints at. */
const MIN_SCALE = 0.1;

/**
 * What browsers add to tables in print, and not to a page that is printed as it is on a screen: heads and feet that are not
 * divided are those of every sheet (html.css of Chromium). What the page says of it counts more.
 */
const TABLE_RULE = ':where(thead,tfoot){break-inside:avoid}';

/**
 * Holds the page to the paper and the margins that were asked for: its own `@page` could turn the one and has the last
 * word on the other, whatever the command to print says. What the page calls important there cannot be outdone.
 */
const pageRule = ({ margin }: Paper): string =>
  `@page{size:auto;margin:${margin}in;page-orientation:upright}`;

const BESIDE = 'What the page has beside its window is not in the document.';

/** The step that opens what scrolls may have said so already. */
const SCROLLED = 'Parts of the page scroll by themselves: the document shows them as they are.';

/** What is so many times as wide as its window fits: in its own size browsers print it a little smaller by themselves. */
const AS_WIDE = { asked: 1.03, scaled: 1.002 };
/** How often a smaller scale is tried. A part that grows with the window by half of that needs some. */
const MOST_TRIES = 10;

/**
 * The scale at which all of a document that is `width` CSS pixels wide lies between the margins. Chromium shrinks what
 * is too wide by a third at most and cuts off the rest.
 */
const fittingScale = (paper: Paper, asked: number, width: number): number =>
  Math.max(MIN_SCALE, asked * Math.min(1, printedArea(paper, asked).width / width));

/** How a document is fitted onto paper. */
interface Fit {
  readonly scale: number;
  readonly sentences: readonly string[];
}

const text = (one: number): string => one.toLocaleString('en-US', { maximumFractionDigits: 2 });

/**
 * Fits the document between the margins: at the scale that was asked for, or a smaller one at which all of a wider document is
 * there. Of one that gets ever wider with its window, what has its place beside that goes; where that does not help, it is printed
 * as was asked.
 */
const fitted = async (tab: Tab, paper: Paper, asked: number): Promise<Fit> => {
  const density = tab.deviceWidth / tab.viewport.width;
  const layOut = async (scale: number): Promise<void> => {
    const viewport = printedArea(paper, scale);
    await tab.reframe({ viewport, deviceWidth: viewport.width * density });
    await tab.inPage(nextFrame, FRAME_MS).catch(() => undefined);
  };
  /** Undefined: there is none, and the document is laid out as it was. */
  const findScale = async (): Promise<Fit | undefined> => {
    let scale = asked;
    let sentences: Fit['sentences'] = [];
    let overflow = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { width } = await tab.inPage(widthOnPaper);
      const found = width / printedArea(paper, scale).width;
      if (found <= (scale === asked ? AS_WIDE.asked : AS_WIDE.scaled)) return { scale, sentences };
      // As much too wide as before: no window is wide enough.
      if (found - 1 > (overflow - 1) * 0.9) break;
      overflow = found;
      scale = fittingScale(paper, asked, width);
      sentences = [
        `The page is ${text(width)} CSS pixels wide: it was printed at a scale of ${text(scale)} to fit the paper.`,
      ];
      await layOut(scale);
    }
    await layOut(asked);
    return undefined;
  };
  const { width, isCut } = await tab.inPage(widthOnPaper);
  // Printing would make all of it smaller for what nobody can scroll to.
  await tab.inPage(hideBeside, isCut);
  const whole = await findScale();
  if (whole !== undefined) return whole;
  await tab.inPage(hideBeside, true);
  const rest = await findScale();
  if (rest !== undefined) return { ...rest, sentences: [...rest.sentences, BESIDE] };
  return {
    scale: asked,
    sentences: [
      `The page is ${text(width)} CSS pixels wide, and wider in a wider window: some of it lies beside the paper.`,
    ],
  };
};

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
  await tab.inPage(comeIntoView);
  if (options.color_scheme === 'dark') await tab.inPage(stayDark);
  await tab.inPage(attachBackgrounds);
  await tab.inPage(hideInvisible);
  await tab.inPage(holdToPaper, pageRule(paper) + TABLE_RULE);
  const { scale, sentences } = await fitted(tab, paper, options.pdf_scale);
  const isPartHidden = await tab.inPage(layOpenSideways, SIDEWAYS_MS);
  await tab.inPage(keepCardsWhole);
  const { isCut } = await tab.inPage(widthOnPaper);
  // In the window that it is printed from: what is fixed follows the window for as long.
  await tab.inPage(pinToPaper, { isRepeated: options.emulate_print_media, isCut });
  if (!options.emulate_print_media) await tab.inPage(pinGenerated);
  const bytes = await printed(tab, paper, scale, most);
  work.warnings.push(...sentences);
  if (isPartHidden && !work.warnings.includes(SCROLLED)) work.warnings.push(SCROLLED);
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
