import { expect, it } from 'vitest';
import { forgetDocument } from '../../functions/render/forget-document.ts';
import type { Tab } from '../../functions/render/page/tab.ts';
import { FRAMES_ENLARGED } from '../../functions/render/picture/frame-sentences.ts';
import type { Work } from '../../functions/render/work.ts';
import { someOptions } from '../support/builders.ts';
import { workWith } from './work-with.ts';

it('leaves nothing of the first document: its frames, what was said of it, and the window made for it', async () => {
  const resized: number[] = [];
  const viewport = { width: 1280, height: 5_000 };
  const tab = { viewport, resize: async (height: number) => void resized.push(height) } as unknown as Tab;
  const size = { warnings: ['It is too high.'] };
  const found = {
    framePictures: [],
    earlyShot: {},
    hasCoarseFrames: true,
    saidOfArrivals: ['An image is missing.'],
    isChallenge: true,
    beyond: 3,
    size,
  };
  const work = workWith(someOptions(), { tab, title: 'First', ...found } as unknown as Work['made']);
  work.warnings.push('It was busy.', 'An image is missing.', 'It is too high.', FRAMES_ENLARGED);
  await forgetDocument(work);
  expect(work.made).toEqual({ tab, title: 'First', size });
  expect(work.warnings).toEqual(['It was busy.']);
  expect(resized).toEqual([work.geometry.viewport.height]);
});
