import type { Command } from 'commander';
import type { DeadLetterFate } from '../../functions/domain/judge-dead-letter.ts';
import type { JudgedDeadLetter } from '../../functions/usecases/list-dead-letters.ts';
import { replayDeadLetters } from '../../functions/usecases/replay-dead-letters.ts';
import { deadLetterRecord } from './dead-letter-record.ts';
import { operatorCommand } from './operator-command.ts';
import { queueDependencies } from './queue-dependencies.ts';
import { wholeNumber } from './whole-number.ts';

interface Wanted {
  readonly stage: string;
  readonly limit: number;
  readonly dryRun?: true;
  readonly json?: true;
}

const actions = { send: 'sent_again', drop: 'deleted', keep: 'kept' } as const satisfies Record<
  DeadLetterFate,
  string
>;

const countsOf = (letters: readonly JudgedDeadLetter[]) => {
  const count = (fate: DeadLetterFate): number => letters.filter((one) => one.fate === fate).length;
  return { sent_again: count('send'), deleted: count('drop'), kept: count('keep') };
};

const shown = (letters: readonly JudgedDeadLetter[], { limit, dryRun }: Wanted): string => {
  if (letters.length === 0) return 'There are no dead letters.';
  const counts = countsOf(letters);
  const callbacks = letters.filter(
    ({ letter, fate }) => letter.kind === 'callbacks' && fate === 'send',
  ).length;
  const lines = [
    `Sent to the render queue again, since their captures have not ended: ${counts.sent_again - callbacks}`,
    `Sent to their receivers again, since they were not delivered:        ${callbacks}`,
    `Deleted, since they are of no use any more:                          ${counts.deleted}`,
    `Left where they are, since they are not of this service:             ${counts.kept}`,
  ];
  if (letters.length >= limit) lines.push('There may be more: run this again, or give a larger --limit.');
  if (dryRun) lines.push('This was a dry run: nothing was sent or deleted.');
  return lines.join('\n');
};

const replay = async (wanted: Wanted): Promise<void> => {
  const { stage, limit, json } = wanted;
  const dryRun = wanted.dryRun === true;
  const letters = await replayDeadLetters(await queueDependencies(stage), { most: limit, dryRun });
  const records = letters.map((one) => ({ ...deadLetterRecord(one), action: actions[one.fate] }));
  console.log(
    json
      ? JSON.stringify({ ...countsOf(letters), dry_run: dryRun, dead_letters: records })
      : shown(letters, wanted),
  );
};

/** `queues replay`: sends dead letters again. */
export const queuesReplay: Command = operatorCommand(
  'replay',
  'Send the dead letters of captures that have not ended to the render queue again, have callbacks that were given up tried anew with as many attempts as new ones, and delete letters that are of no use any more. A capture that is sent twice renders once; receivers know a callback that comes twice by its webhook-id.',
  ['queues replay --dry-run', 'queues replay', 'queues replay --limit 1000 --json | jq .sent_again'],
)
  .option('--limit <number>', 'letters that are looked at', wholeNumber(1, 1_000), 500)
  .option('--dry-run', 'say what would be done, and change nothing')
  .action(replay);
