import { renderDependencies } from '../runtime/render-dependencies.ts';
import { sqsWorker } from '../runtime/sqs-worker.ts';
import { renderCapture } from '../usecases/render-capture.ts';

const deps = renderDependencies(import.meta.dirname);

/** Renders the captures of the render queue. */
export const handler = sqsWorker({
  ...deps,
  work: ({ body, attributes }) =>
    renderCapture(deps, deps.tokenOfMessage(body), Number(attributes.ApproximateReceiveCount)),
});
