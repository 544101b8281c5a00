import { randomBytes } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamoCaptures } from '../adapters/aws/dynamo-captures.ts';
import { kmsEnvelopes } from '../adapters/aws/kms-envelopes.ts';
import { outboundPolicy } from '../domain/outbound-policy.ts';
import type { AdmitCallerDependencies } from '../usecases/admit-caller.ts';
import type { CreateCaptureDependencies } from '../usecases/create-capture.ts';
import { accountDependencies } from './account-dependencies.ts';
import { documentClient } from './aws-clients.ts';
import { callbackResolver } from './callback-resolver.ts';
import type { Environment } from './env.ts';
import { log } from './log.ts';
import { renderLanes } from './render-lanes.ts';

/** The real parts of POST /capture and POST /capture/callback. */
export const createCaptureDependencies = (
  environment: Environment<'create-capture'>,
  dynamo = documentClient(),
): CreateCaptureDependencies & AdmitCallerDependencies => {
  const { ACCOUNTS_TABLE: accounts, CAPTURES_TABLE: captures } = environment;
  return {
    ...accountDependencies(dynamo, environment),
    captures: dynamoCaptures(dynamo, { captures, accounts }),
    ...renderLanes(new SQSClient(), dynamo, environment),
    envelopes: kmsEnvelopes(new KMSClient(), environment.SEALING_KEY_ARN),
    policy: outboundPolicy(environment.EGRESS_ALLOW),
    resolver: callbackResolver(),
    plans: environment.PLANS,
    randomBytes,
    log,
  };
};
