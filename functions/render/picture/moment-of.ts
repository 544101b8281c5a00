import { type Made, made, type Work } from '../work.ts';

/** What is to be remembered of the moment in which a page has been photographed. */
export const momentOf = (work: Work): Pick<Made, 'capturedAt' | 'progress'> => ({
  capturedAt: Date.now(),
  progress: made(work, 'tab').document.progress(),
});
