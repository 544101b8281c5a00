import { checked } from '../checks/checked.ts';
import { prints } from '../checks/prints.ts';
import { tells } from '../checks/tells.ts';
import { unwarned, warned } from '../checks/warned.ts';
import { casesOf } from '../conformance-case.ts';
import { A4_ACROSS, block, link, sentence } from '../pages/paper.ts';

const pdf = { format: 'pdf' };
const page = '/letter';

export const pdfCases = casesOf('pdf', [
  {
    name: 'A4 unless asked otherwise, with margins of 10 mm',
    page,
    options: pdf,
    judge: prints({ width: 210, height: 297, sheets: 1, margin: 10, block }),
    proves: 'format',
    quick: true,
  },
  ...[
    { size: 'A3', width: 297, height: 420 },
    { size: 'A5', width: 148, height: 210 },
    { size: 'Letter', width: 215.9, height: 279.4 },
    { size: 'Legal', width: 215.9, height: 355.6 },
    { size: 'Tabloid', width: 279.4, height: 431.8 },
  ].map(({ size, width, height }) => ({
    name: size,
    page,
    options: { ...pdf, pdf_page_size: size },
    judge: prints({ width, height }),
    proves: 'pdf_page_size',
  })),
  {
    name: 'margins of 25 mm',
    page,
    options: { ...pdf, pdf_margin_mm: 25 },
    judge: prints({ width: 210, height: 297, margin: 25, block }),
    proves: 'pdf_margin_mm',
  },
  {
    name: 'no margins: colour to the edge of the paper',
    page,
    options: { ...pdf, pdf_margin_mm: 0 },
    judge: prints({ margin: 0, block }),
    proves: 'pdf_margin_mm',
  },
  {
    name: 'landscape',
    page,
    options: { ...pdf, pdf_landscape: true },
    judge: prints({ width: 297, height: 210, margin: 10 }),
    proves: 'pdf_landscape',
  },
  {
    name: 'at half the scale',
    page,
    options: { ...pdf, pdf_scale: 0.5 },
    judge: prints({ margin: 10, block: { width: block.width / 2, height: block.height / 2 } }),
    proves: 'pdf_scale',
  },
  {
    name: 'from right to left, at half the scale',
    page: `/letter-from-right?width=${2 * A4_ACROSS}px`,
    options: { ...pdf, pdf_scale: 0.5 },
    judge: prints({ sheets: 1, margin: 10, block: { width: A4_ACROSS, height: block.height / 2 } }),
  },
  {
    name: 'from right to left, wider than the paper: scaled to fit it',
    page: `/letter-from-right?width=${2 * A4_ACROSS}px`,
    options: pdf,
    judge: prints({ sheets: 1, margin: 10, block: { width: A4_ACROSS, height: block.height / 2 } }),
  },
  {
    name: 'from right to left, with a menu beside the page: the page is there in full size',
    page: '/letter-from-right?menu',
    options: pdf,
    judge: prints({ sheets: 1, margin: 10, block: { width: A4_ACROSS, height: block.height } }),
  },
  {
    name: 'lines that stand upright go on on the next sheet, in full size',
    page: '/upright-letter',
    options: pdf,
    judge: prints({ sheets: 3, margin: 10, block: { width: A4_ACROSS, height: block.height } }),
  },
  { name: 'text is text', page, options: pdf, judge: prints({ text: sentence }) },
  { name: 'links lead where they lead', page, options: pdf, judge: prints({ link }) },
  { name: 'as many sheets as it takes', page: '/letter?pages=3', options: pdf, judge: prints({ sheets: 4 }) },
  {
    name: 'a page that loads itself anew while it is printed: all sheets',
    page: '/letter?pages=2000&anew',
    options: pdf,
    judge: prints({ sheets: 2_001, margin: 10, block }),
  },
  {
    name: 'sizes of pictures have no effect',
    page,
    options: { ...pdf, ratio: '1:1', crop_height: 100, frame: 'mobile', hidpi: true },
    judge: prints({ width: 210, height: 297, sheets: 1, block }),
  },
  {
    name: 'a preview of the first sheet',
    page: '/letter?pages=1',
    options: pdf,
    judge: prints({ preview: true }),
  },
  {
    name: 'a good page: nothing is doubtful',
    page,
    options: pdf,
    judge: tells(
      checked({
        page_status: 200,
        blank: false,
        images: 0,
        images_decoded: 0,
        fonts_loaded: true,
        bot_challenge: false,
        still_loading: false,
        truncated: false,
      }),
      unwarned,
    ),
  },
  {
    name: 'an error page without its image is said to be one',
    page: '/broken-error',
    options: pdf,
    judge: tells(
      checked({ page_status: 500, blank: false, images: 1, images_decoded: 0 }),
      warned(/HTTP status 500/),
      warned(/^1 image of the page could not be loaded/),
    ),
  },
  {
    name: 'a page that shows nothing is said to be blank, though it has text',
    page: '/unseen-text',
    options: pdf,
    judge: tells(checked({ blank: true }), warned(/nothing but one colour/)),
  },
  {
    name: 'a check whether its visitor is a robot is said to be one',
    page: '/challenge',
    options: pdf,
    judge: tells(checked({ bot_challenge: true, page_status: 403 }), warned(/robot/)),
  },
]);
