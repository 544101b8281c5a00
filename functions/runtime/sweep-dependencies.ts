import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoBatches } from '../adapters/aws/dynamo-batches.ts';
import { dynamoCaptures } from '../adapters/aws/dynamo-captures.ts';
import { s3HeldFiles } from '../adapters/aws/s3-held-files.ts';
import { s3ImageStore } from '../adapters/aws/s3-image-store.ts';
import { sqsCallbackLetters } from '../adapters/aws/sqs-callback-letters.ts';
import { sqsCallbackQueue } from '../adapters/aws/sqs-callback-queue.ts';
import { sqsRenderQueue } from '../adapters/aws/sqs-render-queue.ts';
import type { SweepDependencies } from '../usecases/sweep.ts';
import { documentClient } from './aws-clients.ts';
import { readEnvironment } from './env.ts';
import { log } from './log.ts';

/** The real parts of the sweeper. */
export const sweepDependencies = (): SweepDependencies => {
  const environment = readEnvironment('sweep');
  const dynamo = documentClient();
  const sqs = new SQSClient();
  const s3 = new S3Client();
  const { ACCOUNTS_TABLE: accounts, CAPTURES_TABLE: captures } = environment;
  return {
    accounts: dynamoAccounts(dynamo, accounts),
    captures: dynamoCaptures(dynamo, { captures, accounts }),
    batches: dynamoBatches(dynamo, accounts),
    images: s3ImageStore(s3, environment.IMAGE_BUCKET),
    held: s3HeldFiles(s3, environment.PRIVATE_BUCKET),
    callbacks: sqsCallbackQueue(sqs, environment.CALLBACK_QUEUE_URL),
    letters: sqsCallbackLetters(sqs, environment.CALLBACK_DEAD_LETTERS_URL),
    queue: sqsRenderQueue(sqs, {
      standard: environment.RENDER_QUEUE_URL,
      priority: environment.PRIORITY_QUEUE_URL,
    }),
    plans: environment.PLANS,
    now: Date.now,
    log,
  };
};
