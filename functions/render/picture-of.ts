import { MAX_TITLE, MAX_URL } from '../domain/capture.ts';
import type { Checks } from '../domain/checks.ts';
import type { Picture } from '../ports/renderer.ts';
import { consentOf } from './consent-of.ts';
import type { Progress } from './page/progress.ts';
import type { Timings } from './step.ts';
import { made, type Work } from './work.ts';

/** The beginning of what a page says of itself, whole characters only: it may be of any length, and be no Unicode. */
const beginning = (text: string, most: number): string => text.slice(0, most).toWellFormed();

const checksOf = (work: Work, { isLoading, isLeaving, isBroken }: Progress): Checks => {
  const { verdict, size, blocking, tab } = work.made;
  return {
    page_status: tab?.document.shown().status ?? null,
    ...verdict,
    still_loading: isLoading || isLeaving,
    truncated: isBroken || (size?.truncated ?? false),
    blocked_requests: blocking?.blocked.length ?? 0,
    consent: consentOf(work)?.result ?? null,
  };
};

/** What the caller is to know of a document that had not come to its end: the same that the checks say. */
const sentencesOf = ({ isLoading, isLeaving, isBroken }: Progress): readonly string[] => [
  ...(isLoading ? ['The page had not finished loading when its picture was taken.'] : []),
  ...(isLeaving && !isLoading
    ? ['The page was on its way to another one, which had not arrived when its picture was taken.']
    : []),
  ...(isBroken
    ? ['The connection broke off before all of the page had come: its end may be missing from the picture.']
    : []),
];

/** What a capture hands over once all of its steps are done. */
export const pictureOf = (work: Work, timings: Timings): Picture => {
  const { document } = made(work, 'tab');
  const { status, url } = document.shown();
  const progress = work.made.progress ?? document.progress();
  const { bytes, width, height } = made(work, 'file');
  return {
    format: work.options.format,
    bytes,
    width,
    height,
    preview: made(work, 'preview'),
    capturedAt: made(work, 'capturedAt'),
    pageStatus: status,
    finalUrl: beginning(url, MAX_URL),
    pageTitle: beginning(made(work, 'title'), MAX_TITLE),
    timings,
    checks: checksOf(work, progress),
    consent: consentOf(work),
    // A page that is looked at twice may have the same to be said of it.
    warnings: [...new Set([...sentencesOf(progress), ...work.warnings])],
  };
};
