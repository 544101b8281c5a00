import type { CaptureOptions } from '../../domain/capture-options.ts';
import { NAVIGATION_SECONDS } from '../../domain/time-limits.ts';
import { inTries } from '../in-tries.ts';
import { isPassing } from '../is-passing.ts';
import { pageRequests } from '../page/page-requests.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/**
 * Asks for the page until a document is committed, more than once where its server could not be reached in the moment; what
 * is committed late in its life still counts as the page.
 */
export const navigate = (options: CaptureOptions): Step => ({
  name: 'navigate',
  essential: true,
  overdue: 'navigation_timeout',
  share: 0.85,
  atMost: NAVIGATION_SECONDS * 1_000,
  run: async (work) => {
    const { cdp, document } = made(work, 'tab');
    const requests = pageRequests(cdp);
    await inTries(
      () => document.navigate(options.url),
      (error) => isPassing(error, (url) => work.denial?.(url)),
    );
    return { requests };
  },
});
