import type { CaptureInputs } from '../../domain/capture-inputs.ts';
import type { CaptureOptions } from '../../domain/capture-options.ts';
import type { AdFilters } from '../blocking/ad-filters.ts';
import { openRequestGate } from '../page/request-gate.ts';
import type { Step } from '../step.ts';
import { made, type Work } from '../work.ts';

/** The lists, or a warning that there are none: nobody may take a page with advertisements for one without. */
const adFilters = async (work: Work): Promise<AdFilters | undefined> => {
  const filters = await work.adFilters().catch(() => undefined);
  if (filters === undefined) {
    work.warnings.push(
      'Advertisements were not blocked: this installation of the service has no filter lists.',
    );
  }
  return filters;
};

/** Sets what watches over the page's requests: the password for its own origin, and the lists of advertisements. */
export const gate = (options: CaptureOptions, { http_auth }: CaptureInputs): Step => ({
  name: 'gate',
  // A picture of the log-in page is not what was asked for.
  essential: true,
  overdue: 'internal',
  share: 0.4,
  run: async (work) => {
    const filters = options.block_ads ? await adFilters(work) : undefined;
    if (filters === undefined && http_auth === undefined) return undefined;
    const { sessions, cdp } = made(work, 'tab');
    const { frameTree } = await cdp.send('Page.getFrameTree');
    const { blocked } = await openRequestGate(sessions, frameTree.frame.id, {
      url: options.url,
      credentials: http_auth,
      blocks: filters?.blocks,
    });
    return filters === undefined ? undefined : { blocking: { filters, blocked } };
  },
});
