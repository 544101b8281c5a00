import { endpoint } from '../http/endpoint.ts';
import { bearerKey, jsonBody } from '../http/json-body.ts';
import { presentSubmitted } from '../http/submit-answer.ts';
import { createCaptureDependencies } from '../runtime/create-capture-dependencies.ts';
import { log } from '../runtime/log.ts';
import { authenticate } from '../usecases/authenticate.ts';
import { createCapture } from '../usecases/create-capture.ts';

const deps = createCaptureDependencies();

/** POST /capture */
export const handler = endpoint('createCapture', log, async (event) => {
  const body = jsonBody(event);
  const account = await authenticate(deps, body['key'] ?? bearerKey(event));
  const queued = await createCapture(deps, account, body);
  return { status: 202, body: presentSubmitted(queued, deps.now()) };
});
