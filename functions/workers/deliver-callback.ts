import { deliverCallbackDependencies } from '../runtime/deliver-callback-dependencies.ts';
import { lambdaEntry } from '../runtime/lambda-entry.ts';
import { sqsWorker } from '../runtime/sqs-worker.ts';
import { deliverCallback } from '../usecases/deliver-callback.ts';

const deps = deliverCallbackDependencies();

/** Sends the results of the callback queue to where they were asked for. */
export const handler = lambdaEntry(
  sqsWorker({
    ...deps,
    work: ({ body, attributes }) =>
      deliverCallback(deps, deps.tokenOfMessage(body), Number(attributes.ApproximateReceiveCount)),
  }),
);
