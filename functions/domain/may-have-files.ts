import type { CaptureIn } from './capture.ts';

/** Whether attempts of a capture that has failed may have stored files: what fails with its first, by the page, did not come so far. */
export const mayHaveFiles = ({
  attempt,
  failure,
}: Pick<CaptureIn<'failed'>, 'attempt' | 'failure'>): boolean =>
  attempt > 1 || (attempt === 1 && failure === 'internal');
