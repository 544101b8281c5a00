import { type ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import { sqsWorker } from '../../functions/runtime/sqs-worker.ts';
import { sqsRecord } from '../support/sqs-record.ts';

const setUp = (visibility: 'works' | 'fails') => {
  const timed: (string | number | undefined)[][] = [];
  const sqs = new SQSClient({ region: 'eu-west-3' });
  sqs.send = async (command: ChangeMessageVisibilityCommand) => {
    const { QueueUrl, ReceiptHandle, VisibilityTimeout } = command.input;
    timed.push([QueueUrl, ReceiptHandle, VisibilityTimeout]);
    if (visibility === 'fails') throw new Error('throttled');
    return {};
  };
  const worked: string[] = [];
  const handler = sqsWorker({
    sqs,
    queueUrlOf: (arn) => `https://queue/${arn}`,
    log: () => undefined,
    work: async ({ body }) => {
      worked.push(body);
      if (body === 'broken') throw new Error('broken');
      return body === 'again' ? { againIn: 7 } : 'settled';
    },
  });
  const give = (...records: SQSRecord[]) => handler({ Records: records });
  return {
    give,
    handler: (...bodies: string[]) => give(...bodies.map((one) => sqsRecord(one))),
    timed,
    worked,
  };
};

test('a message that fails does not take the others with it', async () => {
  const { handler, worked, timed } = setUp('works');
  expect(await handler('one', 'broken', 'again', 'two')).toEqual({
    batchItemFailures: [{ itemIdentifier: 'id-broken' }, { itemIdentifier: 'id-again' }],
  });
  expect(worked).toEqual(['one', 'broken', 'again', 'two']);
  expect(timed).toEqual([['https://queue/arn:standard', 'handle-again', 7]]);
});

test('a message comes back to the queue that it is from', async () => {
  const { give, timed } = setUp('works');
  await give(sqsRecord('again', 'priority'), sqsRecord('again'));
  expect(timed.map(([queueUrl]) => queueUrl)).toEqual([
    'https://queue/arn:priority',
    'https://queue/arn:standard',
  ]);
});

test('a message whose return cannot be timed still comes back', async () => {
  const { handler } = setUp('fails');
  expect(await handler('again')).toEqual({ batchItemFailures: [{ itemIdentifier: 'id-again' }] });
});

test('all is well: nothing comes back', async () => {
  const { handler } = setUp('works');
  expect(await handler('one', 'two')).toEqual({ batchItemFailures: [] });
});
