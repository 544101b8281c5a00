import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { renderLoad } from '../adapters/aws/render-load.ts';
import { sqsRenderQueue } from '../adapters/aws/sqs-render-queue.ts';
import type { Environment } from './env.ts';

/** The queues in front of the render workers, and what is to do there. */
export const renderLanes = (
  sqs: SQSClient,
  dynamo: DynamoDBDocumentClient,
  environment: Pick<
    Environment<'create-capture'>,
    'ACCOUNTS_TABLE' | 'RENDER_QUEUE_URL' | 'RENDER_SLOTS' | 'PRIORITY_QUEUE_URL' | 'PRIORITY_SLOTS'
  >,
) => {
  const { RENDER_QUEUE_URL: standard, PRIORITY_QUEUE_URL: priority } = environment;
  const { RENDER_SLOTS: slots, PRIORITY_SLOTS: prioritySlots } = environment;
  const lanes = {
    standard: { queueUrl: standard, slots },
    ...(priority !== undefined &&
      prioritySlots !== undefined && { priority: { queueUrl: priority, slots: prioritySlots } }),
  };
  return {
    queue: sqsRenderQueue(sqs, { standard, priority }),
    load: renderLoad(sqs, dynamo, { accountsTable: environment.ACCOUNTS_TABLE, lanes }),
  };
};
