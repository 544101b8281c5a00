import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import type { World } from './world.ts';

/** A message, as SQS keeps it. */
export interface Message {
  readonly id: string;
  readonly body: string;
  visibleAt: number;
  receives: number;
}

/** A standard queue of SQS: at least once, in no order, and what is received comes back unless it is deleted. */
export interface MessageQueue {
  /** A message that is visible, taken for so long as the queue hides it; undefined: there is none at the moment. */
  receive(): Message | undefined;
  delete(id: string): void;
  /** What SQS answers to a command. */
  answer(command: unknown): object;
  readonly deadLetters: Message[];
  readonly size: () => number;
}

const LATE_MS = 300_000;
const USUAL_DELAY_MS = 60;

/** How a queue is set up: as lib/stacks sets up the real one. */
export interface QueueSettings {
  readonly maxReceives: number;
  readonly visibilitySeconds: number;
}

export const messageQueue = (
  world: World,
  { maxReceives, visibilitySeconds }: QueueSettings,
  onVisible: () => void,
): MessageQueue => {
  const messages = new Map<string, Message>();
  const deadLetters: Message[] = [];
  const { random } = world;
  let sent = 0;

  const show = (message: Message, inMs: number): void => {
    message.visibleAt = world.elapsed() + inMs;
    world.after(inMs, onVisible);
  };
  const put = (body: string, delayMs: number): void => {
    sent += 1;
    const message: Message = { id: String(sent), body, visibleAt: 0, receives: 0 };
    messages.set(message.id, message);
    show(message, delayMs + random.between(0, world.mishap('messageLate') ? LATE_MS : USUAL_DELAY_MS));
  };
  const take = (body: string, delayMs: number): void => {
    if (world.mishap('messageLost')) return;
    put(body, delayMs);
    if (world.mishap('messageTwice')) put(body, delayMs);
  };

  const receive = (): Message | undefined => {
    const visible: Message[] = [];
    // Some of the oldest ones, in no order.
    for (const message of messages.values()) {
      if (message.visibleAt <= world.elapsed()) visible.push(message);
      if (visible.length === 6) break;
    }
    if (visible.length === 0) return undefined;
    const message = random.pick(visible);
    if (message.receives >= maxReceives) {
      messages.delete(message.id);
      deadLetters.push(message);
      return receive();
    }
    message.receives += 1;
    show(message, visibilitySeconds * 1_000);
    return message;
  };

  return {
    receive,
    delete: (id) => {
      messages.delete(id);
    },
    answer: (command) => {
      if (command instanceof SendMessageBatchCommand) {
        for (const { MessageBody, DelaySeconds = 0 } of command.input.Entries ?? []) {
          take(MessageBody ?? '', DelaySeconds * 1_000);
        }
        return {};
      }
      if (command instanceof ChangeMessageVisibilityCommand) {
        const message = messages.get(command.input.ReceiptHandle ?? '');
        if (message !== undefined) show(message, (command.input.VisibilityTimeout ?? 0) * 1_000);
        return {};
      }
      if (command instanceof GetQueueAttributesCommand) {
        return { Attributes: { ApproximateNumberOfMessages: String(messages.size) } };
      }
      throw new Error('The simulated SQS does not know this command.');
    },
    deadLetters,
    size: () => messages.size,
  };
};
