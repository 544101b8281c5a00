import { SQSClient } from '@aws-sdk/client-sqs';
import { sqsDeadLetters } from '../../functions/adapters/aws/sqs-dead-letters.ts';
import { sqsQueueDepths } from '../../functions/adapters/aws/sqs-queue-depths.ts';
import { operatorDependencies } from './operator-dependencies.ts';
import type { QueueNames } from './queue-names.ts';
import { queueUrl } from './queue-url.ts';
import { stageTarget } from './stage-target.ts';

const lanes = ['standard', 'priority'] as const;

/** The real parts of the commands about queues, at a stage. Throws as stageTarget does, and when it has no queues. */
export const queueDependencies = async (stage: string) => {
  const { queues, deadLetterQueues } = stageTarget(stage);
  const sqs = new SQSClient();
  const known = async (names: QueueNames, isDeadLetters: boolean) => {
    const there = lanes.flatMap((lane) => {
      const name = names[lane];
      return name === undefined ? [] : [{ lane, name }];
    });
    return Promise.all(
      there.map(async ({ lane, name }) => ({ lane, isDeadLetters, url: await queueUrl(sqs, name) })),
    );
  };
  const [render, dead] = await Promise.all([known(queues, false), known(deadLetterQueues, true)]);
  return {
    ...operatorDependencies(stage),
    depths: sqsQueueDepths(sqs, [...render, ...dead]),
    deadLetters: sqsDeadLetters(sqs, Object.fromEntries(dead.map(({ lane, url }) => [lane, url]))),
  };
};
