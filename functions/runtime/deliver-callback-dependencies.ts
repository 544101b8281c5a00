import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamoCallbackSlots } from '../adapters/aws/dynamo-callback-slots.ts';
import { dynamoCaptures } from '../adapters/aws/dynamo-captures.ts';
import { kmsEnvelopes } from '../adapters/aws/kms-envelopes.ts';
import { s3HeldFiles } from '../adapters/aws/s3-held-files.ts';
import { sqsCallbackLetters } from '../adapters/aws/sqs-callback-letters.ts';
import { sqsCallbackQueue } from '../adapters/aws/sqs-callback-queue.ts';
import { tokenOfMessage } from '../adapters/aws/token-message.ts';
import { createCallbackSender } from '../adapters/net/callback-sender.ts';
import { dnsResolver } from '../adapters/net/dns-resolver.ts';
import { callbackShares } from '../domain/callback-shares.ts';
import { outboundPolicy } from '../domain/outbound-policy.ts';
import { documentClient } from './aws-clients.ts';
import { readEnvironment } from './env.ts';
import { log } from './log.ts';

/** The real parts of what sends callbacks. */
export const deliverCallbackDependencies = () => {
  const environment = readEnvironment('deliver-callback');
  const { ACCOUNTS_TABLE: accounts, CAPTURES_TABLE: captures } = environment;
  const sqs = new SQSClient();
  const dynamo = documentClient();
  return {
    sqs,
    tokenOfMessage,
    queueUrlOf: () => environment.CALLBACK_QUEUE_URL,
    captures: dynamoCaptures(dynamo, { captures, accounts }),
    slots: dynamoCallbackSlots(dynamo, accounts, callbackShares(environment.CALLBACK_SLOTS)),
    held: s3HeldFiles(new S3Client(), environment.PRIVATE_BUCKET),
    envelopes: kmsEnvelopes(new KMSClient(), environment.SEALING_KEY_ARN),
    queue: sqsCallbackQueue(sqs, environment.CALLBACK_QUEUE_URL),
    letters: sqsCallbackLetters(sqs, environment.CALLBACK_DEAD_LETTERS_URL),
    sender: createCallbackSender({
      policy: outboundPolicy(environment.EGRESS_ALLOW),
      resolver: dnsResolver(),
      ca: environment.CALLBACK_CA,
      log,
    }),
    random: Math.random,
    now: Date.now,
    log,
  };
};
