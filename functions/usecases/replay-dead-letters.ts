import { callbackTransition } from '../domain/callback.ts';
import type { Capture } from '../domain/capture.ts';
import { inPages } from '../domain/in-pages.ts';
import { judgeDeadLetter } from '../domain/judge-dead-letter.ts';
import { type Lane, laneOf } from '../domain/lane-of.ts';
import { OperatorRefusal } from '../domain/operator-refusal.ts';
import { utcMonth } from '../domain/utc-month.ts';
import type { Accounts } from '../ports/accounts.ts';
import type { CallbackQueue } from '../ports/callback-queue.ts';
import type { Captures } from '../ports/captures.ts';
import type { DeadLetter } from '../ports/dead-letters.ts';
import type { RenderQueue } from '../ports/render-queue.ts';
import {
  type JudgedDeadLetter,
  judgeDeadLetters,
  type ListDeadLettersDependencies,
} from './list-dead-letters.ts';

export interface ReplayDeadLettersDependencies extends ListDeadLettersDependencies {
  readonly captures: Pick<Captures, 'get' | 'getAll' | 'move'>;
  readonly accounts: Pick<Accounts, 'get'>;
  readonly queue: RenderQueue;
  readonly callbacks: CallbackQueue;
}

/** How many to look at; a dry run changes nothing. */
interface Replay {
  readonly most: number;
  readonly dryRun: boolean;
}

/** Letters that are dealt with one after the other: a crash leaves that many sent and not deleted, which does no harm. */
const PAGE = 10;
/** How often this is tried while others write to the same capture. */
const TRIES = 5;

/** The queues that the letters go to, each by the account of its capture as it is now. */
const lanesFor = async (
  { accounts, now }: ReplayDeadLettersDependencies,
  captures: readonly Capture[],
): Promise<ReadonlyMap<string, Lane>> => {
  const lanes = new Map<string, Lane>();
  const ids = new Set(captures.map(({ accountId }) => accountId));
  for (const id of ids) {
    const account = await accounts.get(id, utcMonth(now()));
    lanes.set(id, account === undefined ? 'standard' : laneOf(account));
  }
  return lanes;
};

const sendToRender = async (
  deps: ReplayDeadLettersDependencies,
  captures: readonly Capture[],
): Promise<void> => {
  const lanes = await lanesFor(deps, captures);
  const byLane = Map.groupBy(captures, ({ accountId }) => lanes.get(accountId) ?? 'standard');
  for (const [lane, those] of byLane) {
    await deps.queue.send(
      those.map(({ token }) => token),
      lane,
    );
  }
};

/** Makes a callback that was given up pending anew, unless its capture has gone on since it was judged. */
const revive = async (
  { captures, now }: ReplayDeadLettersDependencies,
  { letter, token }: { readonly letter: DeadLetter; readonly token: string },
): Promise<void> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = await captures.get(token);
    const at = now();
    // What expired is erased, and must not be written back.
    if (found === undefined || judgeDeadLetter(letter, found, at).fate !== 'send') return;
    const callback = found.callback && callbackTransition(found.callback, { type: 'replayed', at });
    if (callback === undefined) return;
    if ((await captures.move([{ from: found, to: { ...found, callback } }])) === 'written') return;
  }
  throw new OperatorRefusal('raced', `Too much happens to capture ${token}. Try again.`);
};

/** What is pending and was not sent the sweeper finds; what was sent and is not pending its sender forgets. */
const sendToSenders = async (
  deps: ReplayDeadLettersDependencies,
  judged: readonly JudgedDeadLetter[],
): Promise<void> => {
  const letters = new Map<string, DeadLetter>();
  for (const { letter } of judged) if (letter.token !== undefined) letters.set(letter.token, letter);
  for (const [token, letter] of letters) await revive(deps, { letter, token });
  if (letters.size > 0) await deps.callbacks.send([...letters.keys()]);
};

const replayPage = async (
  deps: ReplayDeadLettersDependencies,
  page: readonly JudgedDeadLetter[],
): Promise<void> => {
  const sent = page.filter(({ fate }) => fate === 'send');
  const isCallback = ({ letter }: JudgedDeadLetter): boolean => letter.kind === 'callbacks';
  const renders = sent.filter((one) => !isCallback(one)).map(({ capture }) => capture);
  // Sent before it is deleted: what is there twice renders once, what is nowhere would wait for the sweeper.
  await sendToRender(
    deps,
    renders.filter((capture) => capture !== undefined),
  );
  await sendToSenders(deps, sent.filter(isCallback));
  await deps.deadLetters.delete(page.map(({ letter }) => letter));
};

/**
 * Sends the dead letters of captures that have not ended to the render queues again, has callbacks that were given up
 * tried anew, deletes letters that are of no use any more, and leaves those that are not ours; or says what that would
 * do. At most `most` are looked at. Answers all of them, with what was done.
 */
export const replayDeadLetters = async (
  deps: ReplayDeadLettersDependencies,
  { most, dryRun }: Replay,
): Promise<readonly JudgedDeadLetter[]> => {
  const letters = await deps.deadLetters.take(most);
  const left = new Set<DeadLetter>(letters);
  try {
    const judged = await judgeDeadLetters(deps, letters);
    const touched = dryRun ? [] : judged.filter(({ fate }) => fate !== 'keep');
    for (const page of inPages(touched, PAGE)) {
      await replayPage(deps, page);
      for (const { letter } of page) left.delete(letter);
    }
    return judged;
  } finally {
    await deps.deadLetters.giveBack([...left]);
  }
};
