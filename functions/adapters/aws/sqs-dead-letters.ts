import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { inPages } from '../../domain/in-pages.ts';
import { type QueueKind, queueKinds } from '../../domain/queue-kind.ts';
import type { DeadLetter, DeadLetters } from '../../ports/dead-letters.ts';
import { REASON_ATTRIBUTE } from './sqs-callback-letters.ts';
import { tokenOfMessage } from './token-message.ts';

/** SQS's own limit, of all its calls. */
const MESSAGES_A_CALL = 10;
/** Long enough for a command to deal with all that it took; should it die, the letters come back after this. */
const HIDDEN_SECONDS = 300;
/** With a wait SQS asks all of its servers, so that none is left out. */
const WAIT_SECONDS = 1;

/** A dead-letter queue of each kind that has one. */
type QueueUrls = Partial<Readonly<Record<QueueKind, string | undefined>>>;

const tokenIn = (body: string): string | undefined => {
  try {
    return tokenOfMessage(body);
  } catch {
    return undefined;
  }
};

const letterOf = (
  kind: QueueKind,
  { MessageId, ReceiptHandle, Body, Attributes, MessageAttributes }: Message,
): DeadLetter => ({
  id: MessageId ?? '',
  kind,
  token: tokenIn(Body ?? ''),
  reason: MessageAttributes?.[REASON_ATTRIBUTE]?.StringValue,
  // This time is no time that it came back.
  receives: Math.max(0, Number(Attributes?.ApproximateReceiveCount ?? 1) - 1),
  sentAt: Number(Attributes?.SentTimestamp ?? 0),
  handle: ReceiptHandle ?? '',
});

/** Dead-letter queues on SQS. Letters are taken by receiving them: neither AWS nor an engine lets one only look. */
export const sqsDeadLetters = (client: SQSClient, queueUrls: QueueUrls): DeadLetters => {
  const kinds = queueKinds.filter((kind) => queueUrls[kind] !== undefined);

  const takePage = async (kind: QueueKind, most: number): Promise<DeadLetter[]> => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrls[kind],
        MaxNumberOfMessages: Math.min(most, MESSAGES_A_CALL),
        VisibilityTimeout: HIDDEN_SECONDS,
        WaitTimeSeconds: WAIT_SECONDS,
        MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp'],
        MessageAttributeNames: [REASON_ATTRIBUTE],
      }),
    );
    return Messages.map((message) => letterOf(kind, message));
  };

  /** Works on letters of one queue at a time, as many as a call takes. */
  const onEach = async (
    letters: readonly DeadLetter[],
    work: (QueueUrl: string | undefined, page: readonly DeadLetter[]) => Promise<number>,
    what: string,
  ): Promise<void> => {
    let failed = 0;
    for (const kind of kinds) {
      const own = letters.filter((letter) => letter.kind === kind);
      for (const page of inPages(own, MESSAGES_A_CALL)) failed += await work(queueUrls[kind], page);
    }
    if (failed > 0) throw new Error(`${failed} messages of the dead-letter queue could not be ${what}.`);
  };

  const giveBack: DeadLetters['giveBack'] = (letters) =>
    onEach(
      letters,
      async (QueueUrl, page) => {
        const Entries = page.map(({ handle }, index) => ({
          Id: String(index),
          ReceiptHandle: handle,
          VisibilityTimeout: 0,
        }));
        const { Failed = [] } = await client.send(
          new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }),
        );
        return Failed.length;
      },
      'given back, and come back by themselves within five minutes',
    );

  return {
    take: async (most) => {
      // One may be delivered twice: its last handle counts.
      const taken = new Map<string, DeadLetter>();
      try {
        for (const kind of kinds) {
          while (taken.size < most) {
            const page = await takePage(kind, most - taken.size);
            if (page.length === 0) break;
            for (const letter of page) taken.set(letter.id, letter);
          }
        }
      } catch (error) {
        await giveBack([...taken.values()]).catch(() => undefined);
        throw error;
      }
      return [...taken.values()];
    },

    giveBack,

    delete: (letters) =>
      onEach(
        letters,
        async (QueueUrl, page) => {
          const Entries = page.map(({ handle }, index) => ({ Id: String(index), ReceiptHandle: handle }));
          const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
          return Failed.length;
        },
        'deleted',
      ),
  };
};
