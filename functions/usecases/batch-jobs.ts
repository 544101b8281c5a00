import { dedupeText } from '../domain/dedupe.ts';
import type { JobVerdict } from '../domain/judge-jobs.ts';

/** A job that was judged, and what it has in common with the same ones. */
export interface BatchJob {
  readonly verdict: JobVerdict;
  /** What makes it the same as another; absent for a refused or private one, which is never the same. */
  readonly text?: string | undefined;
  /** The index of the first job of the batch that is the same; its own when it is the first. */
  readonly first: number;
}

/** The jobs of a batch with what is the same among them, in input order. */
export const batchJobs = (accountId: string, verdicts: readonly JobVerdict[]): BatchJob[] => {
  const firsts = new Map<string, number>();
  return verdicts.map((verdict, index): BatchJob => {
    if ('error' in verdict || verdict.asked.private) return { verdict, first: index };
    const { url, options, asked } = verdict;
    const text = dedupeText({ accountId, url, options, asked });
    const first = firsts.get(text) ?? index;
    firsts.set(text, first);
    return { verdict, text, first };
  });
};
