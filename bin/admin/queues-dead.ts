import type { Command } from 'commander';
import type { Capture } from '../../functions/domain/capture.ts';
import type { DeadLetter } from '../../functions/ports/dead-letters.ts';
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

/** To render the capture, or to deliver its callback. */
const attemptsOf = ({ kind }: DeadLetter, capture: Capture | undefined): number =>
  (kind === 'callbacks' ? capture?.callback?.attempts : capture?.attempt) ?? 0;

const shown = (letters: readonly JudgedDeadLetter[], limit: number): string => {
  if (letters.length === 0) return 'There are no dead letters.';
  const rows = letters.map(({ letter, capture, reason }) => [
    letter.token ?? '-',
    capture?.accountId ?? '-',
    letter.kind,
    attemptsOf(letter, capture),
    letter.receives,
    shownMoment(letter.sentAt),
    reason,
  ]);
  const table = textTable(['TOKEN', 'ACCOUNT', 'QUEUE', 'ATTEMPTS', 'RECEIVED', 'SENT', 'REASON'], rows);
  return letters.length < limit ? table : `${table}\n\nThere may be more: give a larger --limit.`;
};

const dead = async ({ stage, limit, json }: Wanted): Promise<void> => {
  const letters = await listDeadLetters(await queueDependencies(stage), limit);
  console.log(json ? JSON.stringify({ dead_letters: letters.map(deadLetterRecord) }) : shown(letters, limit));
};

/** `queues dead`: the dead letters and why they are. */
export const queuesDead: Command = operatorCommand(
  'dead',
  'List the dead letters: messages that came back so often that their queue gave them up, callbacks that no attempt could deliver, and what the stream of the table could not hand on. They stay where they are, but are out of sight for others while this runs, and each look counts as received once.',
  [
    'queues dead',
    'queues dead --limit 500 --json | jq -r ".dead_letters[].reason"',
    `queues dead --json | jq '.dead_letters[] | select(.kind == "callbacks") | .callback.host'`,
  ],
)
  .option('--limit <number>', 'letters that are looked at', wholeNumber(1, 1_000), 100)
  .action(dead);
