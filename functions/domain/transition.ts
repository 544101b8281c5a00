import {
  type Capture,
  type CaptureIn,
  type CaptureResult,
  type Charge,
  type ChargedCapture,
  captureFacts,
} from './capture.ts';
import { isTransient, type RenderFailureCode } from './render-failure.ts';

/** How often a capture is tried before it has failed (contract, "Time"). */
export const MAX_ATTEMPTS = 3;

/** All that can happen to a capture after it was created. Times are Unix milliseconds. */
export type CaptureEvent =
  | { readonly type: 'released'; readonly charge: Charge; readonly dueAt: number }
  | { readonly type: 'claimed'; readonly at: number; readonly leaseUntil: number; readonly dueAt: number }
  | { readonly type: 'finished'; readonly result: CaptureResult; readonly warnings: readonly string[] }
  | { readonly type: 'attempt_failed'; readonly failure: RenderFailureCode; readonly at: number };

type EventOf<Type extends CaptureEvent['type']> = Extract<CaptureEvent, { type: Type }>;

const fail = (from: ChargedCapture, failure: RenderFailureCode, at: number): CaptureIn<'failed'> => ({
  ...captureFacts(from),
  status: 'failed',
  failure,
  endedAt: at,
});

const release = (
  { status: _, ...facts }: CaptureIn<'waitlisted'>,
  { charge, dueAt }: EventOf<'released'>,
): ChargedCapture => ({ ...facts, status: 'queued', charge, dueAt });

const claim = (
  from: CaptureIn<'queued' | 'processing'>,
  event: EventOf<'claimed'>,
): ChargedCapture | undefined => {
  if (from.status === 'processing' && from.leaseUntil > event.at) return undefined;
  // An attempt whose lease ran out ended without a word: its worker crashed. The last one ends the capture.
  if (from.attempt >= MAX_ATTEMPTS) return fail(from, 'internal', event.at);
  const { leaseUntil, dueAt } = event;
  return { ...captureFacts(from), attempt: from.attempt + 1, status: 'processing', leaseUntil, dueAt };
};

const finish = (from: CaptureIn<'processing'>, event: EventOf<'finished'>): ChargedCapture => ({
  ...captureFacts(from),
  warnings: [...from.warnings, ...event.warnings],
  status: 'done',
  result: event.result,
});

const failAttempt = (from: CaptureIn<'processing'>, event: EventOf<'attempt_failed'>): ChargedCapture =>
  isTransient(event.failure) && from.attempt < MAX_ATTEMPTS
    ? { ...captureFacts(from), status: 'queued', dueAt: from.dueAt }
    : fail(from, event.failure, event.at);

/**
 * The one table of what may happen to a capture: its state after `event`, or undefined when the event does not apply
 * (the capture has ended, or another attempt holds it). Pure; whoever stores the answer does so only while the stored
 * status and attempt are those that were read.
 */
export const transition = (from: Capture, event: CaptureEvent): ChargedCapture | undefined => {
  if (from.status === 'waitlisted' && event.type === 'released') return release(from, event);
  if (from.status === 'queued' && event.type === 'claimed') return claim(from, event);
  if (from.status === 'processing' && event.type === 'claimed') return claim(from, event);
  if (from.status === 'processing' && event.type === 'finished') return finish(from, event);
  if (from.status === 'processing' && event.type === 'attempt_failed') return failAttempt(from, event);
  return undefined;
};
