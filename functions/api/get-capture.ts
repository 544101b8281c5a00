import { dynamoCaptureReader } from '../adapters/aws/dynamo-capture-reader.ts';
import { presentCapture } from '../http/capture-status.ts';
import { endpoint } from '../http/endpoint.ts';
import { documentClient } from '../runtime/aws-clients.ts';
import { readEnvironment } from '../runtime/env.ts';
import { log } from '../runtime/log.ts';
import { getCapture } from '../usecases/get-capture.ts';

const environment = readEnvironment('get-capture');
const deps = { captures: dynamoCaptureReader(documentClient(), environment.CAPTURES_TABLE) };

/** GET /capture/{token} */
export const handler = endpoint('getCapture', log, async (event) => {
  const found = await getCapture(deps, event.pathParameters?.['token'] ?? '');
  return { status: 200, body: presentCapture(found, environment.STATIC_URL, Date.now()) };
});
