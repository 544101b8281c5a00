import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPdf } from '../support/read-pdf.ts';
import { type Rig, startRig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

describe('an application whose document does not scroll', () => {
  it.each([
    ['as it is on a screen', {}],
    ['as it is printed', { emulate_print_media: true }],
    ['in landscape, at another scale', { pdf_landscape: true, pdf_scale: 0.7 }],
  ])('is on paper with all that it scrolls, %s', async (_, options) => {
    const { bytes, warnings } = await rig.capture('/scrolls-inside', { format: 'pdf', ...options });
    const { pages } = await readPdf(bytes);
    const lines = pages.map(({ texts }) => texts.filter(({ text }) => text === 'A line of many').length);
    expect(lines.reduce((sum, count) => sum + count, 0)).toBe(200);
    expect(lines.every((count) => count > 0)).toBe(true);
    expect(warnings).toEqual([]);
  });

  it('is as on a screen where less than the whole page is asked for', async () => {
    const { height, timings } = await rig.capture('/scrolls-inside');
    expect([height, Object.keys(timings).includes('expand')]).toEqual([720, false]);
  });
});
