import type { AuthenticateDependencies } from '../../usecases/authenticate.ts';
import { type CreateCaptureDependencies, createCapture } from '../../usecases/create-capture.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { Edge } from '../http-answer.ts';
import { presentSubmitted } from '../submit-answer.ts';
import { authenticatedBody } from './authenticated-body.ts';

/** POST /capture */
export const createCaptureEndpoint = (
  deps: CreateCaptureDependencies & AuthenticateDependencies,
  edge: Edge,
): Endpoint =>
  endpoint('createCapture', edge, async (event) => {
    const { account, body } = await authenticatedBody(deps, event);
    return { status: 202, body: presentSubmitted(await createCapture(deps, account, body), deps.now()) };
  });
