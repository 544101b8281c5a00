import type { Judge } from '../conformance-case.ts';
import type { ToldCheck } from './shot.ts';

/** Judges what is told of a capture that has to succeed, by all the checks, whatever its file is. */
export const tells =
  (...checks: readonly ToldCheck[]): Judge =>
  (capture) =>
    capture.outcome === 'failed'
      ? [`failed with ${capture.code}: ${capture.detail}`]
      : checks.flatMap((check) => check(capture));
