import { MAX_TITLE, MAX_URL } from '../domain/capture.ts';
import type { Checks } from '../domain/checks.ts';
import type { Consent } from '../domain/consent.ts';
import type { Picture } from '../ports/renderer.ts';
import type { Timings } from './step.ts';
import { made, type Work } from './work.ts';

/** The beginning of what a page says of itself, whole characters only: it may be of any length, and be no Unicode. */
const beginning = (text: string, most: number): string => text.slice(0, most).toWellFormed();

const checksOf = ({ made: { verdict, size, blocking, tab, consent } }: Work): Checks => ({
  page_status: tab?.document.shown().status ?? null,
  ...verdict,
  still_loading: tab?.document.isStuck() ?? false,
  truncated: size?.truncated ?? false,
  blocked_requests: blocking?.blocked.length ?? 0,
  consent: consent?.result ?? null,
});

/** What came of `dismiss_cookies`, also where its step did not end. */
const consentOf = ({ options: { dismiss_cookies: action }, made: { consent } }: Work): Consent | undefined =>
  action === '' ? undefined : (consent ?? { action, result: 'timed_out' });

/** What a capture hands over once all of its steps are done. */
export const pictureOf = (work: Work, timings: Timings): Picture => {
  const { status, url } = made(work, 'tab').document.shown();
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
    checks: checksOf(work),
    consent: consentOf(work),
    // A page that is looked at twice may have the same to be said of it.
    warnings: [...new Set(work.warnings)],
  };
};
