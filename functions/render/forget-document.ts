import { frameSentences } from './picture/frame-sentences.ts';
import { type Made, made, type Work } from './work.ts';

/** What was found out about a document, and may not be found out about another. */
const OF_DOCUMENT: readonly (keyof Made)[] = [
  'earlyShot',
  'painting',
  'isChallenge',
  'inventory',
  'saidOfArrivals',
  'element',
  'beyond',
  'framePictures',
  'hasCoarseFrames',
];

/**
 * Another document has come: takes back what was found out about the first, and what was said of what it lacked, of its frames
 * and its size, and gives the window the height that it had before it was made to fit that.
 */
export const forgetDocument = async (work: Work): Promise<void> => {
  const tab = made(work, 'tab');
  const { saidOfArrivals = [], size } = work.made;
  const outdated = new Set([...saidOfArrivals, ...frameSentences, ...(size?.warnings ?? [])]);
  work.warnings.splice(0, work.warnings.length, ...work.warnings.filter((one) => !outdated.has(one)));
  for (const part of OF_DOCUMENT) Reflect.deleteProperty(work.made, part);
  const { height } = work.geometry.viewport;
  if (tab.viewport.height !== height) await tab.resize(height);
};
