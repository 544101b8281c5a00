import * as z from 'zod';
import { CALLBACK_ATTEMPTS, callbackDelay } from './callback-schedule.ts';

/** Attempts that are kept for the operator. */
const MOST_KEPT = 24;
/** An attempt that has not ended after this has ended without a word: its sender is gone. */
export const CALLBACK_LEASE_MS = 60_000;
/** From the beginning of an attempt, the longest until it has name, connection and TLS, in milliseconds. */
export const CALLBACK_CONNECT_MS = 5_000;
/**
 * From its beginning until an attempt without an answer counts as ended, in milliseconds: as long as the slowest way not to
 * connect, and time to note it. A forbidden address is known at once, a name without an answer soon, a port that swallows
 * everything at the end; whoever could tell them apart by the time would have a port scanner.
 */
export const UNREACHABLE_MS = CALLBACK_CONNECT_MS + 1_000;

/** Why an attempt had no answer, exactly, for the operator; callers are told `unreachable` and no more. */
export const callbackFaults = [
  'blocked_address',
  'dns_failed',
  'connection_failed',
  'tls_failed',
  'timed_out',
  'closed',
  'bad_answer',
  'file_unreadable',
  /** Its sender died. */
  'interrupted',
] as const;
export type CallbackFault = (typeof callbackFaults)[number];

/** One attempt: when, for how long in milliseconds, and the status of the answer or why there was none. */
const callbackAttempt = z.object({
  at: z.number(),
  ms: z.int().optional(),
  status: z.int().optional(),
  fault: z.enum(callbackFaults).optional(),
});
type CallbackAttempt = z.output<typeof callbackAttempt>;

/**
 * How the delivery of a capture's result stands (contract, "Callbacks"). Times are Unix milliseconds; `dueAt` is when the
 * next attempt is due, absent before the capture has ended and after the delivery has; while an attempt is under way it
 * is when that one counts as gone. `unburied`: given up, and no dead letter says so yet.
 */
export const callback = z.object({
  url: z.string(),
  state: z.enum(['pending', 'delivered', 'failed']),
  attempts: z.int(),
  /** Attempts that no longer count, since an operator had it replayed. */
  forgiven: z.int().default(0),
  dueAt: z.number().optional(),
  trail: z.array(callbackAttempt).default([]),
  unburied: z.boolean().default(false),
});
export type Callback = z.output<typeof callback>;

/** A callback of a capture that has not ended. */
export const newCallback = (url: string): Callback => ({
  url,
  state: 'pending',
  attempts: 0,
  forgiven: 0,
  trail: [],
  unburied: false,
});

/** What came of an attempt. */
export type CallbackOutcome =
  | { readonly status: number; readonly retryAfter?: string | undefined }
  | { readonly fault: CallbackFault };

/** All that can happen to a callback once its capture has ended. Times are Unix milliseconds. */
export type CallbackEvent =
  | { readonly type: 'begun'; readonly at: number }
  | {
      readonly type: 'answered';
      readonly at: number;
      readonly ms: number;
      readonly outcome: CallbackOutcome;
      /** From 0 to 1. */
      readonly jitter: number;
    }
  | { readonly type: 'buried' }
  | { readonly type: 'replayed'; readonly at: number };

const GONE = 410;
const isLast = ({ attempts, forgiven }: Callback): boolean => attempts - forgiven >= CALLBACK_ATTEMPTS;

/** Whether something is still to be done about a callback: an attempt, or its dead letter. */
export const isUnderWay = (one: Callback | undefined): boolean =>
  one?.dueAt !== undefined || one?.unburied === true;

/** A callback that nobody tries to deliver any more; its dead letter is still to be written. */
export const giveUpCallback = ({ dueAt: _, ...from }: Callback): Callback => ({
  ...from,
  state: 'failed',
  unburied: true,
});

/** The last attempt with what came of it. */
const noted = (trail: readonly CallbackAttempt[], result: Partial<CallbackAttempt>): CallbackAttempt[] => {
  const last = trail.at(-1);
  return last === undefined ? [] : [...trail.slice(0, -1), { ...last, ...result }];
};

/**
 * When the last attempt counts as ended, as one that met nobody (Unix ms), and its slots as free: slots that were free as
 * soon as that was known would tell callers, by when others begin, what the status does not. undefined: it has an answer, or
 * has none yet.
 */
export const unreachableAt = ({ trail }: Callback): number | undefined => {
  const last = trail.at(-1);
  return last?.fault === undefined ? undefined : last.at + UNREACHABLE_MS;
};

/** When the attempt after one that ended `at` is due, `delay` (ms) later: of those that met nobody all at one moment. */
const nextDueAt = (ended: Callback, at: number, delay: number): number => {
  const endsAt = unreachableAt(ended);
  // Later: it had met somebody who then kept it waiting.
  if (endsAt === undefined || endsAt < at) return at + delay;
  return Math.max(endsAt, endsAt - UNREACHABLE_MS + delay);
};

const begin = (from: Callback, at: number): Callback | undefined => {
  if (from.state !== 'pending' || from.dueAt === undefined || from.dueAt > at) return undefined;
  const last = from.trail.at(-1);
  const isOpen = last !== undefined && last.status === undefined && last.fault === undefined;
  const trail = isOpen ? noted(from.trail, { fault: 'interrupted' }) : from.trail;
  if (isLast(from)) return giveUpCallback({ ...from, trail });
  return {
    ...from,
    attempts: from.attempts + 1,
    dueAt: at + CALLBACK_LEASE_MS,
    trail: [...trail, { at }].slice(-MOST_KEPT),
  };
};

const answer = (from: Callback, event: CallbackEvent & { type: 'answered' }): Callback | undefined => {
  if (from.state !== 'pending') return undefined;
  const { outcome, at, ms, jitter } = event;
  const result = 'status' in outcome ? { status: outcome.status } : { fault: outcome.fault };
  const next = { ...from, trail: noted(from.trail, { ms, ...result }) };
  const status = 'status' in outcome ? outcome.status : undefined;
  if (status !== undefined && status >= 200 && status < 300) {
    const { dueAt: _, ...delivered } = next;
    return { ...delivered, state: 'delivered' };
  }
  if (status === GONE || isLast(from)) return giveUpCallback(next);
  const retryAfter = 'status' in outcome ? outcome.retryAfter : undefined;
  const attempts = from.attempts - from.forgiven;
  return { ...next, dueAt: nextDueAt(next, at, callbackDelay({ attempts, jitter, retryAfter, now: at })) };
};

/**
 * The state of a callback after `event`, or undefined when the event does not apply. Pure; whoever stores the answer does
 * so only while the stored state and number of attempts are those that were read.
 */
export const callbackTransition = (from: Callback, event: CallbackEvent): Callback | undefined => {
  switch (event.type) {
    case 'begun':
      return begin(from, event.at);
    case 'answered':
      return answer(from, event);
    case 'buried':
      return from.state === 'failed' && from.unburied ? { ...from, unburied: false } : undefined;
    case 'replayed':
      return from.state === 'failed'
        ? { ...from, state: 'pending', forgiven: from.attempts, dueAt: event.at, unburied: false }
        : undefined;
  }
};

/**
 * A callback as its caller may see it at `now` (Unix ms): an attempt that met nobody is under way until the moment at which
 * each of its kind counts as ended.
 */
export const shownCallback = (progress: Callback, now: number): Callback => {
  const last = progress.trail.at(-1);
  if (last === undefined || (unreachableAt(progress) ?? now) <= now) return progress;
  return { ...progress, state: 'pending', trail: [...progress.trail.slice(0, -1), { at: last.at }] };
};

/** What callers are told of the last attempt that has ended: `http 500` or `unreachable`; undefined: none has. */
export const lastCallbackResult = ({ trail }: Callback): string | undefined => {
  const ended = trail.findLast(({ status, fault }) => status !== undefined || fault !== undefined);
  if (ended === undefined) return undefined;
  return ended.status === undefined ? 'unreachable' : `http ${ended.status}`;
};

/** What the operator is told of the last attempt: why it had no answer, exactly, or what the answer was. */
export const exactLastResult = (progress: Callback): string =>
  progress.trail.at(-1)?.fault ?? lastCallbackResult(progress) ?? 'nothing was sent';
