import type { Captures } from '../../ports/captures.ts';
import type { Clock } from '../../ports/clock.ts';
import { getCapture } from '../../usecases/get-capture.ts';
import { type PublicUrls, presentCapture } from '../capture-status.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { Edge } from '../http-answer.ts';

interface GetCaptureDependencies {
  readonly captures: Pick<Captures, 'get'>;
  readonly urls: PublicUrls;
  readonly now: Clock;
}

/** GET /capture/{token} */
export const getCaptureEndpoint = (deps: GetCaptureDependencies, edge: Edge): Endpoint =>
  endpoint('getCapture', edge, async (event) => {
    const found = await getCapture(deps, event.pathParameters?.['token'] ?? '');
    return { status: 200, body: presentCapture(found, deps.urls, deps.now()) };
  });
