import sharp from 'sharp';
import { putPictures } from '../in-page/put-pictures.ts';
import { hasRemoteFrames } from '../page/remote-frames.ts';
import { EVERYWHERE } from '../pdf/everywhere.ts';
import { photographFrames } from '../picture/photograph-frames.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

const EMPTY = 'Frames of other sites may be empty in the document.';

/** Puts pictures in the place of frames of other sites: the browser prints none of those. */
export const printFrames: Step = {
  name: 'embedded',
  essential: false,
  warning: EMPTY,
  share: 0.4,
  atMost: 10_000,
  run: async (work, ms) => {
    const tab = made(work, 'tab');
    if (!hasRemoteFrames(tab.sessions)) return undefined;
    await tab.runScripts(false);
    const { pictures, isWhole } = await photographFrames(work, EVERYWHERE, {
      isInWindowToo: true,
      ms,
    }).finally(() => tab.runScripts(true));
    if (!isWhole) work.warnings.push(EMPTY);
    const encoded = await Promise.all(
      pictures.map(async ({ index, pixels: { data, width, height, channels } }) => {
        const png = await sharp(data, { raw: { width, height, channels } }).png().toBuffer();
        return { index, png: png.toString('base64') };
      }),
    );
    const put = encoded.length === 0 ? 0 : await tab.inPage(putPictures, encoded);
    if (put > 0) {
      work.warnings.push(
        'Frames of other sites are pictures in the document: their text cannot be selected.',
      );
    }
    return undefined;
  },
};
