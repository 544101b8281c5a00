import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { lambdaEntry } from '../runtime/lambda-entry.ts';
import { renderDependencies } from '../runtime/render-dependencies.ts';
import { sqsWorker } from '../runtime/sqs-worker.ts';
import { renderCapture } from '../usecases/render-capture.ts';

const deps = renderDependencies(import.meta.dirname);

const worker = sqsWorker({
  ...deps,
  work: ({ body, attributes }) =>
    renderCapture(deps, deps.tokenOfMessage(body), Number(attributes.ApproximateReceiveCount)),
});

/** Renders the captures of the render queue. */
export const handler = lambdaEntry(async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const answer = await worker(event);
  // Lambda freezes what is left alone: a page half open would look hung when it goes on.
  await deps.renderer.idle();
  return answer;
});
