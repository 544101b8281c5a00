import type { Command } from 'commander';
import { type JudgedDeadLetter, listDeadLetters } from '../../functions/usecases/list-dead-letters.ts';
import { deadLetterRecord } from './dead-letter-record.ts';
import { operatorCommand } from './operator-command.ts';
import { queueDependencies } from './queue-dependencies.ts';
import { shownMoment } from './shown-moment.ts';
import { textTable } from './text-table.ts';
import { wholeNumber } from './whole-number.ts';

interface Wanted {
  readonly stage: string;
  readonly limit: number;
  readonly json?: true;
}

const shown = (letters: readonly JudgedDeadLetter[], limit: number): string => {
  if (letters.length === 0) return 'There are no dead letters.';
  const rows = letters.map(({ letter, reason }) => [
    letter.token ?? '-',
    letter.lane,
    letter.receives,
    shownMoment(letter.sentAt),
    reason,
  ]);
  const table = textTable(['TOKEN', 'LANE', 'RECEIVED', 'SENT', 'REASON'], rows);
  return letters.length < limit ? table : `${table}\n\nThere may be more: give a larger --limit.`;
};

const dead = async ({ stage, limit, json }: Wanted): Promise<void> => {
  const letters = await listDeadLetters(await queueDependencies(stage), limit);
  console.log(json ? JSON.stringify({ dead_letters: letters.map(deadLetterRecord) }) : shown(letters, limit));
};

/** `queues dead`: the dead letters and why they are. */
export const queuesDead: Command = operatorCommand(
  'dead',
  'List the dead letters: messages that came back so often that the render queue gave them up. They stay where they are, but are out of sight for others while this runs, and each look counts as received once.',
  ['queues dead', 'queues dead --limit 500 --json | jq -r ".dead_letters[].reason"'],
)
  .option('--limit <number>', 'letters that are looked at', wholeNumber(1, 1_000), 100)
  .action(dead);
