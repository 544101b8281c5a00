import type { QueueKind } from '../domain/queue-kind.ts';

/** The dead-letter queues of the service. */
export interface DeadLetters {
  /** At most `most` letters, which nobody else sees for some minutes: who took them deletes them or gives them back. */
  take(most: number): Promise<readonly DeadLetter[]>;
  giveBack(letters: readonly DeadLetter[]): Promise<void>;
  delete(letters: readonly DeadLetter[]): Promise<void>;
}

/** A message in a dead-letter queue. */
export interface DeadLetter {
  readonly id: string;
  readonly kind: QueueKind;
  /** Absent: it is none of ours. */
  readonly token?: string | undefined;
  /** Why it was put there; absent: its queue gave it up by itself. */
  readonly reason?: string | undefined;
  /** How often it was received before, also by who looked at it here. */
  readonly receives: number;
  /** When it was sent, in Unix milliseconds. */
  readonly sentAt: number;
  /** By what the queue knows it until it is given back. */
  readonly handle: string;
}
