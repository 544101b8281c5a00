import { type Command, Option } from 'commander';
import type { CaptureStatus } from '../../functions/domain/capture.ts';
import { type CapturePage, listCaptures } from '../../functions/usecases/list-captures.ts';
import { captureFacts } from './capture-facts.ts';
import { captureRecord } from './capture-record.ts';
import { operatorCommand } from './operator-command.ts';
import { operatorDependencies } from './operator-dependencies.ts';
import { shownMoment } from './shown-moment.ts';
import { textTable } from './text-table.ts';
import { wholeNumber } from './whole-number.ts';

const statuses = [
  'waitlisted',
  'parked',
  'queued',
  'processing',
  'done',
  'failed',
] as const satisfies readonly CaptureStatus[];

interface Wanted {
  readonly stage: string;
  readonly status?: CaptureStatus;
  readonly limit: number;
  readonly after?: string;
  readonly json?: true;
}

const shown = (
  { captures, next }: CapturePage,
  accountId: string,
  { stage, status, limit }: Wanted,
): string => {
  const ofStatus = status === undefined ? '' : ` --status ${status}`;
  if (captures.length === 0) {
    return `Account ${accountId} has no${status === undefined ? '' : ` ${status}`} captures here.`;
  }
  const rows = captures.map((one) => {
    const { result, endedAt, failure } = captureFacts(one);
    const end = endedAt ?? result?.capturedAt;
    return [
      one.token,
      one.jobId,
      one.status,
      one.attempt,
      shownMoment(one.createdAt),
      shownMoment(end),
      failure ?? '',
    ];
  });
  const table = textTable(['TOKEN', 'JOB', 'STATUS', 'ATTEMPT', 'CREATED', 'ENDED', 'FAILURE'], rows);
  const more = `npm run admin -- captures list ${accountId} --stage ${stage}${ofStatus} --limit ${limit} --after ${next}`;
  return table + (next === undefined ? '' : `\n\nThere are more: ${more}`);
};

const list = async (accountId: string, wanted: Wanted): Promise<void> => {
  const deps = operatorDependencies(wanted.stage);
  const page = await listCaptures(deps, { accountId, ...wanted });
  console.log(
    wanted.json
      ? JSON.stringify({
          captures: page.captures.map((one) => captureRecord(one, deps.now())),
          next: page.next ?? null,
        })
      : shown(page, accountId, wanted),
  );
};

/** `captures list`: a page of an account's captures. */
export const capturesList: Command = operatorCommand(
  'list',
  'List the captures of an account, newest first. Tokens open pictures to whoever has them: mind where you paste them.',
  [
    'captures list 4fJx0aQm2LkS8bTz',
    'captures list 4fJx0aQm2LkS8bTz --status failed --limit 10',
    'captures list 4fJx0aQm2LkS8bTz --status failed --json | jq -r ".captures[].token"',
  ],
)
  .argument('<account>', 'its id, as "account list" shows it')
  .addOption(
    new Option(
      '--status <status>',
      'only those that are so now; parked: paid for, waiting for a render slot of the account',
    ).choices(statuses),
  )
  .option('--limit <number>', 'captures on a page', wholeNumber(1, 1_000), 50)
  .option('--after <token>', 'the page that follows this capture, as the page before tells')
  .action(list);
