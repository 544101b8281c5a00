import { dynamoAccounts } from '../../functions/adapters/aws/dynamo-accounts.ts';
import type { Plans } from '../../functions/domain/account.ts';
import {
  CALLBACK_MAX_RECEIVES,
  CALLBACK_VISIBILITY_SECONDS,
  LEASE_SECONDS,
  RENDER_MAX_RECEIVES,
  RENDER_VISIBILITY_SECONDS,
} from '../../functions/domain/time-limits.ts';
import { nextMonth } from '../../functions/domain/utc-month.ts';
import { plainKeyHasher, someProfile } from '../support/builders.ts';
import { memoryDynamo } from '../support/memory-dynamo/memory-dynamo.ts';
import { memoryEnvelopes } from '../support/memory-envelopes.ts';
import { memoryTableShapes, memoryTables } from '../support/memory-ports.ts';
import { callbackSenders } from './callback-senders.ts';
import { passBy, submitBatch, submitOne } from './callers.ts';
import { calm, noChaos, storm } from './chaos.ts';
import { checkIdle } from './check-idle.ts';
import { checkInvariants } from './invariants.ts';
import { type Customer, type Ledger, newLedger } from './ledger.ts';
import { messageQueue } from './message-queue.ts';
import { alterAccount, giveCredits, meddle, sweepOnce } from './operators.ts';
import type { Shared } from './service-process.ts';
import { streamReader } from './stream-reader.ts';
import { renderWorkers } from './workers.ts';
import { newWorld, type World } from './world.ts';
import { writeWatcher } from './write-watcher.ts';

/** In a storm all goes wrong that can; a calm needs no sweeper; in a drift somebody's hand alters counters besides. */
export type Weather = 'storm' | 'calm' | 'drift';

/** Small in a storm, so that quotas, wait lists and slots run out all the time; in a calm slots alone do. */
const plansIn = (weather: Weather): Plans => ({
  free: { monthlyQuota: weather === 'calm' ? 1_000 : 30, inflightCap: 1, batchLimit: 500 },
  pro: { monthlyQuota: 300, inflightCap: 6, batchLimit: 5_000 },
});
const SLOTS = 12;
const CALLBACK_SLOTS = 15;
/** How many requests have a callback, unless a run is about them. */
const CALLBACK_SHARE = 0.25;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** An attempt waits for up to two hours more than it must, since the clock goes in such steps then. */
const LAST_ATTEMPT_HOURS = 56;

/** How long what is left at the end may take. */
const LONGEST_REST_MS = 48 * HOUR_MS;

/** What a run came to. Without violations, all held. */
export interface Outcome {
  readonly seed: number;
  readonly jobs: number;
  readonly events: number;
  readonly violations: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly mishaps: Readonly<Record<string, number>>;
}

const REGULARS = 10;
const PASSERS_BY = 40;

const newCustomers = (): Customer[] =>
  Array.from({ length: REGULARS + PASSERS_BY }, (_, index) => ({
    id: `account${index}`,
    key: `key${String(index).padStart(9, '0')}`,
    plan: index % 3 === 0 ? ('free' as const) : ('pro' as const),
    isPasserBy: index >= REGULARS,
    granted: 0,
  }));

/** What a run is made of besides its seed. */
type Setting = Pick<Shared, 'plans' | 'callbackShare' | 'onRequest'>;

const newShared = (
  world: World,
  ledger: Ledger,
  { weather, ...setting }: Setting & { readonly weather: Weather },
): Shared => {
  const { plans } = setting;
  const workers = renderWorkers();
  const senders = callbackSenders(ledger);
  const stream = streamReader();
  const dynamo = memoryDynamo(memoryTableShapes, {
    conflict: () => world.mishap('transactionConflict'),
    lag: () => world.mishap('indexLag'),
    onWrite: writeWatcher({
      ledger,
      world,
      stream: (before, after) => stream(shared, before, after),
      // A hand that alters counters keeps to no bounds.
      limitsOf: ({ plan }) =>
        weather === 'drift' ? undefined : { ...plans[plan], waitlistPlaces: plans[plan].monthlyQuota },
    }),
  });
  const shared: Shared = {
    world,
    dynamo,
    queue: messageQueue(
      world,
      { maxReceives: RENDER_MAX_RECEIVES, visibilitySeconds: RENDER_VISIBILITY_SECONDS },
      () => workers.takeNext(shared),
    ),
    callbackQueue: messageQueue(
      world,
      { maxReceives: CALLBACK_MAX_RECEIVES, visibilitySeconds: CALLBACK_VISIBILITY_SECONDS },
      () => senders.takeNext(shared),
    ),
    isIdle: () => workers.isIdle() && senders.isIdle(),
    buried: new Map(),
    envelopes: memoryEnvelopes(),
    heldFiles: new Map(),
    files: new Map(),
    ...setting,
    slots: SLOTS,
    callbackSlots: CALLBACK_SLOTS,
  };
  return shared;
};

/** Repeats something, each time after a while that varies, until it is told to stop. */
const repeat = (world: World, everyMs: number, work: () => void, goesOn: () => boolean): void => {
  const turn = (): void => {
    if (!goesOn()) return;
    work();
    world.after(world.random.between(everyMs / 2, everyMs * 1.5), turn);
  };
  turn();
};

/** About as long as a capture renders. */
const SOON_MS = 2_500;

/** For a while most calls of AWS fail. */
const outage = (world: World): void => {
  if (world.chaos !== storm) return;
  world.chaos = { ...storm, fault: 0.7 };
  world.after(world.random.between(5_000, 40_000), () => {
    if (world.chaos.fault === 0.7) world.chaos = storm;
  });
};

/** A caller does something: one capture, another soon after it, the same one twice at once, or a batch. */
const someCalls = (shared: Shared, ledger: Ledger, weather: Weather): Promise<void>[] => {
  const { world } = shared;
  const { random } = world;
  const isCalm = weather === 'calm';
  // One slot is taken or free more often than six are.
  const regulars = ledger.customers.slice(0, REGULARS);
  const customer = random.pick(isCalm ? regulars.filter(({ plan }) => plan === 'free') : regulars);
  const url = (): string => `https://example.com/${random.between(1, 500)}`;
  // Somebody whose capture has just failed tries again.
  const failed = ledger.failed.splice(0).at(-1);
  if (failed !== undefined && !failed.customer.isPasserBy && random.chance(0.5)) {
    return [submitOne(shared, ledger, failed.customer, failed.url)];
  }
  if (!random.chance(isCalm ? 0.04 : 0.4)) {
    const one = url();
    const first = submitOne(shared, ledger, customer, one);
    if (random.chance(0.3)) return [first];
    // Many at once, who all see the same of the account.
    if (!isCalm && random.chance(0.2)) {
      return [first, ...Array.from({ length: 8 }, () => submitOne(shared, ledger, customer, url()))];
    }
    if (random.chance(0.3)) return [first, submitOne(shared, ledger, customer, one)];
    const soon = new Promise<void>((resolve) => world.after(random.between(0, SOON_MS), resolve));
    return [first, soon.then(() => submitOne(shared, ledger, customer, url()))];
  }
  // In a calm so small that its last job's turn comes before the sweeper would look for it.
  const most = isCalm ? 6 : random.chance(0.04) ? 300 : 15;
  const size = random.between(1, most);
  // Some of them are repeated, and one in some is no URL that may be captured.
  const urls = Array.from({ length: size }, () => (random.chance(0.02) ? 'https://10.0.0.1/' : url()));
  if (random.chance(0.3)) urls.push(urls[0] ?? url());
  const idempotencyKey = random.chance(0.5) ? `idempotency-${random.between(0, 1e12)}` : undefined;
  return [submitBatch(shared, ledger, { customer, urls, idempotencyKey })];
};

/** What there must have been nothing of to do. Counters and captures change together, so only a hand can part them. */
const unneeded: Readonly<Record<Weather, readonly string[]>> = {
  storm: ['repaired'],
  calm: ['repaired', 'resent', 'dispatched', 'givenUp'],
  drift: [],
};

/** What the sweeper must not have had to do. */
const mustNotHappen = ({ counts, violations }: Ledger, works: readonly string[]): void => {
  for (const work of works) {
    const times = counts[`${work} by the sweeper`] ?? 0;
    if (times > 0) violations.push(`the sweeper had work that nobody should have left it: ${times} ${work}`);
  }
};

/**
 * Lets `jobs` captures be submitted to the real handlers, on stores in memory and in a world where all goes wrong that
 * can; then nothing goes wrong any more, and when all has come to rest the invariants are judged.
 */
export const simulate = async (
  seed: number,
  jobs: number,
  weather: Weather = 'storm',
  { callbackShare = CALLBACK_SHARE, onRequest = () => undefined }: Partial<Omit<Setting, 'plans'>> = {},
): Promise<Outcome> => {
  const world = newWorld(seed);
  const ledger = newLedger(newCustomers());
  const shared = newShared(world, ledger, { weather, plans: plansIn(weather), callbackShare, onRequest });
  const accounts = dynamoAccounts(shared.dynamo.client, memoryTables.accounts);
  for (const { id, key, plan } of ledger.customers) {
    const hash = await plainKeyHasher.hash(key);
    await accounts.create(someProfile({ id, plan }), { hash, name: 'key', createdAt: world.now() });
  }
  const isStormy = weather !== 'calm';
  world.chaos = isStormy ? storm : calm;
  let calls = 0;
  let isOver = false;
  const submitting = (): boolean => ledger.jobs < jobs;
  const going = (): boolean => !isOver;

  const follow = (done: Promise<void>): void => {
    calls += 1;
    done.then(
      () => {
        calls -= 1;
      },
      (error: unknown) => {
        calls -= 1;
        ledger.violations.push(`somebody fell over: ${error instanceof Error ? error.stack : error}`);
      },
    );
  };
  const submitSome = (): void => {
    // As much as the workers can render, or the queue would grow and nothing else.
    if (shared.queue.size() > 60) return;
    for (const done of someCalls(shared, ledger, weather)) follow(done);
  };
  // Whoever has been given credits may spend them from many places at once.
  const giveAndSpend = async (): Promise<void> => {
    const customer = await giveCredits(shared, ledger, 30);
    if (customer === undefined || !isStormy || !world.random.chance(0.7)) return;
    for (const url of Array.from({ length: 8 }, (_, index) => `https://example.com/spent/${index}`)) {
      follow(submitOne(shared, ledger, customer, url));
    }
  };
  // In a calm so seldom that nobody else comes by who would take up what was left lying.
  repeat(world, isStormy ? 1_500 : 30_000, submitSome, submitting);
  const passersBy = ledger.customers.filter(({ isPasserBy }) => isPasserBy)[Symbol.iterator]();
  const nextPassesBy = (): void => {
    const { value: customer } = passersBy.next();
    if (customer === undefined) return;
    const urls = Array.from(
      { length: world.random.between(1, 12) },
      (_, job) => `https://example.com/${job}`,
    );
    passBy(shared, ledger, { customer, urls });
  };
  if (isStormy) repeat(world, 12_000, nextPassesBy, submitting);
  repeat(world, MINUTE_MS, () => sweepOnce(shared, ledger), going);
  repeat(world, 2_000, () => shared.dynamo.settleIndexes(), going);
  repeat(world, MINUTE_MS / 4, () => checkIdle(shared, ledger, weather === 'drift'), going);
  if (isStormy) repeat(world, 2_000, () => meddle(shared, ledger), submitting);
  repeat(world, MINUTE_MS, () => follow(giveAndSpend()), submitting);
  if (weather === 'drift') repeat(world, 2 * MINUTE_MS, () => alterAccount(shared, ledger), submitting);
  // To just before the end of a month.
  const toMonthEnd = (): void => {
    world.jump(nextMonth(world.now()) - world.now() - MINUTE_MS / 2);
    // Days have passed: no index lags that long.
    shared.dynamo.settleIndexes();
  };
  if (isStormy) repeat(world, 5 * MINUTE_MS, () => outage(world), submitting);
  // Whoever works at that moment may find another at its work, since its lease has run out.
  if (isStormy) repeat(world, 3 * MINUTE_MS, toMonthEnd, submitting);
  if (isStormy) repeat(world, MINUTE_MS / 2, () => world.jump(LEASE_SECONDS * 1_000), submitting);
  await world.run(() => !submitting());

  const inTime = (milliseconds: number): (() => boolean) => {
    const end = world.elapsed() + milliseconds;
    return () => world.elapsed() >= end;
  };
  await world.run(inTime(10 * MINUTE_MS));
  world.chaos = noChaos;
  await world.run(() => calls === 0);
  // Leases, visibility timeouts and late messages run out; then the keys of batches that nobody completed.
  await world.run(inTime(30 * MINUTE_MS));
  const rest = (): boolean =>
    shared.queue.size() === 0 && shared.callbackQueue.size() === 0 && shared.isIdle();
  const comeToRest = async (): Promise<void> => {
    // The attempts of callbacks go on for a day and a half; to a dead host few are made at a time.
    for (let hours = 0; hours < LAST_ATTEMPT_HOURS; hours += 2) {
      world.jump(2 * HOUR_MS);
      const isTime = inTime(6 * MINUTE_MS);
      await world.run(() => isTime() && shared.callbackQueue.size() === 0);
    }
    await world.run(inTime(HOUR_MS));
    shared.dynamo.settleIndexes();
    const isLate = inTime(LONGEST_REST_MS);
    await world.run(() => rest() || isLate());
    if (!rest()) ledger.violations.push('the world does not come to rest');
  };
  await comeToRest();
  if (isStormy) {
    // Judged before that too: days later, what is stuck would be found with a file whose time is over.
    checkInvariants(shared, { ...ledger, counts: {} });
    // A month begins while nobody calls: the wait lists go on by the sweeper alone.
    world.jump(nextMonth(world.now()) - world.now());
    await world.run(inTime(HOUR_MS));
    await comeToRest();
  }
  isOver = true;
  checkInvariants(shared, ledger);
  mustNotHappen(ledger, unneeded[weather]);
  const { violations, counts } = ledger;
  return { seed, jobs: ledger.jobs, events: world.happened(), violations, counts, mishaps: world.mishaps };
};
