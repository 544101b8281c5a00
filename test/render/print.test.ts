import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureOptions } from '../../functions/domain/capture-options.ts';
import { warmBrowser } from '../../functions/render/browser/browser.ts';
import type { Tab } from '../../functions/render/page/tab.ts';
import { drawFirstPage } from '../../functions/render/pdf/first-page.ts';
import { previewOfPdf } from '../../functions/render/pdf/preview-of-pdf.ts';
import { readStream } from '../../functions/render/pdf/read-stream.ts';
import { print } from '../../functions/render/steps/print.ts';
import type { Work } from '../../functions/render/work.ts';
import { decode, distance } from '../support/decode.ts';
import { drawSheet } from '../support/draw-sheet.ts';
import { bandColour } from '../support/fixture-site/colours.ts';
import { readPdf } from '../support/read-pdf.ts';
import { type Rig, startRig } from './rig.ts';
import { tabIn } from './tab-in.ts';
import { workWith } from './work-with.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

const toPdf = (path: string, options: Record<string, unknown> = {}, ms?: number) =>
  rig.capture(path, { format: 'pdf', ...options }, ms);

const POINTS_PER_MM = 72 / 25.4;
const near = (actual: number | undefined, expected: number, tolerance: number) =>
  expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThanOrEqual(tolerance);

/** The preview is a lossy WebP. */
const LOSS = 8;
const screenGreen = [0, 192, 0];
const printRed = [192, 0, 0];
const white = [255, 255, 255];

describe('the paper', () => {
  it.each([
    ['A4', 210, 297, 794, 1123],
    ['A3', 297, 420, 1123, 1587],
    ['A5', 148, 210, 559, 794],
    ['Letter', 215.9, 279.4, 816, 1056],
    ['Legal', 215.9, 355.6, 816, 1344],
    ['Tabloid', 279.4, 431.8, 1056, 1632],
  ])('of %s is %d x %d mm', async (pdf_page_size, width, height, across, down) => {
    const picture = await toPdf('/article', { pdf_page_size });
    expect([picture.width, picture.height]).toEqual([across, down]);
    const [page] = (await readPdf(picture.bytes)).pages;
    // Chromium rounds the paper up to whole points, and down to whole dots of 1/300 inch.
    near(page?.width, width * POINTS_PER_MM, 1);
    near(page?.height, height * POINTS_PER_MM, 1);
  });

  it('lies on its long side in landscape', async () => {
    const picture = await toPdf('/article', { pdf_page_size: 'Legal', pdf_landscape: true });
    expect([picture.width, picture.height]).toEqual([1344, 816]);
    const [page] = (await readPdf(picture.bytes)).pages;
    near(page?.width, 355.6 * POINTS_PER_MM, 1);
    near(page?.height, 215.9 * POINTS_PER_MM, 1);
    // The page's own text goes across it, not upwards.
    near(page?.texts[0]?.x, 10 * POINTS_PER_MM, 1);
  });

  it('is what was asked for, whatever the page’s own style says of it', async () => {
    const { bytes, preview } = await toPdf('/own-paper', { pdf_margin_mm: 20 });
    const [page] = (await readPdf(bytes)).pages;
    near(page?.width, 210 * POINTS_PER_MM, 1);
    near(page?.texts[0]?.x, 20 * POINTS_PER_MM, 1);
    const { at } = await decode((await preview()).bytes);
    expect(distance(at(640, 400), screenGreen)).toBeLessThanOrEqual(LOSS);
  });

  it.each([10, 50])('has a margin of %d mm on each side, which stays white', async (margin) => {
    const { bytes, preview } = await toPdf('/article', { pdf_margin_mm: margin });
    const [page] = (await readPdf(bytes)).pages;
    near(page?.texts[0]?.x, margin * POINTS_PER_MM, 1);
    const { at, width, height } = await decode((await preview()).bytes);
    const edge = Math.round((margin * width) / 210);
    const [right, bottom] = [width - edge, height - edge];
    const inside = [
      [edge + 5, 800] as const,
      [right - 6, 800] as const,
      [640, edge + 5] as const,
      [640, bottom - 6] as const,
    ];
    for (const [x, y] of inside) expect(distance(at(x, y), screenGreen)).toBeLessThanOrEqual(LOSS);
    const outside = [
      [edge - 6, 800] as const,
      [right + 5, 800] as const,
      [640, edge - 6] as const,
      [640, bottom + 5] as const,
    ];
    for (const [x, y] of outside) expect(distance(at(x, y), white)).toBeLessThanOrEqual(LOSS);
  });

  it('is covered to its edges without a margin', async () => {
    const { bytes, preview } = await toPdf('/article', { pdf_margin_mm: 0 });
    const [page] = (await readPdf(bytes)).pages;
    near(page?.texts[0]?.x, 0, 1);
    const { at, width, height } = await decode((await preview()).bytes);
    const edges = [
      [0, 800] as const,
      [width - 3, 800] as const,
      [640, 0] as const,
      [640, height - 3] as const,
    ];
    for (const [x, y] of edges) expect(distance(at(x, y), screenGreen)).toBeLessThanOrEqual(LOSS);
  });
});

describe('the scale', () => {
  it.each([0.5, 1, 2])('of %d is that of the letters', async (pdf_scale) => {
    const { bytes, warnings } = await toPdf('/article', { pdf_scale });
    const [page] = (await readPdf(bytes)).pages;
    const first = page?.texts.find(({ text }) => text.startsWith('First'));
    // 16 CSS pixels are 12 points.
    near(first?.fontSize, 12 * pdf_scale, 0.01);
    expect(warnings).toEqual([]);
  });

  it.each([760, 1280, 3000])(
    'shrinks so that a page of %d CSS pixels fits, with a warning',
    async (width) => {
      const { bytes, warnings } = await toPdf(`/wide?width=${width}`);
      const [page] = (await readPdf(bytes)).pages;
      const edge = page?.texts.find(({ text }) => text === 'Edge');
      expect(edge?.x).toBeLessThan(200 * POINTS_PER_MM);
      near(edge?.fontSize, (12 * 718) / width, 0.1);
      const scale = (718 / width).toFixed(2);
      expect(warnings).toEqual([
        `The page is ${width.toLocaleString('en-US')} CSS pixels wide: it was printed at a scale of ${scale} to fit the paper.`,
      ]);
    },
  );

  it('is left alone by what lies where nobody can scroll to', async () => {
    expect((await toPdf('/wide?width=3000&cut')).warnings).toEqual([]);
  });

  it.each([
    'ball',
    'row',
    'a body that scrolls',
    'a narrow body',
    'a narrow sheet of paper',
    'a ball of a page from the right',
    'a bar',
  ])(
    'is not made smaller by what is cut off at the edge of the window, which goes on to that of the paper: %s',
    async (what) => {
      const { bytes, warnings } = await toPdf(`/beside?what=${encodeURIComponent(what)}`);
      const { pages } = await readPdf(bytes);
      const texts = pages.map(({ texts }) => texts.filter(({ text }) => text !== ''));
      expect(texts.map((all) => all.map(({ text }) => text).toSorted())).toEqual([['Low', 'Text'], ['More']]);
      for (const { fontSize } of texts.flat()) near(fontSize, 12, 0.01);
      // The window ended there.
      near(texts[0]?.find(({ text }) => text === 'Low')?.y, 10 * POINTS_PER_MM, 10);
      expect(warnings).toEqual([]);
      const { data, width } = await drawSheet(bytes, 0);
      const at = (millimetres: number) => {
        const from = (130 * width + Math.round(millimetres * POINTS_PER_MM)) * 4;
        return [...data.subarray(from, from + 3)];
      };
      expect(at(201)).toEqual(white);
      expect(at(198)).toEqual(what === 'a narrow sheet of paper' ? [204, 204, 204] : screenGreen);
    },
  );

  it('shrinks for what an app that cuts off the rest scrolls to', async () => {
    const { bytes, warnings } = await toPdf('/sideways');
    const texts = (await readPdf(bytes)).pages.flatMap(({ texts }) => texts);
    expect(texts.find(({ text }) => text === 'Edge')?.x).toBeLessThan(200 * POINTS_PER_MM);
    expect(warnings).toEqual([
      'The page is 1,000 CSS pixels wide: it was printed at a scale of 0.72 to fit the paper.',
    ]);
  });
});

describe('the document', () => {
  it('has the page’s title, its headings, its text and its links', async () => {
    const picture = await toPdf('/article');
    const { title, outline, isTagged, pages } = await readPdf(picture.bytes);
    expect(title).toBe('A page to print – déjà vu');
    expect(picture.pageTitle).toBe(title);
    expect(outline).toEqual(['A heading']);
    expect(isTagged).toBe(true);
    const text = pages[0]?.texts.map(({ text }) => text).join(' ');
    expect(text).toMatch(/First line of the page.*A heading.*Away.*Nearby.*Down.*The end/);
    expect(pages[0]?.links).toEqual(['https://example.com/deep?x=1#y', `${rig.site.url}/small`, '#']);
  });

  it('has as many sheets as the page needs, with all of its text in order', async () => {
    const { bytes, warnings } = await toPdf('/bands?height=10000');
    const { pages } = await readPdf(bytes);
    // 1,046 CSS pixels a sheet.
    expect(pages.length).toBe(10);
    const numbers = pages.flatMap(({ texts }) => texts.map(({ text }) => text).filter(Boolean));
    expect(numbers).toEqual(Array.from({ length: 100 }, (_, index) => String(index)));
    expect(warnings).toEqual([]);
  });

  it.each([
    [false, screenGreen],
    [true, printRed],
  ])('is laid out for print only when that is asked for: %s', async (emulate_print_media, colour) => {
    const { preview } = await toPdf('/article', { emulate_print_media });
    const { at } = await decode((await preview()).bytes);
    expect(distance(at(1_000, 100), colour)).toBeLessThanOrEqual(LOSS);
  });

  it('has what stays in place on a screen once', async () => {
    const { pages } = await readPdf((await toPdf('/fixed-bar')).bytes);
    const texts = pages.map(({ texts }) => texts.map(({ text }) => text).filter(Boolean));
    expect(texts[0]?.toSorted()).toEqual(['Menu', 'Text']);
    expect(texts.slice(1).flat()).toEqual(['More']);
  });

  it.each([
    'drawer',
    'sheet',
    'drawer of a page from the right',
    'cut menu',
    'menu of a page from the right',
    'menu',
    'menu that opens',
    'hint',
    'shadow',
    'dialog',
    'bar',
    'bar of styles',
  ])('has what is seen in the window once, and what is not nowhere: %s', async (what) => {
    const { bytes, warnings } = await toPdf(`/aside?what=${encodeURIComponent(what)}`);
    const { pages } = await readPdf(bytes);
    const texts = pages.map(({ texts }) => texts.map(({ text }) => text).filter(Boolean));
    const isSeen = ['shadow', 'dialog', 'bar', 'bar of styles'].includes(what);
    expect(texts[0]?.toSorted()).toEqual(isSeen ? ['Seen', 'Text'] : ['Text']);
    expect(texts.slice(1).flat()).toEqual(['More']);
    // In full size.
    near(pages[0]?.texts.find(({ text }) => text === 'Text')?.fontSize, 12, 0.01);
    expect(warnings).toEqual(
      what === 'menu' ? ['What the page has beside its window is not in the document.'] : [],
    );
  });

  it('has a bar of styles where it is in the window', async () => {
    const [first] = (await readPdf((await toPdf('/aside?what=bar%20of%20styles')).bytes)).pages;
    const seen = first?.texts.find(({ text }) => text === 'Seen');
    near(seen?.x, 10 * POINTS_PER_MM + 50 * 0.75, 1);
    near(seen?.y, 10 * POINTS_PER_MM, 10);
  });

  it('has the ground of a dialog on the first sheet alone', async () => {
    const { bytes } = await toPdf('/aside?what=dialog');
    const shades = [0, 1].map(async (index) => {
      const { data, width } = await drawSheet(bytes, index);
      return data[(500 * width + 300) * 4];
    });
    const [first, second] = await Promise.all(shades);
    expect(first).toBeLessThan(240);
    expect(second).toBe(255);
  });

  it.each([
    ['below', screenGreen],
    ['in front of nothing', screenGreen],
    ['above', white],
  ])(
    'has the ground of the window on every sheet, and what covers the page on the first: %s',
    async (what, second) => {
      const { bytes } = await toPdf(`/cover?what=${encodeURIComponent(what)}`);
      const colours = [0, 1].map(async (index) => {
        const { data, width } = await drawSheet(bytes, index);
        const from = (500 * width + 300) * 4;
        return [...data.subarray(from, from + 3)];
      });
      expect(await Promise.all(colours)).toEqual([screenGreen, second]);
    },
  );

  it.each([
    ['gl', ['What the page draws with WebGL is empty in the document; a picture of the page has it.']],
    ['flat', []],
  ])('is said to lack what is drawn with WebGL, and nothing else: %s', async (kind, said) => {
    expect((await toPdf(`/canvas?kind=${kind}`)).warnings).toEqual(said);
  });

  it.each([
    ['a body that scrolls', 'body'],
    ['what is drawn with a gradient of another', 'gradient'],
    ['what is fixed in a part that moves', 'moving'],
    ['all around elements of no known kind, which have no style', 'unknown'],
  ])('has %s', async (_what, what) => {
    const { bytes, preview, warnings } = await toPdf(`/kept?what=${what}`);
    const { pages } = await readPdf(bytes);
    expect(pages.flatMap(({ texts }) => texts.map(({ text }) => text).filter(Boolean))).toEqual([
      'Text',
      'More',
      'End',
    ]);
    if (what === 'gradient') {
      const { at } = await decode((await preview()).bytes);
      expect(distance(at(200, 200), screenGreen)).toBeLessThanOrEqual(LOSS);
    }
    expect(warnings).toEqual([]);
  });

  it('is made to fit where a part of it grows with the window', async () => {
    const { bytes, warnings } = await toPdf('/kept?what=half');
    const texts = (await readPdf(bytes)).pages.flatMap(({ texts }) => texts);
    const edge = texts.find(({ text }) => text === 'Edge');
    expect(edge?.x).toBeLessThan(200 * POINTS_PER_MM);
    expect(warnings).toEqual([
      expect.stringMatching(/^The page is .* wide: it was printed at a scale of 0\.5/),
    ]);
  });

  it('has what covers the window where it does', async () => {
    const { pages } = await readPdf((await toPdf('/overlaid')).bytes);
    const seen = pages.map(({ texts }) => texts.find(({ text }) => text === 'Seen'));
    expect(seen.map((one) => one !== undefined)).toEqual(pages.map((_, index) => index === 0));
    // The middle of an A4 sheet.
    near(seen[0]?.y, (297 / 2) * POINTS_PER_MM, 10);
  });

  it.each([
    ['root', 'dark', screenGreen],
    ['document', 'dark', screenGreen],
    ['part', 'dark', screenGreen],
    ['root', 'light', printRed],
    ['neither', 'dark', printRed],
  ])('is as light or dark as the page is for its visitor: %s, %s', async (what, color_scheme, colour) => {
    const { bytes } = await toPdf(`/scheme?what=${what}`, { color_scheme });
    const { data, width } = await drawSheet(bytes, 0);
    const from = (200 * width + 300) * 4;
    expect([...data.subarray(from, from + 3)]).toEqual(colour);
  });

  it('has backgrounds that are fixed to the window where their elements are', async () => {
    const { data, width } = await drawSheet((await toPdf('/attached')).bytes, 0);
    const at = (x: number, y: number) => {
      const from = (Math.round(y * POINTS_PER_MM) * width + Math.round(x * POINTS_PER_MM)) * 4;
      return [...data.subarray(from, from + 3)];
    };
    for (const [x, y] of [[12, 30] as const, [198, 30] as const, [140, 130] as const]) {
      expect(distance(at(x, y), screenGreen)).toBeLessThanOrEqual(LOSS);
    }
    expect(distance(at(198, 130), printRed)).toBeLessThanOrEqual(LOSS);
  });

  it.each([
    ['that cut off what is in them', 100],
    ['that are columns', 200],
  ])('has cards on one sheet each, with all of their text and nothing over it: %s', async (what, above) => {
    const path = `/cards?what=${encodeURIComponent(what)}&above=${above}`;
    const { pages } = await readPdf((await toPdf(path)).bytes);
    const places = pages.flatMap(({ texts, height }, sheet) =>
      texts.map(({ text, x, y }) => ({ text, x: Math.round(x), down: (sheet + 1) * height - y })),
    );
    const [first, third, end] = ['First', 'Third', 'End'].map((wanted) =>
      places.filter(({ text }) => text === wanted).sort((a, b) => a.x - b.x || a.down - b.down),
    );
    expect(third).toHaveLength(12);
    const heights = third?.map(({ down }, index) => down - (first?.[index]?.down ?? 0));
    for (const height of heights ?? []) near(height, heights?.[0] ?? 0, 1);
    expect(end?.[0]?.down).toBeGreaterThan(Math.max(...(third?.map(({ down }) => down) ?? [])));
  });

  it('has the head and the foot of a table on every sheet of it', async () => {
    const { pages } = await readPdf((await toPdf('/table')).bytes);
    expect(pages.length).toBeGreaterThan(2);
    for (const { texts } of pages) {
      const all = texts.map(({ text }) => text);
      expect(all).toContain('Head');
      expect(all).toContain('Foot');
    }
  });

  it('has bars at the edges of the first sheet where it is wider than the paper', async () => {
    const { pages } = await readPdf((await toPdf('/wide-bars')).bytes);
    const of = (wanted: string) => pages[0]?.texts.find(({ text }) => text === wanted);
    const right = 200 * POINTS_PER_MM;
    near(of('Head')?.x, right, 30);
    near(of('Head')?.y, 287 * POINTS_PER_MM, 10);
    near(of('Foot')?.x, right, 30);
    near(of('Foot')?.y, 10 * POINTS_PER_MM, 10);
  });

  it('has it on every sheet where the page is laid out for print', async () => {
    const { pages } = await readPdf((await toPdf('/fixed-bar', { emulate_print_media: true })).bytes);
    expect(pages.length).toBeGreaterThan(3);
    for (const { texts } of pages) expect(texts.map(({ text }) => text)).toContain('Menu');
  });

  it.each([
    ['what pictures have', { ratio: '1:2', crop_height: 300, fullpage: true, output_size: 320, hidpi: true }],
    ['what is around pictures', { frame: 'laptop', omit_background: true, preset: 'og' }],
    ['what a page is told', { color_scheme: 'dark', prefers_reduced_motion: true, viewport_width: 280 }],
  ])('is the same with options for %s', async (_what, options) => {
    const { bytes, width, height, format, warnings } = await toPdf('/article', options);
    expect([format, width, height, warnings]).toEqual(['pdf', 794, 1123, []]);
    const { pages } = await readPdf(bytes);
    near(pages[0]?.texts[0]?.fontSize, 12, 0.01);
  });
});

describe('what is scrolled sideways in a page', () => {
  const partsOf = async (what: string) => {
    const { bytes, warnings } = await toPdf(`/row?what=${encodeURIComponent(what)}`);
    const texts = (await readPdf(bytes)).pages.flatMap(({ texts }) => texts);
    const of = (wanted: string) => texts.find(({ text }) => text.trim().endsWith(wanted));
    return { of, warnings };
  };

  it.each(['code', 'table'])('is all there, in lines that are broken: %s', async (what) => {
    const { of, warnings } = await partsOf(what);
    expect(of('End')?.x).toBeLessThan(200 * POINTS_PER_MM);
    near(of('End')?.fontSize, 12, 0.01);
    expect(warnings).toEqual([]);
  });

  it('is made smaller where numbers stand beside its lines', async () => {
    const { of, warnings } = await partsOf('numbered code');
    expect(of('End')?.fontSize).toBeLessThan(11);
    near(of('Last')?.y, of('22')?.y ?? 0, 0.1);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['cards', 'Card'],
    ['a grid of two parts', 'Cell'],
  ])('is as it is, and said to be so, where it is no text: %s', async (what, seen) => {
    const { of, warnings } = await partsOf(what);
    near(of(seen)?.fontSize, 12, 0.01);
    expect(warnings).toEqual([
      'Parts of the page scroll by themselves: the document shows them as they are.',
    ]);
  });
});

describe('images', () => {
  it('that only the width of the paper asks for are waited for', async () => {
    const { preview, warnings } = await toPdf('/responsive');
    expect(warnings).toEqual([]);
    expect(distance((await decode((await preview()).bytes)).at(300, 300), [255, 0, 0])).toBeLessThanOrEqual(
      LOSS,
    );
  });

  it('that are lazy are asked for, however far down', async () => {
    const { warnings } = await toPdf('/image?lazy&top=40000&src=/hang%3Ffar', {}, 9_000);
    expect(rig.site.requests).toContain('/hang?far');
    expect(warnings).toEqual(['1 image of the page had not arrived when its picture was taken.']);
  });
});

describe('the preview', () => {
  it('is a WebP of the first page, 1,280 pixels wide', async () => {
    const { preview, timings } = await toPdf('/bands?height=10000', { pdf_margin_mm: 0 });
    expect(await sharp((await preview()).bytes).metadata()).toMatchObject({
      format: 'webp',
      width: 1280,
      height: 1808,
    });
    const { at } = await decode((await preview()).bytes);
    const bandHeight = (100 * 1280) / 793.7;
    for (const index of [0, 5, 10]) {
      const row = Math.round((index + 0.5) * bandHeight);
      expect(distance(at(1_000, row), bandColour(index))).toBeLessThanOrEqual(LOSS);
    }
    expect(Object.keys(timings).slice(-5)).toEqual(['reveal', 'title', 'embedded', 'print', 'judge']);
  });

  it('is white paper with a warning where the page cannot be drawn', async () => {
    const { bytes, warning } = await previewOfPdf(Buffer.from('no pdf'), { width: 794, height: 1123 });
    const { at, width, height } = await decode(bytes);
    expect([width, height, at(400, 500)]).toEqual([794, 1123, white]);
    expect(warning).toBe('The first page could not be drawn: the preview is empty.');
  });

  it('is given up when drawing takes too long', async () => {
    const { bytes } = await toPdf('/article');
    await expect(drawFirstPage(bytes, 1280, 1)).rejects.toThrow('not drawn within 1 ms');
  });
});

const options = captureOptions.parse({ url: 'https://example.com/', format: 'pdf' });
const workOf = (made: Work['made']) => workWith(options, made);

it('has the page stay before it is printed', async () => {
  const browsers = warmBrowser();
  try {
    const { context } = await browsers.openContext('http://127.0.0.1:9');
    const { cdp, document, ...tab } = (await tabIn(context, options)).tab;
    const order: string[] = [];
    const watched = {
      ...tab,
      document: {
        ...document,
        stay: async () => {
          order.push('stay');
        },
      },
      cdp: {
        send: (method: string) => {
          order.push(method);
          throw new Error('That will do.');
        },
      },
    } as unknown as Tab;
    await expect(print(options).run(workOf({ tab: watched }), 10_000)).rejects.toThrow('That will do.');
    expect(order).toEqual(['stay', 'Page.printToPDF']);
  } finally {
    await browsers.close();
  }
});

it('prints what came in place of the page, with its scripts stopped, and says so', async () => {
  const browsers = warmBrowser();
  try {
    const { context } = await browsers.openContext('http://127.0.0.1:9');
    const { tab } = await tabIn(context, options);
    const order: unknown[] = [];
    let isReplaced = true;
    const watched = {
      ...tab,
      document: {
        ...tab.document,
        replaced: async () => {
          if (!isReplaced) return new Promise<void>(() => undefined);
          isReplaced = false;
        },
      },
      runScripts: async (isOn: boolean) => {
        order.push(isOn);
        await tab.runScripts(isOn);
      },
    } satisfies Tab;
    const work = workOf({ tab: watched });
    const { file } = (await print(options).run(work, 10_000)) ?? {};
    expect((await readPdf(file?.bytes ?? new Uint8Array())).pages).toHaveLength(1);
    expect(order).toEqual([true, false]);
    expect(work.warnings).toContainEqual(expect.stringMatching(/^The page went on to another one/));
  } finally {
    await browsers.close();
  }
});

describe('a document that is too large', () => {
  it('fails with result_too_large', async () => {
    const browsers = warmBrowser();
    try {
      const { context } = await browsers.openContext('http://127.0.0.1:9');
      const work = workOf({ tab: (await tabIn(context, options)).tab });
      const bytes = (await print(options).run(work, 10_000))?.file?.bytes.byteLength ?? 0;
      expect(bytes).toBeGreaterThan(500);
      await expect(print(options, bytes - 100).run(work, 10_000)).rejects.toMatchObject({
        code: 'result_too_large',
      });
    } finally {
      await browsers.close();
    }
  });

  it('is not read to its end, and its stream is closed', async () => {
    const sent: string[] = [];
    const part = { data: Buffer.alloc(10).toString('base64'), base64Encoded: true, eof: false };
    const send = async (command: string) => {
      sent.push(command);
      return part;
    };
    await expect(readStream({ send } as never, 'handle', 25)).rejects.toMatchObject({
      code: 'result_too_large',
    });
    expect(sent).toEqual(['IO.read', 'IO.read', 'IO.read', 'IO.close']);
  });
});
