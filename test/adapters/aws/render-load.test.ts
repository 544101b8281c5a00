import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, type UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { renderLoad } from '../../../functions/adapters/aws/render-load.ts';

const setUp = (stored?: Record<string, number>) => {
  const written: unknown[] = [];
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-3' }));
  dynamo.send = async (command: GetCommand | UpdateCommand) => {
    if (command instanceof GetCommand) return { Item: stored };
    written.push(command.input.ExpressionAttributeValues);
    return {};
  };
  const sqs = new SQSClient({ region: 'eu-west-3' });
  sqs.send = async () => ({
    Attributes: { ApproximateNumberOfMessages: '7', ApproximateNumberOfMessagesNotVisible: '2' },
  });
  return {
    load: renderLoad(sqs, dynamo, { queueUrl: 'https://queue', accountsTable: 'accounts', slots: 3 }),
    written,
  };
};

test('the load is what waits and renders now, and how long captures took of late', async () => {
  const { load } = setUp({ busySeconds: 5.5, renderSeconds: 0.5 });
  expect(await load.current()).toEqual({ waiting: 9, slots: 3, busySeconds: 5.5, renderSeconds: 0.5 });
});

test('before anything was rendered there is a first guess', async () => {
  const { load } = setUp();
  expect(await load.current()).toMatchObject({ busySeconds: 7, renderSeconds: 2 });
});

test('an average is written at first, and when it has moved', async () => {
  const { load, written } = setUp();
  await load.observe({ busySeconds: 1, renderSeconds: 1 });
  await load.observe({ busySeconds: 1.2, renderSeconds: 1.2 });
  expect(written).toEqual([{ ':busy': 1, ':render': 1 }]);
  await load.observe({ busySeconds: 6, renderSeconds: 1 });
  expect(written).toHaveLength(2);
  expect(written[1]).toMatchObject({ ':busy': expect.closeTo(2.032), ':render': expect.closeTo(1.032) });
});
