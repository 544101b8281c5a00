import type { QueueDepth, QueueDepths } from '../ports/queue-depths.ts';

/** How much waits in each queue, and how many dead letters it has: the queues in the order of their names. */
export const showQueues = async ({
  depths,
}: {
  readonly depths: QueueDepths;
}): Promise<readonly QueueDepth[]> =>
  (await depths.read()).toSorted((one, other) => one.name.localeCompare(other.name));
