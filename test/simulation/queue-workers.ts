import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { tokenOfMessage } from '../../functions/adapters/aws/token-message.ts';
import { sqsWorker, type Worker } from '../../functions/runtime/sqs-worker.ts';
import type { Message, MessageQueue } from './message-queue.ts';
import type { Shared } from './service-process.ts';
import type { Life } from './world.ts';

/** A worker that died is replaced after so long. */
const REPLACED_MS = 2_000;

/** A queue, how many of its messages are worked on at a time, and the process that does it. */
interface Workplace {
  readonly queueOf: (shared: Shared) => MessageQueue;
  readonly slotsOf: (shared: Shared) => number;
  /** What the real worker needs in a process of its own, and what it does with the `receives`th delivery of a token. */
  readonly processOf: (
    shared: Shared,
    life: Life,
  ) => Omit<Worker, 'queueUrlOf' | 'work'> & {
    readonly workOn: (token: string, receives: number) => ReturnType<Worker['work']>;
  };
}

/** The workers of a queue: so many messages at a time, each by the real worker in a process that may die. */
export const queueWorkers = ({ queueOf, slotsOf, processOf }: Workplace) => {
  let busy = 0;
  const take = (shared: Shared, message: Message): void => {
    busy += 1;
    const { world } = shared;
    const free = (): void => {
      busy -= 1;
      takeNext(shared);
    };
    const life: Life = { dead: false, onDeath: () => world.after(REPLACED_MS, free) };
    const { workOn, ...deps } = processOf(shared, life);
    const handler = sqsWorker({
      ...deps,
      queueUrlOf: () => 'queue',
      work: ({ body, attributes }) =>
        workOn(tokenOfMessage(body), Number(attributes.ApproximateReceiveCount)),
    });
    const attributes = { ApproximateReceiveCount: String(message.receives) };
    const record = { messageId: message.id, receiptHandle: message.id, body: message.body, attributes };
    handler({ Records: [record as SQSRecord] } as SQSEvent).then(({ batchItemFailures }) => {
      // What it did beside its work has ended it, before the answer: another takes its place.
      if (life.dead) return;
      life.dead = true;
      const isDone = batchItemFailures.length === 0;
      if (isDone && !world.mishap('acknowledgementLost')) queueOf(shared).delete(message.id);
      free();
    });
  };
  const takeNext = (shared: Shared): void => {
    while (busy < slotsOf(shared)) {
      const message = queueOf(shared).receive();
      if (message === undefined) return;
      take(shared, message);
    }
  };
  return { takeNext, isIdle: () => busy === 0 };
};
