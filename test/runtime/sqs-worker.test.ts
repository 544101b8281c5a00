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
  const hastened: (string | undefined)[] = [];
  const sqs = new SQSClient({ region: 'eu-west-3' });
  sqs.send = async (command: ChangeMessageVisibilityCommand) => {
    hastened.push(command.input.ReceiptHandle);
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
      return body === 'again' ? 'again' : 'settled';
    },
  });
  return { handler: (...bodies: string[]) => handler({ Records: bodies.map(record) }), hastened, worked };
};

test('a message that fails does not take the others with it', async () => {
  const { handler, worked, hastened } = setUp('works');
  expect(await handler('one', 'broken', 'again', 'two')).toEqual({
    batchItemFailures: [{ itemIdentifier: 'id-broken' }, { itemIdentifier: 'id-again' }],
  });
  expect(worked).toEqual(['one', 'broken', 'again', 'two']);
  expect(hastened).toEqual(['handle-again']);
});

test('a message that cannot be hastened still comes back', async () => {
  const { handler } = setUp('fails');
  expect(await handler('again')).toEqual({ batchItemFailures: [{ itemIdentifier: 'id-again' }] });
});

test('all is well: nothing comes back', async () => {
  const { handler } = setUp('works');
  expect(await handler('one', 'two')).toEqual({ batchItemFailures: [] });
});
