import type { Command } from 'commander';
import type { Capture } from '../../functions/domain/capture.ts';
import { renderFailures } from '../../functions/domain/render-failure.ts';
import { MAX_ATTEMPTS } from '../../functions/domain/transition.ts';
import { showCapture } from '../../functions/usecases/show-capture.ts';
import { captureFacts } from './capture-facts.ts';
import { captureRecord } from './capture-record.ts';
import { operatorCommand } from './operator-command.ts';
import { operatorDependencies } from './operator-dependencies.ts';
import { pageAddress } from './page-address.ts';
import { shownCharge } from './shown-charge.ts';
import { shownMoment } from './shown-moment.ts';
import { textTable } from './text-table.ts';

const meanings: Readonly<Record<Capture['status'], string>> = {
  waitlisted: 'waits for quota or credits',
  parked: 'paid for, waits for a render slot of its account; callers see: queued',
  queued: 'holds a render slot, and its message is in the render queue',
  processing: 'a worker renders it',
  done: 'its picture is there',
  failed: 'ended without a picture',
};

const shownPayment = (one: Capture): string => {
  const { charge, refunded } = captureFacts(one);
  if (charge === undefined) return 'nothing was charged';
  return `${shownCharge(charge)}${refunded ? ', given back' : ''}`;
};

const resultRows = (one: Capture): string[][] => {
  const { result, files } = captureFacts(one);
  if (result === undefined) return [];
  const { outputWidth, outputHeight, fileSize, renderSeconds, pageStatus, finalUrl } = result;
  return [
    ['picture', `${outputWidth} x ${outputHeight} pixels, ${fileSize} bytes, ${result.fileHash}`],
    ['rendered', `in ${renderSeconds} s; the page answered ${pageStatus} at ${pageAddress(finalUrl)}`],
    ...files.map((file, index) => [index === 0 ? 'files' : '', file]),
  ];
};

const shown = (one: Capture): string => {
  const { dueAt, leaseUntil, endedAt, keptUntil, failure, result } = captureFacts(one);
  const { options, attempt, attemptsForgiven = 0, callback } = one;
  const moment = (name: string, at: number | undefined): string[][] =>
    at === undefined ? [] : [[name, shownMoment(at)]];
  return textTable(
    ['capture', one.token],
    [
      ['job', String(one.jobId)],
      ['account', one.accountId],
      ['status', `${one.status} (${meanings[one.status]})`],
      ...(failure === undefined ? [] : [['failure', `${failure}: ${renderFailures[failure]}`]]),
      [
        'attempts',
        `${attempt - attemptsForgiven} of ${MAX_ATTEMPTS}${attemptsForgiven > 0 ? ' since it was tried anew' : ''}`,
      ],
      ['charge', shownPayment(one)],
      ...moment('created', one.createdAt),
      ...moment('expected', dueAt),
      ...moment('lease until', leaseUntil),
      ...moment('ended', endedAt ?? result?.capturedAt),
      ...moment('kept until', keptUntil),
      ['page', pageAddress(options.url)],
      [
        'asked for',
        `${options.format}, ${options.viewport_width} wide, ${options.render_region}, wait ${options.wait_time} s`,
      ],
      ...resultRows(one),
      ...(callback === undefined
        ? []
        : [
            [
              'callback',
              `${callback.state} after ${callback.attempts} attempts, last: ${callback.lastResult ?? '-'}`,
            ],
          ]),
      ...one.warnings.map((sentence, index) => [index === 0 ? 'warnings' : '', sentence]),
    ],
  );
};

const show = async (
  token: string,
  { stage, json }: { readonly stage: string; readonly json?: true },
): Promise<void> => {
  const found = await showCapture(operatorDependencies(stage), token);
  console.log(json ? JSON.stringify(captureRecord(found)) : shown(found));
};

/** `captures show`: one capture with all that an operator may need. */
export const capturesShow: Command = operatorCommand(
  'show',
  'Show a capture: how it stands, its attempts and times, what it cost, why it failed, its files. Never what may be secret of it, so of addresses neither query nor fragment.',
  [
    'captures show 9Yd2mKq7TzB4xWc1LfR8vNs6HgJ3pQa5',
    'captures show 9Yd2mKq7TzB4xWc1LfR8vNs6HgJ3pQa5 --json | jq -r .status',
  ],
)
  .argument('<token>', 'its token, as "captures list" shows it')
  .action(show);
