import type { AdmitCallerDependencies } from '../../usecases/admit-caller.ts';
import { type CreateCaptureDependencies, createCapture } from '../../usecases/create-capture.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { Edge } from '../http-answer.ts';
import { presentDeduplicated, presentSubmitted } from '../submit-answer.ts';
import { authenticatedBody } from './authenticated-body.ts';

/** POST /capture */
export const createCaptureEndpoint = (
  deps: CreateCaptureDependencies & AdmitCallerDependencies,
  edge: Edge,
): Endpoint =>
  endpoint('createCapture', edge, async (event) => {
    const { account, body } = await authenticatedBody(deps, event);
    const { deduplicated, capture, warnings } = await createCapture(deps, account, body);
    return deduplicated
      ? { status: 200, body: presentDeduplicated(capture, warnings, deps.now()) }
      : { status: 202, body: presentSubmitted(capture, deps.now()) };
  });
