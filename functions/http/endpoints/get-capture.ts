import type { Captures } from '../../ports/captures.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Envelopes } from '../../ports/envelopes.ts';
import { getCapture } from '../../usecases/get-capture.ts';
import { openPage } from '../../usecases/open-page.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { Edge } from '../http-answer.ts';
import { type PublicUrls, presentCapture } from '../present-capture.ts';

interface GetCaptureDependencies {
  readonly captures: Pick<Captures, 'get'>;
  readonly envelopes: Pick<Envelopes, 'open'>;
  readonly urls: PublicUrls;
  readonly now: Clock;
}

const isPast = (moment: number | undefined, now: number): boolean => moment !== undefined && moment <= now;

/** GET /capture/{token} */
export const getCaptureEndpoint = (deps: GetCaptureDependencies, edge: Edge): Endpoint =>
  endpoint('getCapture', edge, async (event) => {
    const found = await getCapture(deps, event.pathParameters?.['token'] ?? '');
    const { urls } = deps;
    const now = deps.now();
    // What has expired is gone at once, whenever the sweeper comes to erase it.
    const isGone =
      found.status !== 'done' || (found.options.url === undefined && isPast(found.heldUntil, now));
    const page = isGone ? undefined : await openPage(deps, found);
    return { status: 200, body: presentCapture(found, { page, urls, now }) };
  });
