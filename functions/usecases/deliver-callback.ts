import {
  CALLBACK_CONNECT_MS,
  CALLBACK_LEASE_MS,
  type Callback,
  type CallbackOutcome,
  callbackTransition,
  unreachableAt,
} from '../domain/callback.ts';
import { type CaptureIn, hasEnded } from '../domain/capture.ts';
import { without } from '../domain/sealed.ts';
import { CALLBACK_RETURNS, QUEUE_DELAY_MS } from '../domain/time-limits.ts';
import type { CallbackQueue } from '../ports/callback-queue.ts';
import type { CallbackAnswer, CallbackRequest, CallbackSender } from '../ports/callback-sender.ts';
import type { CallbackSlots } from '../ports/callback-slots.ts';
import type { Captures } from '../ports/captures.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { type BuryCallbackDependencies, buryCallback } from './bury-callback.ts';
import { type CallbackMessageDependencies, callbackMessage, openCallback } from './callback-message.ts';

export interface DeliverCallbackDependencies extends CallbackMessageDependencies, BuryCallbackDependencies {
  readonly captures: Pick<Captures, 'get' | 'move'>;
  readonly sender: CallbackSender;
  readonly slots: CallbackSlots;
  readonly queue: CallbackQueue;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly now: Clock;
  readonly log: Log;
}

/** What the queue has to do with the message: forget it, or deliver it again in so many seconds. */
type DeliveryOutcome = 'settled' | { readonly againIn: number };

type Ended = CaptureIn<'done'> | CaptureIn<'failed'>;
type WithCallback = Ended & { readonly callback: Callback };

const LONGEST_RETURN_SECONDS = 120;
/** A message that comes so little too early, by the clocks of two machines, waits here for its moment. */
const EARLY_MS = 3_000;
/** What an attempt has for its connection though its beginning took long to be written; else the receiver paid for that. */
const LEAST_CONNECT_MS = 1_000;

/** Later each time, and not all at once. */
const returnIn = ({ random }: DeliverCallbackDependencies, receives: number): number =>
  Math.ceil(Math.min(2 ** Math.min(receives, 10), LONGEST_RETURN_SECONDS) * (0.5 + random() / 2));

const outcomeOf = (answer: CallbackAnswer): CallbackOutcome =>
  answer.kind === 'answered'
    ? { status: answer.status, retryAfter: answer.retryAfter }
    : { fault: answer.fault };

const attempt = async (
  deps: DeliverCallbackDependencies,
  { jobId }: WithCallback,
  message: Promise<CallbackRequest>,
  connectBy: number,
): Promise<CallbackOutcome> => {
  try {
    return outcomeOf(await deps.sender.send(await message, connectBy));
  } catch (error) {
    deps.log('callback_file_unreadable', { jobId, error });
    return { fault: 'file_unreadable' };
  }
};

/** Whatever comes of it, the sweeper finds what is not handed on here. */
const handOnNext = async (deps: DeliverCallbackDependencies, next: WithCallback): Promise<void> => {
  const { callback, token, jobId } = next;
  try {
    if (callback.unburied) return await buryCallback(deps, next);
    const delayMs = callback.dueAt === undefined ? undefined : callback.dueAt - deps.now();
    if (delayMs === undefined || delayMs > QUEUE_DELAY_MS) return;
    await deps.queue.send([token], Math.max(0, Math.ceil(delayMs / 1_000)));
  } catch (error) {
    deps.log('callback_not_handed_on', { jobId, error });
  }
};

/**
 * One attempt, begun and ended in the row, so that no two are counted as one and none is forgotten. Gives the moment from
 * which others may have its slots (Unix ms); undefined: at once.
 */
const deliver = async (
  deps: DeliverCallbackDependencies,
  found: WithCallback,
): Promise<number | undefined> => {
  const begin = (at: number) => callbackTransition(found.callback, { type: 'begun', at });
  // Before the attempt counts: that it cannot be opened is no fault of the receiver.
  const opened = begin(deps.now())?.state === 'pending' ? await openCallback(deps, found) : undefined;
  // Before it begins: a large file that is signed slowly would have its connection begin and end later than others.
  const message = opened && callbackMessage(deps, found, opened, deps.now());
  await Promise.allSettled([message]);
  const begunAt = deps.now();
  const begun = begin(begunAt);
  if (begun === undefined) return undefined;
  const held: WithCallback = { ...found, callback: begun };
  if ((await deps.captures.move([{ from: found, to: held }])) !== 'written') return undefined;
  if (message === undefined) {
    await handOnNext(deps, held);
    return undefined;
  }
  const startedAt = deps.now();
  const connectBy = Math.max(begunAt + CALLBACK_CONNECT_MS, startedAt + LEAST_CONNECT_MS);
  const outcome = await attempt(deps, held, message, connectBy);
  const at = deps.now();
  const ms = Math.max(0, Math.round(at - startedAt));
  const answered = callbackTransition(begun, { type: 'answered', at, ms, outcome, jitter: deps.random() });
  if (answered === undefined) return undefined;
  const isDelivered = answered.state === 'delivered';
  const next: WithCallback = {
    ...held,
    callback: answered,
    // A dead letter that is replayed still needs it.
    sealed: isDelivered ? without(held.sealed, 'secret') : held.sealed,
  };
  const code = 'status' in outcome ? `http ${outcome.status}` : outcome.fault;
  deps.log('callback_attempted', { jobId: next.jobId, attempt: answered.attempts, code, durationMs: ms });
  if ((await deps.captures.move([{ from: held, to: next }])) === 'written') await handOnNext(deps, next);
  return unreachableAt(answered);
};

/**
 * Sends a capture's result to where it was asked for, for one delivery of its message, the `receives`th of it. A message
 * of a capture that has nothing to send at this moment is settled; one whose receiver has all that may be sent to it at
 * a time comes back later.
 */
export const deliverCallback = async (
  deps: DeliverCallbackDependencies,
  token: string,
  receives = 1,
): Promise<DeliveryOutcome> => {
  const found = await deps.captures.get(token);
  if (found === undefined || !hasEnded(found) || found.callback?.state !== 'pending') return 'settled';
  const { callback, accountId } = found;
  const early = (callback.dueAt ?? Number.POSITIVE_INFINITY) - deps.now();
  if (early > EARLY_MS) return 'settled';
  if (early > 0) return { againIn: Math.ceil(early / 1_000) };
  const slot = await deps.slots.take(
    { host: new URL(callback.url).hostname, accountId },
    deps.now() + CALLBACK_LEASE_MS,
  );
  if (slot === undefined) {
    return receives > CALLBACK_RETURNS ? 'settled' : { againIn: returnIn(deps, receives) };
  }
  let freeAt: number | undefined;
  try {
    freeAt = await deliver(deps, { ...found, callback });
    return 'settled';
  } finally {
    await slot.free(freeAt).catch((error: unknown) => deps.log('callback_slot_not_freed', { error }));
  }
};
