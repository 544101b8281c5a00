import { dedupeText } from '../domain/dedupe.ts';
import type { JobVerdict } from '../domain/judge-jobs.ts';
import type { KeyHasher } from '../ports/key-hasher.ts';

/** A job that was judged, and what it has in common with the same ones. */
export interface BatchJob {
  readonly verdict: JobVerdict;
  /** The keyed hash of what makes it the same as another; absent for a refused or private one, which is never the same. */
  readonly text?: string | undefined;
  /** The index of the first job of the batch that is the same; its own when it is the first. */
  readonly first: number;
}

export interface BatchJobsDependencies {
  readonly keyHasher: KeyHasher;
}

/** The jobs of a batch with what is the same among them, in input order. */
export const batchJobs = async (
  { keyHasher }: BatchJobsDependencies,
  accountId: string,
  verdicts: readonly JobVerdict[],
): Promise<BatchJob[]> => {
  const firsts = new Map<string, number>();
  const jobs: BatchJob[] = [];
  for (const [index, verdict] of verdicts.entries()) {
    if ('error' in verdict || verdict.asked.private) {
      jobs.push({ verdict, first: index });
      continue;
    }
    const { url, options, asked } = verdict;
    const text = await keyHasher.hash(dedupeText({ accountId, url, options, asked }));
    const first = firsts.get(text) ?? index;
    firsts.set(text, first);
    jobs.push({ verdict, text, first });
  }
  return jobs;
};
