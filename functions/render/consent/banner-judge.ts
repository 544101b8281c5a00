import { setImmediate as breath } from 'node:timers/promises';
import type { ConsentAction } from '../../domain/consent.ts';
import type { SeenBox } from '../in-page/banner-look.ts';
import { type Banner, judgeBox } from './judge-box.ts';

/** Judges boxes, some at once; the answers are in their order, undefined for a box that is no banner. */
export type BannerJudge = (boxes: readonly SeenBox[]) => Promise<readonly (Banner | undefined)[]>;

/**
 * A judge for all the looks of a capture. It reads a box that looks the same as in the last look only once, and lets others
 * at the event loop between two that are new: a page can make each of them take its time, and deadlines must not wait
 * for all.
 */
export const bannerJudge = (action: ConsentAction, judge: typeof judgeBox = judgeBox): BannerJudge => {
  // Of the last look alone, so that a page that shows ever new texts does not fill the memory.
  let last: ReadonlyMap<string, Banner | undefined> = new Map();
  return async (boxes) => {
    const now = new Map<string, Banner | undefined>();
    const banners: (Banner | undefined)[] = [];
    for (const box of boxes) {
      const said = JSON.stringify(box);
      const known = now.has(said) ? now : last.has(said) ? last : undefined;
      const banner = known === undefined ? judge(box, action) : known.get(said);
      now.set(said, banner);
      banners.push(banner);
      if (known === undefined) await breath();
    }
    last = now;
    return banners;
  };
};
