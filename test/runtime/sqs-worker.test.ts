import { type ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import { sqsWorker } from '../../functions/runtime/sqs-worker.ts';

const record = (body: string): SQSRecord => ({
  messageId: `id-${body}`,
  receiptHandle: `handle-${body}`,
  body,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: 'test',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn',
  awsRegion: 'eu-west-3',
});

const setUp = (visibility: 'works' | 'fails') => {
  const timed: [string | undefined, number | undefined][] = [];
  const sqs = new SQSClient({ region: 'eu-west-3' });
  sqs.send = async (command: ChangeMessageVisibilityCommand) => {
    timed.push([command.input.ReceiptHandle, command.input.VisibilityTimeout]);
    if (visibility === 'fails') throw new Error('throttled');
    return {};
  };
  const worked: string[] = [];
  const handler = sqsWorker({
    sqs,
    queueUrl: 'https://queue',
    log: () => undefined,
    work: async ({ body }) => {
      worked.push(body);
      if (body === 'broken') throw new Error('broken');
      return body === 'again' ? { againIn: 7 } : 'settled';
    },
  });
  return { handler: (...bodies: string[]) => handler({ Records: bodies.map(record) }), timed, worked };
};

test('a message that fails does not take the others with it', async () => {
  const { handler, worked, timed } = setUp('works');
  expect(await handler('one', 'broken', 'again', 'two')).toEqual({
    batchItemFailures: [{ itemIdentifier: 'id-broken' }, { itemIdentifier: 'id-again' }],
  });
  expect(worked).toEqual(['one', 'broken', 'again', 'two']);
  expect(timed).toEqual([['handle-again', 7]]);
});

test('a message whose return cannot be timed still comes back', async () => {
  const { handler } = setUp('fails');
  expect(await handler('again')).toEqual({ batchItemFailures: [{ itemIdentifier: 'id-again' }] });
});

test('all is well: nothing comes back', async () => {
  const { handler } = setUp('works');
  expect(await handler('one', 'two')).toEqual({ batchItemFailures: [] });
});
