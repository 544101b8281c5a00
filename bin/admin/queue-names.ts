import type { QueueKind } from '../../functions/domain/queue-kind.ts';

/** The names of a stage's queues by what they are for; a stage with few slots has none for priority. */
export type QueueNames = Readonly<Partial<Record<QueueKind, string>>> & {
  readonly standard: string;
  readonly callbacks: string;
};
