import type { Command } from 'commander';
import type { QueueDepth } from '../../functions/ports/queue-depths.ts';
import { showQueues } from '../../functions/usecases/show-queues.ts';
import { operatorCommand } from './operator-command.ts';
import { queueDependencies } from './queue-dependencies.ts';
import { textTable } from './text-table.ts';

const queueRecord = ({ name, kind, isDeadLetters, waiting, inFlight, delayed }: QueueDepth) => ({
  name,
  kind,
  dead_letters: isDeadLetters,
  waiting,
  in_flight: inFlight,
  delayed,
});

const shown = (queues: readonly QueueDepth[]): string => {
  const rows = queues.map(({ name, waiting, inFlight, delayed }) => [name, waiting, inFlight, delayed]);
  const dead = queues
    .filter(({ isDeadLetters }) => isDeadLetters)
    .reduce((sum, { waiting }) => sum + waiting, 0);
  const hint = dead === 0 ? '' : '\n\nThere are dead letters: npm run admin -- queues dead';
  return `${textTable(['QUEUE', 'WAITING', 'IN FLIGHT', 'DELAYED'], rows)}${hint}`;
};

const show = async ({ stage, json }: { readonly stage: string; readonly json?: true }): Promise<void> => {
  const queues = await showQueues(await queueDependencies(stage));
  console.log(json ? JSON.stringify({ queues: queues.map(queueRecord) }) : shown(queues));
};

/** `queues show`: how much there is in each queue. */
export const queuesShow: Command = operatorCommand(
  'show',
  'Show how many messages each queue and its dead-letter queue have: captures to render, callbacks to send, and changes of the table that its stream could not hand on. In flight: with a worker. SQS counts roughly.',
  ['queues show', 'queues show --json | jq ".queues[] | select(.dead_letters) | .waiting"'],
).action(show);
