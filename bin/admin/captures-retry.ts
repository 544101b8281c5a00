import type { Command } from 'commander';
import { type RetriedCapture, retryCapture } from '../../functions/usecases/retry-capture.ts';
import { captureRecord } from './capture-record.ts';
import { operatorCommand } from './operator-command.ts';
import { operatorDependencies } from './operator-dependencies.ts';
import { shownCharge } from './shown-charge.ts';

const shown = ({ capture, chargedAnew }: RetriedCapture): string => {
  const paid =
    chargedAnew === undefined
      ? 'What it had cost was not given back, and pays for this too.'
      : `It was charged again, to ${shownCharge(chargedAnew)}.`;
  const where =
    capture.status === 'parked' ? 'It waits for a render slot of its account.' : `It is ${capture.status}.`;
  return `Capture ${capture.token} of account ${capture.accountId} is tried anew. ${where} ${paid}`;
};

const retry = async (
  token: string,
  { stage, json }: { readonly stage: string; readonly json?: true },
): Promise<void> => {
  const deps = operatorDependencies(stage);
  const retried = await retryCapture(deps, token);
  const { capture, chargedAnew } = retried;
  console.log(
    json
      ? JSON.stringify({ ...captureRecord(capture, deps.now()), charged_anew: chargedAnew !== undefined })
      : shown(retried),
  );
};

/** `captures retry`: has a failed capture tried anew. */
export const capturesRetry: Command = operatorCommand(
  'retry',
  'Have a failed capture tried anew, under its token and with as many attempts as a new one. What was given back is charged again: to the quota of this month, or else to the credits. One whose http_auth, cookies or private address were erased when it ended, or whose receiver was told that it failed, cannot be. One whose attempts may have stored files can be some five minutes after its end, when the sweeper has deleted them.',
  [
    'captures retry 9Yd2mKq7TzB4xWc1LfR8vNs6HgJ3pQa5',
    'captures retry 9Yd2mKq7TzB4xWc1LfR8vNs6HgJ3pQa5 --json | jq .charge',
  ],
)
  .argument('<token>', 'its token, as "captures list --status failed" shows it')
  .action(retry);
