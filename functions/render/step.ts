import type { RenderFailureCode } from '../domain/render-failure.ts';
import { alarm } from './alarm.ts';
import type { Budget } from './budget.ts';
import type { Made, Work } from './work.ts';

/** Milliseconds by step name. */
export type Timings = Readonly<Record<string, number>>;

interface StepParts {
  /** The label of its time in `timings`. */
  readonly name: string;
  /** The part of the capture's remaining time that it may use, from 0 to 1. */
  readonly share: number;
  /** A bound in milliseconds besides the share. */
  readonly atMost?: number;
  /** The time that was set aside is for this step, and for those that come after it. */
  readonly takesSetAside?: true;
  /**
   * Does the work and returns what it made; leaves at once when its option is off. After `ms` milliseconds nobody waits for it
   * any more, and the page belongs to the steps that follow: one that takes long has to leave it alone by itself.
   */
  run(work: Work, ms: number): Promise<Partial<Made> | undefined>;
}

/**
 * One thing that happens in a capture. Only an essential step can fail it: with what it throws, or with `overdue` when
 * its time is over. Any other adds its `warning` for the caller and the capture goes on; undefined where a later step sees
 * what came of it.
 */
export type Step = StepParts &
  (
    | { readonly essential: true; readonly overdue: RenderFailureCode }
    | { readonly essential: false; readonly warning: string | undefined }
  );

const bounded = async (step: Step, work: Work, ms: number): Promise<Partial<Made> | undefined> => {
  const late = alarm(ms, step.essential ? step.overdue : 'page_unresponsive');
  try {
    return await Promise.race([step.run(work, ms), late.promise, work.lost]);
  } finally {
    late.stop();
  }
};

/**
 * Runs the steps in order, each bounded, timed and settled, and gathers in `work` what they make and warn of. The times
 * of a step that is taken twice are added up. Throws
 * what an essential step threw. A lost browser ends every capture, whichever step is running.
 */
export const runSteps = async (steps: readonly Step[], work: Work, budget: Budget): Promise<Timings> => {
  const timings: Record<string, number> = {};
  for (const step of steps) {
    const started = performance.now();
    // Before it is dealt its share: it would have none of that time otherwise.
    if (step.takesSetAside) budget.release();
    try {
      Object.assign(work.made, await bounded(step, work, budget.allot(step.share, step.atMost)));
    } catch (error) {
      if (step.essential || work.isLost()) throw error;
      if (step.warning !== undefined) work.warnings.push(step.warning);
    }
    timings[step.name] = (timings[step.name] ?? 0) + Math.round(performance.now() - started);
  }
  return timings;
};
