import { callbackRequest } from '../../domain/submit-request.ts';
import type { AdmitCallerDependencies } from '../../usecases/admit-caller.ts';
import { type CreateCaptureDependencies, createCapture } from '../../usecases/create-capture.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { Edge } from '../http-answer.ts';
import { presentDeduplicated, presentSubmitted } from '../submit-answer.ts';
import { authenticatedBody } from './authenticated-body.ts';

/** POST /capture/callback */
export const createCallbackCaptureEndpoint = (
  deps: CreateCaptureDependencies & AdmitCallerDependencies,
  edge: Edge,
): Endpoint =>
  endpoint('createCallbackCapture', edge, async (event) => {
    const { account, body } = await authenticatedBody(deps, event);
    const { deduplicated, capture, warnings } = await createCapture(deps, account, body, callbackRequest);
    const answer = deduplicated
      ? presentDeduplicated(capture, warnings, deps.now())
      : presentSubmitted(capture, deps.now());
    return { status: 202, body: answer };
  });
