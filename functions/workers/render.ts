import { SQSClient } from '@aws-sdk/client-sqs';
import { renderMessage } from '../adapters/aws/sqs-render-queue.ts';
import { readEnvironment } from '../runtime/env.ts';
import { log } from '../runtime/log.ts';
import { renderDependencies } from '../runtime/render-dependencies.ts';
import { sqsWorker } from '../runtime/sqs-worker.ts';
import { renderCapture } from '../usecases/render-capture.ts';

const environment = readEnvironment('render');
const sqs = new SQSClient();
const deps = renderDependencies(environment, sqs);

/** Renders the captures of the render queue. */
export const handler = sqsWorker({
  sqs,
  queueUrl: environment.RENDER_QUEUE_URL,
  log,
  work: (record) => renderCapture(deps, renderMessage.parse(JSON.parse(record.body)).token),
});
