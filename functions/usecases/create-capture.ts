import { type Account, accountLimits } from '../domain/account.ts';
import { allot, hasFreeSlot } from '../domain/allot.ts';
import type { Capture } from '../domain/capture.ts';
import { newCaptureToken, type RandomBytes } from '../domain/capture-token.ts';
import { DEDUPE_MS } from '../domain/dedupe.ts';
import { ApiError } from '../domain/errors.ts';
import { expectedDuration, type Load } from '../domain/eta.ts';
import { laneOf } from '../domain/lane-of.ts';
import type { Fields } from '../domain/read-request.ts';
import { submitRequest } from '../domain/submit-request.ts';
import { nextMonth, utcMonth } from '../domain/utc-month.ts';
import type { Captures, NewCapture, RequestMark } from '../ports/captures.ts';
import type { Envelopes } from '../ports/envelopes.ts';
import type { KeyHasher } from '../ports/key-hasher.ts';
import { type CurrentLoadDependencies, currentLoad } from './current-load.ts';
import { handOn } from './hand-on.ts';
import {
  type JudgedSubmit,
  type JudgeSubmitDependencies,
  judgeSubmit,
  type SubmitSchema,
} from './judge-submit.ts';
import { recentCaptures } from './recent-captures.ts';
import { type ReadyAccount, releaseFirst } from './release-first.ts';
import { sealer } from './sealer.ts';
import type { TakeUpDependencies } from './take-up.ts';
import { tryTakeUp } from './try-take-up.ts';

export interface CreateCaptureDependencies
  extends JudgeSubmitDependencies,
    TakeUpDependencies,
    CurrentLoadDependencies {
  readonly captures: Captures;
  readonly randomBytes: RandomBytes;
  readonly envelopes: Pick<Envelopes, 'create'>;
  readonly keyHasher: KeyHasher;
}

/** A capture that a request led to: a new one, or the one of the same request a moment ago. */
export type Submitted =
  | { readonly deduplicated: false; readonly capture: NewCapture; readonly warnings: string[] }
  | { readonly deduplicated: true; readonly capture: Capture; readonly warnings: string[] };

/** How often a request is tried anew when the same one is made, or fails, at the same moment. */
const DEDUPE_TRIES = 4;
/** How often a capture is tried to be paid for anew when others take what there was at the same moment. */
const ALLOT_TRIES = 12;
/** Waitlisted captures that a submit releases before it takes something of the allowance itself. */
const RELEASED_FIRST = 25;

type Draft = Omit<NewCapture, 'status' | 'charge' | 'dueAt'>;

/** The state in which a capture begins with what its account has for it at this moment. Throws `waitlist_full`. */
const begun = (
  { plans }: CreateCaptureDependencies,
  { account, isBlocked }: ReadyAccount,
  load: Load,
  draft: Draft,
): NewCapture => {
  const { createdAt, options } = draft;
  const limits = accountLimits(plans, account, createdAt);
  const [allotted] = allot(account, limits, { month: utcMonth(createdAt), count: 1, isBlocked });
  if (allotted?.to === 'waitlist') return { ...draft, status: 'waitlisted' };
  if (allotted?.to !== 'paid') {
    throw new ApiError('waitlist_full', {
      detail: `This month's quota and the credits are used up, and ${limits.waitlistPlaces} captures wait already. The quota starts anew at the turn of the month (UTC).`,
      retryAfter: Math.ceil((nextMonth(createdAt) - createdAt) / 1_000),
    });
  }
  const { charge } = allotted;
  const { wait_time: wait } = options;
  if (hasFreeSlot(account, limits)) {
    return { ...draft, status: 'queued', charge, dueAt: createdAt + expectedDuration(load, wait) };
  }
  const before = account.inflight + (account.parked ?? 0);
  const own = { seconds: before * load.busySeconds, width: limits.inflightCap };
  return { ...draft, status: 'parked', charge, dueAt: createdAt + expectedDuration(load, wait, own) };
};

const handOnOrPark = async (
  deps: CreateCaptureDependencies,
  account: Account,
  created: NewCapture,
): Promise<void> => {
  if (created.status === 'queued') return handOn(deps, [created], laneOf(account));
  if (created.status === 'waitlisted') return;
  // A slot may have become free while it was parked, and its last holder saw nobody who waited.
  await tryTakeUp(deps, account.id, { parked: [created.token], most: RELEASED_FIRST });
};

/** The account with what it used of the month of `at` (Unix ms): the month may have turned since it was read. */
const inMonthOf = async (
  { accounts }: CreateCaptureDependencies,
  known: Account,
  at: number,
): Promise<Account> => {
  const month = utcMonth(at);
  return known.month === month ? known : ((await accounts.get(known.id, month)) ?? known);
};

/** Stores a new capture, paid for or on the wait list, and hands it on. Undefined: the same one was made just now. */
const newCapture = async (
  deps: CreateCaptureDependencies,
  known: Account,
  { stored, warnings }: JudgedSubmit,
  mark: RequestMark | undefined,
): Promise<NewCapture | undefined> => {
  const [jobId, load] = await Promise.all([deps.captures.nextJobIds(1), currentLoad(deps, laneOf(known))]);
  const createdAt = deps.now();
  const { secrets, ...request } = stored;
  const token = newCaptureToken(deps.randomBytes);
  const accountId = known.id;
  const seal = await sealer(deps.envelopes, { accountId, boundTo: token }, [secrets]);
  const draft = {
    token,
    jobId,
    accountId,
    ...request,
    sealed: seal(token, secrets),
    warnings,
    createdAt,
    attempt: 0,
  };
  let account = await inMonthOf(deps, known, createdAt);
  for (let tries = 0; tries < ALLOT_TRIES; tries += 1) {
    // As many as a call has time for; while some are left, this one does not overtake them.
    const wanted = { month: utcMonth(createdAt), most: RELEASED_FIRST, count: 1 };
    const ready = await releaseFirst(deps, account, wanted);
    account = ready.account;
    const created = begun(deps, ready, load, draft);
    // The row comes first, so that nothing that was accepted can be lost.
    const answer = await deps.captures.create(created, accountLimits(deps.plans, account, createdAt), mark);
    if (answer === 'duplicate') return undefined;
    if (answer === 'created') {
      await handOnOrPark(deps, account, created);
      deps.log('capture_created', { account: account.id, jobId });
      return created;
    }
    account = (await deps.accounts.get(account.id, utcMonth(createdAt))) ?? account;
  }
  throw new ApiError('unavailable', {
    detail: 'Too much happens in this account at the same moment. Try again.',
    retryAfter: 1,
  });
};

/**
 * Judges a request in the contract's order and gives the capture of the same request within the last minute; otherwise
 * charges, stores and queues a new one. Throws ApiError for every refusal; a refused request changes nothing.
 */
export const createCapture = async (
  deps: CreateCaptureDependencies,
  account: Account,
  body: Fields,
  schema: SubmitSchema = submitRequest,
): Promise<Submitted> => {
  const judged = await judgeSubmit(deps, account, body, schema);
  const { dedupe, warnings } = judged;
  const text = dedupe === undefined ? undefined : await deps.keyHasher.hash(dedupe);
  // Two of the same request at one instant: one makes the capture, and the other finds it when it tries again.
  for (let tries = 0; tries < DEDUPE_TRIES; tries += 1) {
    const recent =
      text === undefined ? undefined : await recentCaptures(deps, [text], deps.now() - DEDUPE_MS);
    const alive = recent?.alive.get(text ?? '');
    if (alive !== undefined) return { deduplicated: true, capture: alive, warnings };
    const mark = text === undefined ? undefined : { text, stale: recent?.stale.get(text) };
    const capture = await newCapture(deps, account, judged, mark);
    if (capture !== undefined) return { deduplicated: false, capture, warnings };
  }
  throw new ApiError('unavailable', {
    detail: 'The same request is made many times at this moment. Try again.',
  });
};
