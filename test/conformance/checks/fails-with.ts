import type { Judge } from '../conformance-case.ts';

/** Judges a capture that has to fail, with this code. */
export const failsWith =
  (code: string): Judge =>
  (capture) => {
    if (capture.outcome === 'file') return [`there is a file, and no failure with ${code}`];
    return capture.code === code
      ? []
      : [`failed with ${capture.code} and not with ${code}: ${capture.detail}`];
  };
