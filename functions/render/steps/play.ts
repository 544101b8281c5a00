import { setTimeout as sleep } from 'node:timers/promises';
import { playVideos } from '../in-page/play-videos.ts';
import { everyFrame } from '../page/every-frame.ts';
import type { Tab } from '../page/tab.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** How long a video may take to begin, in milliseconds. */
const PATIENCE_MS = 4_000;
const WARNING = 'Not all videos of the page had started when its picture was taken.';

/** Also in frames of other origins, most of which are in other processes. */
const playEverywhere = async ({ inPage, sessions }: Tab): Promise<void> => {
  const here = inPage(playVideos);
  // Nobody else may have asked for the frames' sessions.
  await sessions.greet(async () => undefined);
  const others = (await everyFrame(sessions)).filter(({ isMain }) => !isMain);
  // A frame may leave while it is asked.
  const there = others.map(({ inFrame }) => inFrame(playVideos).catch(() => undefined));
  await Promise.all([here, ...there]);
};

/** Starts the page's videos, as somebody would who came to see them. */
export const play: Step = {
  name: 'play',
  essential: false,
  warning: WARNING,
  share: 0.2,
  atMost: 2 * PATIENCE_MS,
  run: async (work) => {
    const playing = playEverywhere(made(work, 'tab')).then(() => true);
    const late = sleep(work.budget.allot(0.1, PATIENCE_MS), false);
    if (!(await Promise.race([playing, late]))) work.warnings.push(WARNING);
    return undefined;
  },
};
