import type { Command } from 'commander';
import { type CanceledCapture, cancelCapture } from '../../functions/usecases/cancel-capture.ts';
import { captureFacts } from './capture-facts.ts';
import { captureRecord } from './capture-record.ts';
import { operatorCommand } from './operator-command.ts';
import { operatorDependencies } from './operator-dependencies.ts';
import { shownCharge } from './shown-charge.ts';

interface Wanted {
  readonly stage: string;
  readonly dryRun?: true;
  readonly json?: true;
}

const shown = ({ before, after }: CanceledCapture, isDry: boolean): string => {
  const { charge } = captureFacts(before);
  const is = isDry ? 'would be' : 'is';
  const back =
    charge === undefined
      ? 'Nothing had been charged for it.'
      : `What it cost ${isDry ? 'would be' : 'was'} given back to ${shownCharge(charge)}.`;
  const sentence = `Capture ${after.token} of account ${after.accountId}, which was ${before.status}, ${is} canceled: its caller sees that it failed, and why. ${back}`;
  return isDry ? `${sentence}\nThis was a dry run: nothing was changed.` : sentence;
};

const cancel = async (token: string, { stage, dryRun, json }: Wanted): Promise<void> => {
  const isDry = dryRun === true;
  const deps = operatorDependencies(stage);
  const canceled = await cancelCapture(deps, { token, dryRun: isDry });
  const { before, after } = canceled;
  console.log(
    json
      ? JSON.stringify({ ...captureRecord(after, deps.now()), status_before: before.status, dry_run: isDry })
      : shown(canceled, isDry),
  );
};

/** `captures cancel`: ends a capture that has not ended. */
export const capturesCancel: Command = operatorCommand(
  'cancel',
  'Cancel a capture that has not ended. It is given back; its caller sees that it failed (internal), with a warning that says who ended it. The next captures of its account go on.',
  [
    'captures cancel 9Yd2mKq7TzB4xWc1LfR8vNs6HgJ3pQa5 --dry-run',
    'captures cancel 9Yd2mKq7TzB4xWc1LfR8vNs6HgJ3pQa5',
  ],
)
  .argument('<token>', 'its token, as "captures list" shows it')
  .option('--dry-run', 'say what would be done, and change nothing')
  .action(cancel);
