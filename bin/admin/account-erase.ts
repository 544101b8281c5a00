import type { Command } from 'commander';
import { OperatorRefusal } from '../../functions/domain/operator-refusal.ts';
import { countErasure, eraseAccount } from '../../functions/usecases/erase-account.ts';
import type { ErasedCounts } from '../../functions/usecases/erased-counts.ts';
import { erasureDependencies } from './erasure-dependencies.ts';
import { notErased } from './not-erased.ts';
import { operatorCommand } from './operator-command.ts';
import { shownMoment } from './shown-moment.ts';
import { stageTarget } from './stage-target.ts';
import { textTable } from './text-table.ts';
import { unixSeconds } from './unix-seconds.ts';

interface Wanted {
  readonly stage: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

/** What was erased, or would be, and when (Unix milliseconds). */
interface Receipt {
  readonly accountId: string;
  readonly counts: ErasedCounts;
  readonly at: number;
  readonly isDry: boolean;
  readonly notErased: readonly string[];
}

const receiptRecord = ({ accountId, counts, at, isDry, notErased: left }: Receipt) => ({
  account_id: accountId,
  erased_at: isDry ? null : unixSeconds(at),
  dry_run: isDry,
  captures: counts.captures,
  canceled: counts.canceled,
  files: counts.files,
  batches: counts.batches,
  answer_parts: counts.answerParts,
  usage_months: counts.usageMonths,
  keys: counts.keys,
  not_erased: left,
});

const shown = ({ accountId, counts, at, isDry, notErased: left }: Receipt): string => {
  const table = textTable(
    ['captures', String(counts.captures)],
    [
      ['of them canceled', String(counts.canceled)],
      ['files', String(counts.files)],
      ['batches', String(counts.batches)],
      ['parts of answers', String(counts.answerParts)],
      ['usage months', String(counts.usageMonths)],
      ['keys', String(counts.keys)],
    ],
  );
  const first = isDry
    ? `Of account ${accountId} would be deleted for good, with its profile:`
    : `Account ${accountId} was erased on ${shownMoment(at)}. Deleted, with its profile:`;
  const notes = left.map((sentence) => `- ${sentence}`).join('\n');
  const last = isDry
    ? 'First its keys are shut out, and what renders is canceled; that takes half a minute, or two where something renders.\nThis was a dry run: nothing was changed.'
    : 'What another run that was cut off had deleted before is not counted here.';
  return `${first}\n\n${table}\n\nNot reached from here:\n${notes}\n\n${last}`;
};

const erase = async (accountId: string, { stage, dryRun, yes, json }: Wanted): Promise<void> => {
  const deps = await erasureDependencies(stage);
  const isDry = dryRun === true || yes !== true;
  const counts = await (isDry ? countErasure : eraseAccount)(deps, accountId);
  const receipt = {
    accountId,
    counts,
    at: deps.now(),
    isDry,
    notErased: notErased(stageTarget(stage).config),
  };
  console.log(json ? JSON.stringify(receiptRecord(receipt)) : shown(receipt));
  if (isDry && dryRun !== true) {
    throw new OperatorRefusal(
      'not_confirmed',
      `Nothing of account ${accountId} was erased, since it cannot be undone: add --yes to do it.`,
    );
  }
};

/** `account erase`: deletes all that is stored of an account. */
export const accountErase: Command = operatorCommand(
  'erase',
  'Delete all that is stored of an account, for good: its pictures and captures, batches, usage, keys and profile. It shuts out the keys and cancels what is open, waits until nothing that began before can write any more, and prints a receipt. Cut off, it goes on when it is run again.',
  [
    'account erase 4fJx0aQm2LkS8bTz --dry-run',
    'account erase 4fJx0aQm2LkS8bTz --yes',
    'account erase 4fJx0aQm2LkS8bTz --yes --json > receipt.json',
  ],
)
  .argument('<account>', 'its id, as "account list" shows it')
  .option('--dry-run', 'say what would be deleted, and change nothing')
  .option('--yes', 'really do it; without it nothing is deleted')
  .action(erase);
