import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, type UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { renderLoad } from '../../../functions/adapters/aws/render-load.ts';

const standard = { queueUrl: 'https://queue/standard', slots: 3 };
const priority = { queueUrl: 'https://queue/priority', slots: 1 };

const setUp = (
  stored?: Record<string, number>,
  lanes: Parameters<typeof renderLoad>[2]['lanes'] = { standard },
  clock?: () => number,
) => {
  const written: unknown[] = [];
  let kept: Record<string, unknown> | undefined = stored;
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-3' }));
  dynamo.send = async (command: GetCommand | UpdateCommand) => {
    if (command instanceof GetCommand) return { Item: kept };
    const values = command.input.ExpressionAttributeValues ?? {};
    kept = Object.fromEntries(Object.entries(values).map(([name, value]) => [name.slice(1), value]));
    written.push(kept);
    return {};
  };
  const sqs = new SQSClient({ region: 'eu-west-3' });
  sqs.send = async ({ input }: GetQueueAttributesCommand) => ({
    Attributes: {
      ApproximateNumberOfMessages: input.QueueUrl === priority.queueUrl ? '1' : '7',
      ApproximateNumberOfMessagesNotVisible: '2',
    },
  });
  return {
    load: renderLoad(sqs, dynamo, { accountsTable: 'accounts', lanes }, clock),
    written,
  };
};

test('the load is what waits and renders now, and how long captures took of late', async () => {
  const { load } = setUp({ busySeconds: 5.5, renderSeconds: 0.5 });
  expect(await load.current('standard')).toEqual({
    waiting: 9,
    slots: 3,
    busySeconds: 5.5,
    slotSeconds: 0.5,
    renderSeconds: 0.5,
  });
});

test('each lane has its own queue and slots', async () => {
  const { load } = setUp(undefined, { standard, priority });
  expect(await load.current('standard')).toMatchObject({ waiting: 9, slots: 3 });
  expect(await load.current('priority')).toMatchObject({ waiting: 3, slots: 1 });
});

test('where there is one queue, it is that of both lanes', async () => {
  const { load } = setUp();
  expect(await load.current('priority')).toMatchObject({ waiting: 9, slots: 3 });
});

test('before anything was rendered there is a first guess', async () => {
  const { load } = setUp();
  expect(await load.current('standard')).toMatchObject({ busySeconds: 7, renderSeconds: 2 });
});

test('an average is written at first, and when it has moved', async () => {
  const { load, written } = setUp();
  await load.observe({ busySeconds: 1, renderSeconds: 1 }, 0);
  await load.observe({ busySeconds: 1.05, renderSeconds: 1.05 }, Date.now());
  expect(written).toEqual([{ busySeconds: 1, slotSeconds: 1, renderSeconds: 1, underPressure: false }]);
  await load.observe({ busySeconds: 6, renderSeconds: 2 }, Date.now());
  expect(written).toHaveLength(2);
  expect(written[1]).toMatchObject({ busySeconds: expect.closeTo(2), renderSeconds: expect.closeTo(1.2) });
});

test('what another worker has noted counts', async () => {
  const { load, written } = setUp({ busySeconds: 5, slotSeconds: 5, renderSeconds: 5 });
  await load.observe({ busySeconds: 1, renderSeconds: 1 }, 0);
  expect(written).toMatchObject([{ busySeconds: expect.closeTo(4.2), renderSeconds: expect.closeTo(4.2) }]);
});

test('how long a slot is taken is known from captures that waited for two others, and only from those', async () => {
  const clock = { ms: 10_000 };
  const { load, written } = setUp(undefined, undefined, () => clock.ms);
  // From 1 to 10 s, and from 11 to 12.
  await load.observe({ busySeconds: 9, renderSeconds: 7 }, 500);
  clock.ms = 12_000;
  await load.observe({ busySeconds: 1, renderSeconds: 1 }, 500);
  clock.ms = 16_000;
  // Created while the first one rendered: another worker may have had nothing to do then.
  await load.observe({ busySeconds: 3, renderSeconds: 1 }, 1_001);
  expect(written.at(-1)).toMatchObject({ underPressure: false });
  clock.ms = 20_000;
  // Created before the second of them began: three seconds of rendering, and one of what comes between.
  await load.observe({ busySeconds: 3, renderSeconds: 1 }, 10_999);
  // In place of what was a guess, and not on average with it.
  expect(written.at(-1)).toMatchObject({ busySeconds: 4, slotSeconds: 2, underPressure: true });
  // One that its account's cap kept from a worker which had nothing to do.
  clock.ms += 60_000;
  await load.observe({ busySeconds: 0.1, renderSeconds: 0.1 }, 9_999);
  expect(written.at(-1)).toMatchObject({ busySeconds: 4, slotSeconds: 2 });
  // One that no worker let wait.
  clock.ms += 60_000;
  await load.observe({ busySeconds: 0.1, renderSeconds: 0.1 }, clock.ms - 100);
  expect(written.at(-1)).toMatchObject({ busySeconds: 4, slotSeconds: 2 });
  clock.ms += 2_000;
  await load.observe({ busySeconds: 1.5, renderSeconds: 1.5 }, 9_999);
  expect(written.at(-1)).toMatchObject({ busySeconds: expect.closeTo(3.6), slotSeconds: 2 });
});
