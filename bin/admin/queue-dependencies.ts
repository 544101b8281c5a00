import { SQSClient } from '@aws-sdk/client-sqs';
import { sqsCallbackQueue } from '../../functions/adapters/aws/sqs-callback-queue.ts';
import { sqsDeadLetters } from '../../functions/adapters/aws/sqs-dead-letters.ts';
import { sqsQueueDepths } from '../../functions/adapters/aws/sqs-queue-depths.ts';
import { queueKinds } from '../../functions/domain/queue-kind.ts';
import { operatorDependencies } from './operator-dependencies.ts';
import type { QueueNames } from './queue-names.ts';
import { queueUrl } from './queue-url.ts';
import { stageTarget } from './stage-target.ts';

/** The real parts of the commands about queues, at a stage. Throws as stageTarget does, and when it has no queues. */
export const queueDependencies = async (stage: string) => {
  const { queues, deadLetterQueues } = stageTarget(stage);
  const sqs = new SQSClient();
  const known = (names: QueueNames, isDeadLetters: boolean) => {
    const there = queueKinds.flatMap((kind) => {
      const name = names[kind];
      return name === undefined ? [] : [{ kind, name }];
    });
    return Promise.all(
      there.map(async ({ kind, name }) => ({ kind, isDeadLetters, url: await queueUrl(sqs, name) })),
    );
  };
  const [live, dead, callbacksUrl] = await Promise.all([
    known(queues, false),
    known(deadLetterQueues, true),
    queueUrl(sqs, queues.callbacks),
  ]);
  return {
    ...operatorDependencies(stage),
    callbacks: sqsCallbackQueue(sqs, callbacksUrl),
    depths: sqsQueueDepths(sqs, [...live, ...dead]),
    deadLetters: sqsDeadLetters(sqs, Object.fromEntries(dead.map(({ kind, url }) => [kind, url]))),
  };
};
