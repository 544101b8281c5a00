import { randomBytes } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamoCaptures } from '../adapters/aws/dynamo-captures.ts';
import { renderLoad } from '../adapters/aws/render-load.ts';
import { sqsRenderQueue } from '../adapters/aws/sqs-render-queue.ts';
import { outboundPolicy } from '../domain/outbound-policy.ts';
import type { AdmitCallerDependencies } from '../usecases/admit-caller.ts';
import type { CreateCaptureDependencies } from '../usecases/create-capture.ts';
import { accountDependencies } from './account-dependencies.ts';
import { documentClient } from './aws-clients.ts';
import { callbackResolver } from './callback-resolver.ts';
import type { Environment } from './env.ts';
import { log } from './log.ts';

/** The real parts of POST /capture and POST /capture/callback. */
export const createCaptureDependencies = (
  environment: Environment<'create-capture'>,
): CreateCaptureDependencies & AdmitCallerDependencies => {
  const dynamo = documentClient();
  const sqs = new SQSClient();
  const { ACCOUNTS_TABLE: accounts, CAPTURES_TABLE: captures, RENDER_QUEUE_URL: queueUrl } = environment;
  return {
    ...accountDependencies(dynamo, environment),
    captures: dynamoCaptures(dynamo, { captures, accounts }),
    queue: sqsRenderQueue(sqs, queueUrl),
    load: renderLoad(sqs, dynamo, { queueUrl, accountsTable: accounts, slots: environment.RENDER_SLOTS }),
    policy: outboundPolicy(environment.EGRESS_ALLOW),
    resolver: callbackResolver(),
    plans: environment.PLANS,
    randomBytes,
    log,
  };
};
