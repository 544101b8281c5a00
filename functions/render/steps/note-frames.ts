import { framesBeyond } from '../in-page/frames-beyond.ts';
import { MAX_PAGE_HEIGHT } from '../picture-size.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

const warning = 'Frames of other sites are empty in the document: the browser prints none of them.';

/** Says what a document lacks: a frame in a process of its own is not printed. */
export const noteFrames: Step = {
  name: 'embedded',
  essential: false,
  warning,
  share: 0.2,
  atMost: 2_000,
  run: async (work) => {
    const { sessions, inPage } = made(work, 'tab');
    if (!sessions.parts().some(({ type }) => type === 'iframe')) return undefined;
    const all = { x: 0, y: 0, width: MAX_PAGE_HEIGHT, height: Number.MAX_SAFE_INTEGER };
    const { inArea } = await inPage(framesBeyond, all);
    if (inArea > 0) work.warnings.push(warning);
    return undefined;
  },
};
