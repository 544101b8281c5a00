import type { Command } from 'commander';
import { CALLBACK_ATTEMPTS } from '../../functions/domain/callback-schedule.ts';
import type { Capture } from '../../functions/domain/capture.ts';
import { renderFailures } from '../../functions/domain/render-failure.ts';
import { MAX_ATTEMPTS } from '../../functions/domain/transition.ts';
import { showCapture } from '../../functions/usecases/show-capture.ts';
import { callbackHost } from './callback-host.ts';
import { captureFacts } from './capture-facts.ts';
import { captureRecord } from './capture-record.ts';
import { operatorCommand } from './operator-command.ts';
import { operatorDependencies } from './operator-dependencies.ts';
import { pageAddress } from './page-address.ts';
import { shownCharge } from './shown-charge.ts';
import { shownMoment } from './shown-moment.ts';
import { shownTrail } from './shown-trail.ts';
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

const shownAttempts = (attempts: number, forgiven: number, most: number, since: string): string =>
  `${attempts - forgiven} of ${most}${forgiven > 0 ? ` since it was ${since}` : ''}`;

const moment = (name: string, at: number | undefined): string[][] =>
  at === undefined ? [] : [[name, shownMoment(at)]];

const heldRows = (one: Capture, now: number): string[][] => {
  const { heldUntil, isErased } = captureFacts(one);
  if (heldUntil === undefined) return [];
  const until = `until ${shownMoment(heldUntil)}`;
  const end = isErased ? ': expired and erased' : ': expired';
  return [['not published', `to be had ${until}${isErased || heldUntil <= now ? end : ''}`]];
};

const shownNext = (dueAt: number | undefined): string =>
  dueAt === undefined ? 'when the capture has ended' : `at ${shownMoment(dueAt, 'second')}`;

const callbackRows = ({ callback }: Capture): string[][] => {
  if (callback === undefined) return [];
  const { state, url, attempts, forgiven, dueAt } = callback;
  const tried = shownAttempts(attempts, forgiven, CALLBACK_ATTEMPTS, 'replayed');
  return [
    ['callback', `${state}, to ${callbackHost(url)}`],
    ['deliveries', `${tried}${state === 'pending' ? `, the next one ${shownNext(dueAt)}` : ''}`],
  ];
};

const shown = (one: Capture, now: number): string => {
  const { dueAt, leaseUntil, endedAt, keptUntil, failure, result } = captureFacts(one);
  const { options, attempt, attemptsForgiven = 0, callback } = one;
  const facts = textTable(
    ['capture', one.token],
    [
      ['job', String(one.jobId)],
      ['account', one.accountId],
      ['status', `${one.status} (${meanings[one.status]})`],
      ...(failure === undefined ? [] : [['failure', `${failure}: ${renderFailures[failure]}`]]),
      ['attempts', shownAttempts(attempt, attemptsForgiven, MAX_ATTEMPTS, 'tried anew')],
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
      ...heldRows(one, now),
      ...callbackRows(one),
      ...one.warnings.map((sentence, index) => [index === 0 ? 'warnings' : '', sentence]),
    ],
  );
  const trail = callback === undefined ? '' : shownTrail(callback);
  return trail === '' ? facts : `${facts}\n\n${trail}`;
};

const show = async (
  token: string,
  { stage, json }: { readonly stage: string; readonly json?: true },
): Promise<void> => {
  const deps = operatorDependencies(stage);
  const found = await showCapture(deps, token);
  console.log(json ? JSON.stringify(captureRecord(found, deps.now())) : shown(found, deps.now()));
};

/** `captures show`: one capture with all that an operator may need. */
export const capturesShow: Command = operatorCommand(
  'show',
  'Show a capture: how it stands, its attempts and times, what it cost, why it failed, its files, and each attempt to deliver it. Never what may be secret of it: of addresses neither query nor fragment, of the receiver of a callback the host only, of a private capture no address at all.',
  [
    'captures show 9Yd2mKq7TzB4xWc1LfR8vNs6HgJ3pQa5',
    'captures show 9Yd2mKq7TzB4xWc1LfR8vNs6HgJ3pQa5 --json | jq -r .status',
    'captures show 9Yd2mKq7TzB4xWc1LfR8vNs6HgJ3pQa5 --json | jq .callback.trail',
  ],
)
  .argument('<token>', 'its token, as "captures list" shows it')
  .action(show);
