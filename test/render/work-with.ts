import type { CaptureOptions } from '../../functions/domain/capture-options.ts';
import { geometry } from '../../functions/domain/geometry.ts';
import { createBudget } from '../../functions/render/budget.ts';
import type { Work } from '../../functions/render/work.ts';

/** A capture under way, with 20 s left, of which so much has been made. */
export const workWith = (options: CaptureOptions, made: Work['made']): Work => ({
  options,
  geometry: geometry(options),
  budget: createBudget(Date.now() + 20_000, 0),
  made,
  warnings: [],
  screenScale: 1,
  adFilters: async () => undefined,
  openTab: () => Promise.reject(new Error('The tab is open.')),
  cutOff: () => undefined,
  lost: new Promise<never>(() => undefined),
  isLost: () => false,
});
