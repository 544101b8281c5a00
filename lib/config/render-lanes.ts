import type { StageConfig } from './stage-config.ts';

/** A stage with fewer slots has one queue for all: an SQS event source takes two slots at least. */
const LEAST_SLOTS = 8;
/** Of all slots, those that accounts with credits have for themselves. */
const PRIORITY_SHARE = 1 / 4;

/** How many captures of each lane render at the same time in a region; `priority` is absent where there is one queue. */
export const renderLanes = ({
  renderSlots,
}: Pick<StageConfig, 'renderSlots'>): { readonly standard: number; readonly priority?: number } => {
  if (renderSlots < LEAST_SLOTS) return { standard: renderSlots };
  const priority = Math.floor(renderSlots * PRIORITY_SHARE);
  return { standard: renderSlots - priority, priority };
};
