import { giveUpCallback, isUnderWay, newCallback } from './callback.ts';
import {
  type Capture,
  type CaptureIn,
  type CaptureResult,
  type Charge,
  captureFacts,
  type OpenPaidCapture,
} from './capture.ts';
import { isRefunded } from './is-refunded.ts';
import { mayHaveFiles } from './may-have-files.ts';
import { isTransient, type RenderFailureCode } from './render-failure.ts';
import { type Sealed, without } from './sealed.ts';
import { LEASE_SECONDS } from './time-limits.ts';

/** How often a capture is tried before it has failed (contract, "Time"). */
export const MAX_ATTEMPTS = 3;

/** Whom an operator's cancellation is told; it comes with the code `internal`. */
const CANCELED = 'The operator of the service canceled this capture.';

/** All that can happen to a capture after it was created. Times are Unix milliseconds. */
export type CaptureEvent =
  | { readonly type: 'released'; readonly charge: Charge; readonly dueAt: number }
  | { readonly type: 'dispatched'; readonly dueAt: number }
  | { readonly type: 'claimed'; readonly at: number; readonly leaseUntil: number; readonly dueAt: number }
  | {
      readonly type: 'finished';
      readonly result: CaptureResult;
      readonly warnings: readonly string[];
      readonly at: number;
      /** What is sealed of it from now on; absent: what was. */
      readonly sealed?: Sealed | undefined;
    }
  | { readonly type: 'attempt_failed'; readonly failure: RenderFailureCode; readonly at: number }
  | { readonly type: 'canceled'; readonly at: number }
  | { readonly type: 'retried'; readonly charge: Charge; readonly dueAt: number }
  | { readonly type: 'withdrawn'; readonly at: number }
  | { readonly type: 'expired'; readonly at: number };

type EventOf<Type extends CaptureEvent['type']> = Extract<CaptureEvent, { type: Type }>;

/** What every end brings: no attempt needs its inputs any more, and the result can be sent where it was asked for. */
const end = <Facts extends Pick<Capture, 'callback' | 'sealed'>>(facts: Facts, at: number): Facts => ({
  ...facts,
  sealed: without(facts.sealed, 'inputs'),
  ...(facts.sealed?.inputs !== undefined && { inputsErased: true }),
  ...(facts.callback !== undefined && { callback: { ...facts.callback, dueAt: at } }),
});

const fail = (from: OpenPaidCapture, failure: RenderFailureCode, at: number): CaptureIn<'failed'> => ({
  ...end(captureFacts(from), at),
  status: 'failed',
  refunded: isRefunded(failure),
  failure,
  endedAt: at,
  // By then who had the lease is gone, whoever ended the capture meanwhile.
  ...(mayHaveFiles({ attempt: from.attempt, failure }) && { withdrawAt: at + LEASE_SECONDS * 1_000 }),
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
  return { ...end(from, at), warnings, status: 'failed', refunded: false, failure: 'internal', endedAt: at };
};

/** True when the capture can be tried anew: what it needs is still there, and nobody was told that it has failed. */
export const canRetry = ({ callback, inputsErased, isExpired }: CaptureIn<'failed'>): boolean =>
  inputsErased !== true && isExpired !== true && (callback?.attempts ?? 0) === 0;

// What was given back is paid anew, what was kept is paid already; a raised attempt is a new fence. Not before the files of
// earlier attempts are gone: whoever deletes them would delete the new one's.
const retry = (from: CaptureIn<'failed'>, event: EventOf<'retried'>): CaptureIn<'parked'> | undefined => {
  if (!canRetry(from) || from.withdrawAt !== undefined) return undefined;
  const { status: _, failure, endedAt, refunded, withdrawAt, withdrawnAt, ...rest } = from;
  const { keptUntil, heldUntil, isExpired, charge, ...facts } = rest;
  const attempt = facts.attempt + 1;
  const paid = refunded || charge === undefined ? event.charge : charge;
  const warnings = facts.warnings.filter((sentence) => sentence !== CANCELED);
  return {
    ...facts,
    ...(facts.callback !== undefined && { callback: newCallback(facts.callback.url) }),
    warnings,
    attempt,
    attemptsForgiven: attempt,
    charge: paid,
    status: 'parked',
    dueAt: event.dueAt,
  };
};

/**
 * What attempts had stored is gone. Not while a callback is under way: whoever sends it writes the same row, and where there
 * is one the files are in nobody's reach.
 */
const withdraw = (
  from: CaptureIn<'failed'>,
  { at }: EventOf<'withdrawn'>,
): CaptureIn<'failed'> | undefined => {
  if (isUnderWay(from.callback) || from.withdrawAt === undefined || from.withdrawAt > at) return undefined;
  const { withdrawAt, ...rest } = from;
  return { ...rest, withdrawnAt: at };
};

/** What is not published and what was sealed is gone; a callback that is still pending has nothing to send any more. */
const expire = <Ended extends CaptureIn<'done'> | CaptureIn<'failed'>>(
  from: Ended,
  { at }: EventOf<'expired'>,
): Ended | undefined => {
  if (from.isExpired === true || from.heldUntil === undefined || from.heldUntil > at) return undefined;
  const { callback } = from;
  return {
    ...from,
    isExpired: true,
    sealed: undefined,
    ...(callback?.state === 'pending' && { callback: giveUpCallback(callback) }),
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
    finished: (from, { result, warnings, at, sealed = from.sealed }) => ({
      ...end({ ...captureFacts(from), sealed }, at),
      warnings: [...from.warnings, ...warnings],
      status: 'done',
      result,
    }),
    attempt_failed: failAttempt,
    canceled: cancel,
  },
  done: { expired: expire },
  failed: { retried: retry, withdrawn: withdraw, expired: expire },
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
