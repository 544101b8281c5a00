import { presentCapture } from '../http/capture-status.ts';
import { endpoint } from '../http/endpoint.ts';
import { getCaptureDependencies } from '../runtime/get-capture-dependencies.ts';
import { log } from '../runtime/log.ts';
import { getCapture } from '../usecases/get-capture.ts';

const deps = getCaptureDependencies();

/** GET /capture/{token} */
export const handler = endpoint('getCapture', log, async (event) => {
  const found = await getCapture(deps, event.pathParameters?.['token'] ?? '');
  return { status: 200, body: presentCapture(found, deps.staticUrl, deps.now()) };
});
