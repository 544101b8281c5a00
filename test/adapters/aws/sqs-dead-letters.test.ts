import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { REASON_ATTRIBUTE } from '../../../functions/adapters/aws/sqs-callback-letters.ts';
import { sqsDeadLetters } from '../../../functions/adapters/aws/sqs-dead-letters.ts';
import { messageOf } from '../../../functions/adapters/aws/token-message.ts';
import { NOON, someToken } from '../../support/builders.ts';

const urls = { standard: 'queue/standard', callbacks: 'queue/callbacks', stream: 'queue/stream' };

const message = (id: string, Body: string, changes: Partial<Message> = {}): Message => ({
  MessageId: id,
  ReceiptHandle: `handle ${id}`,
  Body,
  Attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(NOON) },
  ...changes,
});

/** Queues that give what they have once; `done` is what was done to which letters of which. */
const setUp = (queues: Readonly<Record<string, readonly Message[]>>) => {
  const left = new Map(Object.entries(queues).map(([url, messages]) => [url, [...messages]]));
  const done: string[] = [];
  const asked: ReceiveMessageCommand['input'][] = [];
  const sqs = new SQSClient({ region: 'eu-west-3' });
  sqs.send = async (command: object) => {
    if (command instanceof ReceiveMessageCommand) {
      asked.push(command.input);
      return {
        Messages: left.get(command.input.QueueUrl ?? '')?.splice(0, command.input.MaxNumberOfMessages ?? 1),
      };
    }
    if (
      command instanceof DeleteMessageBatchCommand ||
      command instanceof ChangeMessageVisibilityBatchCommand
    ) {
      const { QueueUrl, Entries = [] } = command.input;
      const what = command instanceof DeleteMessageBatchCommand ? 'delete' : 'give back';
      done.push(`${what} ${Entries.map(({ ReceiptHandle }) => ReceiptHandle).join(', ')} of ${QueueUrl}`);
      return {};
    }
    throw new Error('unexpected');
  };
  return { letters: sqsDeadLetters(sqs, urls), done, asked };
};

const reason = 'Tried 8 times, the last time: http 500.';
const ofAllKinds = () =>
  setUp({
    [urls.standard]: [
      message('s', messageOf(someToken('s')), {
        Attributes: { ApproximateReceiveCount: '13', SentTimestamp: String(NOON + 1) },
      }),
    ],
    [urls.callbacks]: [
      message('c', messageOf(someToken('c')), {
        MessageAttributes: { [REASON_ATTRIBUTE]: { DataType: 'String', StringValue: reason } },
      }),
      message('r', messageOf(someToken('r'))),
    ],
    [urls.stream]: [message('t', '{"DDBStreamBatchInfo":{"shardId":"shardId-1"}}')],
  });

describe('the dead-letter queues', () => {
  test('give letters of every kind, with the reason of who put them there', async () => {
    const { letters, asked } = ofAllKinds();
    const facts = { receives: 0, sentAt: NOON };
    expect(await letters.take(10)).toEqual([
      {
        id: 's',
        kind: 'standard',
        token: someToken('s'),
        receives: 12,
        sentAt: NOON + 1,
        handle: 'handle s',
      },
      { ...facts, id: 'c', kind: 'callbacks', token: someToken('c'), reason, handle: 'handle c' },
      { ...facts, id: 'r', kind: 'callbacks', token: someToken('r'), handle: 'handle r' },
      { ...facts, id: 't', kind: 'stream', handle: 'handle t' },
    ]);
    // A real queue leaves out an attribute that nobody asks for.
    expect(
      asked.every(({ MessageAttributeNames }) => MessageAttributeNames?.includes(REASON_ATTRIBUTE)),
    ).toBe(true);
  });

  test('give no more than is asked for', async () => {
    const { letters } = ofAllKinds();
    expect((await letters.take(2)).map(({ id }) => id)).toEqual(['s', 'c']);
  });

  test('are each given back and rid of their own letters', async () => {
    const { letters, done } = ofAllKinds();
    const taken = await letters.take(10);
    await letters.giveBack(taken.slice(0, 2));
    await letters.delete(taken.slice(2));
    expect(done).toEqual([
      'give back handle s of queue/standard',
      'give back handle c of queue/callbacks',
      'delete handle r of queue/callbacks',
      'delete handle t of queue/stream',
    ]);
  });
});
