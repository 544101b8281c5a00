import {
  type Capture,
  type CaptureIn,
  type CaptureResult,
  type Charge,
  captureFacts,
  type OpenPaidCapture,
} from './capture.ts';
import { isRefunded } from './is-refunded.ts';
import { isTransient, type RenderFailureCode } from './render-failure.ts';

/** How often a capture is tried before it has failed (contract, "Time"). */
export const MAX_ATTEMPTS = 3;

/** Whom an operator's cancellation is told; it comes with the code `internal`. */
const CANCELED = 'The operator of the service canceled this capture.';

/** All that can happen to a capture after it was created. Times are Unix milliseconds. */
export type CaptureEvent =
  | { readonly type: 'released'; readonly charge: Charge; readonly dueAt: number }
  | { readonly type: 'dispatched'; readonly dueAt: number }
  | { readonly type: 'claimed'; readonly at: number; readonly leaseUntil: number; readonly dueAt: number }
  | { readonly type: 'finished'; readonly result: CaptureResult; readonly warnings: readonly string[] }
  | { readonly type: 'attempt_failed'; readonly failure: RenderFailureCode; readonly at: number }
  | { readonly type: 'canceled'; readonly at: number }
  | { readonly type: 'retried'; readonly charge: Charge; readonly dueAt: number };

type EventOf<Type extends CaptureEvent['type']> = Extract<CaptureEvent, { type: Type }>;

const fail = (from: OpenPaidCapture, failure: RenderFailureCode, at: number): CaptureIn<'failed'> => ({
  ...captureFacts(from),
  status: 'failed',
  refunded: isRefunded(failure),
  failure,
  endedAt: at,
});

const claim = (
  from: CaptureIn<'queued' | 'processing'>,
  event: EventOf<'claimed'>,
): CaptureIn<'processing' | 'failed'> | undefined => {
  if (from.status === 'processing' && from.leaseUntil > event.at) return undefined;
  // An attempt whose lease ran out ended without a word: its worker crashed. The last one ends the capture.
  if (isLast(from)) return fail(from, 'internal', event.at);
  const { leaseUntil, dueAt } = event;
  return { ...captureFacts(from), attempt: from.attempt + 1, status: 'processing', leaseUntil, dueAt };
};

const isLast = ({ attempt, attemptsForgiven = 0 }: Capture): boolean =>
  attempt - attemptsForgiven >= MAX_ATTEMPTS;

const failAttempt = (
  from: CaptureIn<'processing'>,
  { failure, at }: EventOf<'attempt_failed'>,
): CaptureIn<'queued' | 'failed'> =>
  isTransient(failure) && !isLast(from)
    ? { ...captureFacts(from), status: 'queued', dueAt: from.dueAt }
    : fail(from, failure, at);

const cancel = (from: Capture, { at }: EventOf<'canceled'>): CaptureIn<'failed'> | undefined => {
  if (from.status === 'done' || from.status === 'failed') return undefined;
  const warnings = [...from.warnings, CANCELED];
  if (from.status !== 'waitlisted') return { ...fail(from, 'internal', at), warnings };
  return { ...from, warnings, status: 'failed', refunded: false, failure: 'internal', endedAt: at };
};

// What was given back is paid anew, what was kept is paid already; a raised attempt is a new fence.
const retry = (
  { status: _, failure: __, endedAt: ___, refunded, keptUntil: ____, charge, ...facts }: CaptureIn<'failed'>,
  event: EventOf<'retried'>,
): CaptureIn<'parked'> => {
  const attempt = facts.attempt + 1;
  const paid = refunded || charge === undefined ? event.charge : charge;
  const warnings = facts.warnings.filter((sentence) => sentence !== CANCELED);
  return {
    ...facts,
    warnings,
    attempt,
    attemptsForgiven: attempt,
    charge: paid,
    status: 'parked',
    dueAt: event.dueAt,
  };
};

type Rules = {
  readonly [Status in Capture['status']]?: {
    readonly [Type in CaptureEvent['type']]?: (
      from: CaptureIn<Status>,
      event: EventOf<Type>,
    ) => Capture | undefined;
  };
};

/** The one table of what may happen to a capture in which state; what is not in it does not apply. */
const rules: Rules = {
  waitlisted: {
    released: ({ status: _, ...facts }, { charge, dueAt }) => ({ ...facts, status: 'parked', charge, dueAt }),
    canceled: cancel,
  },
  parked: {
    dispatched: (from, { dueAt }) => ({ ...from, status: 'queued', dueAt }),
    canceled: cancel,
  },
  queued: { claimed: claim, canceled: cancel },
  processing: {
    claimed: claim,
    finished: (from, { result, warnings }) => ({
      ...captureFacts(from),
      warnings: [...from.warnings, ...warnings],
      status: 'done',
      result,
    }),
    attempt_failed: failAttempt,
    canceled: cancel,
  },
  failed: { retried: retry },
};

/**
 * The state of a capture after `event`, or undefined when the event does not apply (the capture has ended, or another
 * attempt holds it). Pure; whoever stores the answer does so only while the stored status and attempt are those that
 * were read: together they never come back.
 */
export const transition = (from: Capture, event: CaptureEvent): Capture | undefined => {
  const apply = rules[from.status]?.[event.type] as
    | ((from: Capture, event: CaptureEvent) => Capture | undefined)
    | undefined;
  return apply?.(from, event);
};

/** The pairs of state and event that the table has a rule for, for what draws or checks it. */
export const transitionPairs: readonly (readonly [Capture['status'], CaptureEvent['type']])[] =
  Object.entries(rules).flatMap(([status, events]) =>
    Object.keys(events).map((type) => [status, type] as [Capture['status'], CaptureEvent['type']]),
  );
