import type { QueueKind } from '../domain/queue-kind.ts';

/** The queues of the service and their dead-letter queues, for an operator to look at. */
export interface QueueDepths {
  read(): Promise<readonly QueueDepth[]>;
}

/** How many messages a queue has; SQS counts roughly. */
export interface QueueDepth {
  readonly name: string;
  readonly kind: QueueKind;
  readonly isDeadLetters: boolean;
  readonly waiting: number;
  /** Received and neither deleted nor back. */
  readonly inFlight: number;
  readonly delayed: number;
}
