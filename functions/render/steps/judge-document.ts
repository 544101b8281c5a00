import type { CaptureOptions } from '../../domain/capture-options.ts';
import { hasGlCanvas } from '../in-page/has-gl-canvas.ts';
import { EVERYWHERE } from '../pdf/everywhere.ts';
import { paperOf } from '../pdf/paper.ts';
import { drawDocument, previewOfPdf } from '../pdf/preview-of-pdf.ts';
import { withinMargins } from '../pdf/within-margins.ts';
import type { Step } from '../step.ts';
import { isEmpty } from '../verdict/is-empty.ts';
import { takeStock } from '../verdict/take-stock.ts';
import { unrevealed } from '../verdict/unrevealed.ts';
import { verdictOf } from '../verdict/verdict.ts';
import { made } from '../work.ts';

/**
 * The smallest document that has a letter in it takes 6 kB, since its font is in it. One of less than this may have nothing
 * in it, whatever the page seems to say.
 */
const SMALL_BYTES = 10_000;

/** The browser prints no such canvas. */
const NO_GL = 'What the page draws with WebGL is empty in the document; a picture of the page has it.';

/**
 * Looks at what was printed: whether it is the page that was asked for, and whole. What is doubtful is said. Its first page
 * is drawn only where it might be empty, and then it is there for the preview.
 */
export const judgeDocument = (options: CaptureOptions): Step => ({
  name: 'judge',
  essential: false,
  warning: 'The document could not be checked.',
  share: 0.4,
  atMost: 10_000,
  run: async (work) => {
    const { bytes } = made(work, 'file');
    const { document, inPage } = made(work, 'tab');
    // Another one may have come in the place of the one that has settled.
    const { inventory, isChallenge } = await takeStock(work, { isOther: document.isReplaced() });
    const paper = paperOf(options);
    const hasNothing = !inventory.hasText && inventory.decoded === 0;
    const isDoubtful = hasNothing || bytes.byteLength < SMALL_BYTES;
    const page = isDoubtful ? await drawDocument(bytes).catch(() => undefined) : undefined;
    const isBlank = page === undefined ? hasNothing : isEmpty(await withinMargins(page, paper), inventory);
    const { status } = document.shown();
    const { verdict, warnings } = verdictOf({ status, inventory, isChallenge, isBlank }, 'document');
    work.warnings.push(...warnings, ...(await unrevealed(work, EVERYWHERE, 'document')));
    if (await inPage(hasGlCanvas).catch(() => false)) work.warnings.push(NO_GL);
    return {
      verdict,
      ...(page !== undefined && { preview: () => previewOfPdf(bytes, paper.pixels, page) }),
    };
  },
});
