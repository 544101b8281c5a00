import { type SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { sqsRenderQueue } from '../../../functions/adapters/aws/sqs-render-queue.ts';
import { tokenOfMessage } from '../../../functions/adapters/aws/token-message.ts';

const tokenOf = (index: number) => `${index}`.padStart(32, 't');
const tokens = Array.from({ length: 23 }, (_, index) => tokenOf(index));
const urls = { standard: 'https://queue/standard', priority: 'https://queue/priority' };

const setUp = (refused: readonly string[] = []) => {
  const sent: { queue: string | undefined; bodies: string[] }[] = [];
  const sqs = new SQSClient({ region: 'eu-west-3' });
  sqs.send = async ({ input }: SendMessageBatchCommand) => {
    const entries = input.Entries ?? [];
    expect(new Set(entries.map(({ Id }) => Id)).size).toBe(entries.length);
    sent.push({ queue: input.QueueUrl, bodies: entries.map(({ MessageBody = '' }) => MessageBody) });
    const failed = entries.filter(({ MessageBody = '' }) => refused.includes(tokenOfMessage(MessageBody)));
    return { Failed: failed.map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false })) };
  };
  return { sqs, sent };
};

describe('the render queues', () => {
  test('are sent each capture once, in order, ten a call', async () => {
    const { sqs, sent } = setUp();
    await sqsRenderQueue(sqs, urls).send(tokens, 'standard');
    expect(sent.map(({ bodies }) => bodies.length)).toEqual([10, 10, 3]);
    expect(sent.flatMap(({ bodies }) => bodies.map(tokenOfMessage))).toEqual(tokens);
  });

  test('are two where the stage has two, and one for both where it has one', async () => {
    const queueOf = async (lane: 'standard' | 'priority', given: { standard: string; priority?: string }) => {
      const { sqs, sent } = setUp();
      await sqsRenderQueue(sqs, given).send([tokenOf(1)], lane);
      return sent.map(({ queue }) => queue);
    };
    expect(await queueOf('standard', urls)).toEqual([urls.standard]);
    expect(await queueOf('priority', urls)).toEqual([urls.priority]);
    expect(await queueOf('priority', { standard: urls.standard })).toEqual([urls.standard]);
  });

  test('are not asked for nothing', async () => {
    const { sqs, sent } = setUp();
    await sqsRenderQueue(sqs, urls).send([], 'standard');
    expect(sent).toEqual([]);
  });

  test('that do not take a message of a call say so', async () => {
    const { sqs } = setUp([tokenOf(4)]);
    await expect(sqsRenderQueue(sqs, urls).send(tokens, 'standard')).rejects.toThrow(
      '1 messages were not sent: InternalError.',
    );
  });

  test.each(['', '{}', '{"token":"short"}', '{"token":7}', 'null'])('have no message like %j', (body) => {
    expect(() => tokenOfMessage(body)).toThrow();
  });
});
