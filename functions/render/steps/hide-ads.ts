import { features, hide } from '../in-page/ad-traces.ts';
import { everyFrame, type PageFrame } from '../page/every-frame.ts';
import type { Step } from '../step.ts';
import { type Made, made } from '../work.ts';

const hideIn = async ({ url, inFrame }: PageFrame, { filters, blocked }: Made['blocking']): Promise<void> => {
  const css = filters.styles(url, await inFrame(features));
  await inFrame(hide, css, blocked);
};

/** Hides what blocked advertisements leave: empty boxes and captions, in all frames. */
export const hideAds: Step = {
  name: 'hide_ads',
  essential: false,
  warning: 'What blocked advertisements left of themselves could not be hidden in time.',
  // Some 20 ms; a page that is too busy for that gets its picture as it is.
  share: 0.2,
  atMost: 3_000,
  run: async (work) => {
    const { blocking } = work.made;
    if (blocking === undefined) return undefined;
    const frames = await everyFrame(made(work, 'tab').sessions);
    // One that goes meanwhile, or does not answer, keeps the others from nothing.
    const hidden = await Promise.allSettled(frames.map((frame) => hideIn(frame, blocking)));
    if (hidden[0]?.status === 'rejected') throw hidden[0].reason;
    return undefined;
  },
};
