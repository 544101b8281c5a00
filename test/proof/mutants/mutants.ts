import type { Weather } from '../../simulation/simulate.ts';
import type { Replacement } from './replace-lines.ts';

/** A fault that somebody could make: a rule of the bookkeeping left out. The simulation must notice each. */
export interface Mutant {
  readonly name: string;
  readonly changes: readonly Replacement[];
  /** How many of the requests have a callback, from 0 to 1; a few unless said otherwise. */
  readonly callbacks?: number;
  /** Where it is looked for; in a storm and in a calm unless said otherwise. */
  readonly weather?: readonly Weather[];
}

const counters = 'functions/adapters/aws/account-counters.ts';
const captures = 'functions/adapters/aws/dynamo-captures.ts';
const listAsWaiting = 'functions/adapters/aws/list-as-waiting.ts';
const batches = 'functions/adapters/aws/dynamo-batches.ts';
const move = 'functions/adapters/aws/move-update.ts';
const sweep = 'functions/usecases/sweep.ts';
const render = 'functions/usecases/render-capture.ts';
const deliver = 'functions/usecases/deliver-callback.ts';
const sweepEnded = 'functions/usecases/sweep-ended.ts';
const repair = 'functions/usecases/repair-counters.ts';
const bury = 'functions/usecases/bury-callback.ts';

export const mutants: readonly Mutant[] = [
  {
    name: 'no fence: a write does not look at the attempt',
    changes: [
      {
        file: move,
        find: "'#attempt = :previousAttempt'",
        replace: "'(#attempt = :previousAttempt OR #attempt <> :previousAttempt)'",
      },
    ],
  },
  {
    name: 'no condition: a write does not look at the state',
    changes: [
      {
        file: move,
        find: "'#status = :previousStatus'",
        replace: "'(#status = :previousStatus OR #status <> :previousStatus)'",
      },
    ],
  },
  {
    name: 'send before write',
    changes: [
      {
        file: 'functions/usecases/create-capture.ts',
        find: `    if (answer === 'created') {
      await handOnOrPark(deps, account, created);
`,
        replace: "    if (answer === 'created') {\n",
      },
      {
        file: 'functions/usecases/create-capture.ts',
        find: '    const answer = await deps.captures.create(',
        replace:
          '    await handOnOrPark(deps, account, created);\n    const answer = await deps.captures.create(',
      },
    ],
  },
  {
    name: 'a lease that has not run out is no hindrance',
    changes: [
      {
        file: 'functions/domain/transition.ts',
        find: "  if (from.status === 'processing' && from.leaseUntil > event.at) return undefined;\n",
        replace: '',
      },
    ],
  },
  {
    name: 'tried for ever',
    changes: [
      {
        file: 'functions/domain/transition.ts',
        find: 'attempt - attemptsForgiven >= MAX_ATTEMPTS',
        replace: 'attempt - attemptsForgiven >= MAX_ATTEMPTS + 2',
      },
    ],
  },
  {
    name: 'done before its files are stored',
    changes: [
      {
        file: render,
        find: '  const told = await storePicture(deps, held, picture);\n',
        replace:
          '  const told: string[] = [];\n  storePicture(deps, held, picture).catch(() => undefined);\n',
      },
    ],
  },
  {
    name: 'a slot that becomes free is not handed on',
    changes: [
      {
        file: render,
        find: 'await tryTakeUp(deps, found.accountId, { most: MOVED_AT_ONCE })',
        replace: '{ isShort: false }',
      },
    ],
  },
  {
    name: 'a parked capture is not looked at again once it is written',
    changes: [
      {
        file: 'functions/usecases/create-capture.ts',
        find: '  await tryTakeUp(deps, account.id, { parked: [created.token], most: RELEASED_FIRST });\n',
        replace: '',
      },
    ],
  },
  {
    name: 'no sweeper for messages that were never sent',
    changes: [{ file: sweep, find: '      await resend(deps, round, found);\n', replace: '' }],
  },
  {
    name: 'no sweeper for slots that nobody handed on',
    changes: [
      {
        file: sweep,
        find: 'sweepAccounts(waiting, accounts.lookAtWaiting)',
        replace: "sweepAccounts(waiting, async () => 'settled')",
      },
    ],
  },
  {
    name: 'no sweeper for wait lists',
    changes: [
      {
        file: 'functions/domain/next-look.ts',
        find: "mayWait(account, 'waitlisted', stillSince) ?",
        replace: "mayWait(account, 'parked', stillSince) ?",
      },
    ],
  },
  {
    name: 'an account is not listed when captures of it begin to wait for a slot',
    changes: [
      { file: listAsWaiting, find: 'if (parked <= 0 && waitlisted <= 0)', replace: 'if (waitlisted <= 0)' },
    ],
  },
  {
    name: 'an account is no longer listed although captures of it still wait for a slot',
    changes: [
      {
        file: 'functions/domain/next-look.ts',
        find: '(account[counter] ?? 0) > 0 ||',
        replace: '(account[counter] ?? 0) < 0 ||',
      },
    ],
  },
  {
    name: 'no sweeper for batches that nobody completes',
    changes: [
      {
        file: sweep,
        find: 'if ((await giveUpBatch(deps, id)) !== undefined) counts.givenUp += 1;',
        replace: '',
      },
    ],
  },
  {
    name: 'refunded twice: quota',
    changes: [
      {
        file: counters,
        find: "return { ...update, ExpressionAttributeValues: { ':count': count } };",
        replace: "return { ...update, ExpressionAttributeValues: { ':count': 2 * count } };",
      },
    ],
  },
  {
    name: 'refunded twice: credits',
    changes: [
      {
        file: counters,
        find: "add('credit', -takes.credit);",
        replace: "add('credit', takes.credit < 0 ? -2 * takes.credit : -takes.credit);",
      },
    ],
  },
  {
    name: 'never refunded',
    changes: [
      {
        file: 'functions/domain/is-refunded.ts',
        find: '!kept.has(failure)',
        replace: 'kept.has(failure) && !kept.has(failure)',
      },
    ],
  },
  {
    name: 'always refunded',
    changes: [
      {
        file: 'functions/domain/is-refunded.ts',
        find: '!kept.has(failure)',
        replace: "!kept.has(failure) || failure === 'page_too_heavy'",
      },
    ],
  },
  {
    name: 'quota without a bound',
    changes: [
      {
        file: counters,
        find: "'attribute_not_exists(used) OR ' : ''}used <= :left`",
        replace: "'attribute_not_exists(used) OR ' : ''}used <= :left OR used > :left`",
      },
    ],
  },
  {
    name: 'credits without a bound',
    changes: [
      {
        file: counters,
        find: "conditions.push('credit >= :creditTaken');",
        replace: "conditions.push('(credit >= :creditTaken OR credit < :creditTaken)');",
      },
    ],
  },
  {
    name: 'slots without a bound',
    changes: [
      {
        file: counters,
        find: "  atMost('inflight', takes.inflight, () => bound(account).inflightCap);\n",
        replace: '',
      },
    ],
  },
  {
    name: 'a wait list without a bound',
    changes: [
      {
        file: counters,
        find: "  atMost('waitlisted', takes.waitlisted, () => bound(account).waitlistPlaces);\n",
        replace: '',
      },
    ],
  },
  {
    name: 'charged for nothing: the wait list is left without its place being given back',
    changes: [
      {
        file: counters,
        find: "count('waitlisted', takes.waitlisted);",
        replace: "add('waitlisted', Math.max(0, takes.waitlisted));",
      },
    ],
  },
  {
    name: 'free: what comes off the wait list is not charged',
    changes: [
      {
        file: counters,
        find: '.filter(([, count]) => count !== 0)',
        replace: '.filter(([, count]) => count !== 0 && takes.waitlisted >= 0)',
      },
    ],
  },
  {
    name: 'released unordered',
    changes: [
      {
        file: 'functions/usecases/oldest-in.ts',
        find: '.toSorted((one, other) => one.jobId - other.jobId)',
        replace: '.toSorted((one, other) => other.jobId - one.jobId)',
      },
    ],
  },
  {
    name: 'the same request twice at once is two captures',
    changes: [
      {
        file: captures,
        find: "'attribute_not_exists(pk)'",
        replace: "'attribute_not_exists(pk) OR attribute_exists(pk)'",
      },
    ],
  },
  {
    name: 'the same request twice at once is two captures, where an old one is known',
    changes: [
      {
        file: captures,
        find: "'attribute_not_exists(pk) OR #token = :stale'",
        replace: "'attribute_not_exists(pk) OR attribute_exists(pk) OR #token = :stale'",
      },
    ],
  },
  {
    name: 'a failed capture counts as the same request',
    changes: [
      {
        file: 'functions/usecases/recent-captures.ts',
        find: "one === undefined || one.status === 'failed'",
        replace: 'one === undefined',
      },
    ],
  },
  {
    name: 'two batches with the same job ids',
    changes: [
      {
        file: captures,
        find: "Number(Attributes?.['lastJobId']) - count + 1",
        replace: "Number(Attributes?.['lastJobId']) - Math.floor(count / 2)",
      },
    ],
  },
  {
    name: 'a job that another capture does for gives nothing back',
    changes: [
      {
        file: captures,
        find: 'taken(holdingsOf(reserved), holdingsOf([]))',
        replace: 'taken(holdingsOf([]), holdingsOf([]))',
      },
    ],
  },
  {
    name: 'what a batch did not use is given back as often as it is looked at',
    changes: [
      {
        file: 'functions/usecases/give-up-batch.ts',
        find: '  await deps.batches.forget(batch);\n',
        replace: '',
      },
    ],
  },
  {
    name: 'a batch that is completed makes other tokens',
    changes: [
      {
        file: 'functions/usecases/batch-token.ts',
        find: "createHmac('sha512', seed)",
        replace: "createHmac('sha512', seed + Math.random())",
      },
    ],
  },
  {
    name: 'two callers with one idempotency key both reserve',
    changes: [
      {
        file: batches,
        find: "'attribute_not_exists(pk) OR (#state = :done AND keptUntil <= :now)'",
        replace: "'attribute_not_exists(pk) OR #state <> :done OR keptUntil > :now OR keptUntil <= :now'",
      },
    ],
  },
  {
    name: 'two calls that complete a batch give two answers',
    changes: [
      {
        file: batches,
        find: "'#state = :open AND seed = :seed AND attempt = :attempt'",
        replace: "'#state = :open OR #state <> :open OR attempt = :attempt OR seed = :seed'",
      },
    ],
  },
  {
    name: 'a batch reserves nothing',
    changes: [
      {
        file: 'functions/usecases/reserve-batch.ts',
        find: 'deps.batches.begin(batch, holdingsOf(reserved), limits)',
        replace: 'deps.batches.begin(batch, holdingsOf([]), limits)',
      },
    ],
  },
  {
    name: 'no fence: the end of an attempt to send does not look at what stands',
    changes: [
      {
        file: move,
        find: "['#callbackMark = :previousMark']",
        replace: "['(#callbackMark = :previousMark OR #callbackMark <> :previousMark)']",
      },
    ],
    callbacks: 1,
  },
  {
    name: 'a callback counts as delivered whatever came of it',
    changes: [
      {
        file: deliver,
        find: '    return outcomeOf(await deps.sender.send(await message, connectBy));\n',
        replace:
          '    outcomeOf(await deps.sender.send(await message, connectBy));\n    return { status: 200 };\n',
      },
    ],
    callbacks: 1,
  },
  {
    name: 'a callback counts as delivered before it is sent',
    changes: [
      {
        file: deliver,
        find: 'const begun = begin(begunAt);\n',
        replace:
          "const begun = begin(begunAt);\n  if (begun !== undefined) await deps.captures.move([{ from: found, to: { ...found, callback: { ...begun, state: 'delivered', dueAt: undefined } } }]);\n",
      },
    ],
    callbacks: 1,
  },
  {
    name: 'a callback whose sender died is not looked at again',
    changes: [
      {
        file: 'functions/domain/callback.ts',
        find: '    dueAt: at + CALLBACK_LEASE_MS,\n',
        replace: '    dueAt: undefined,\n',
      },
    ],
    callbacks: 1,
  },
  {
    name: 'a callback is tried for ever',
    changes: [
      {
        file: 'functions/domain/callback.ts',
        find: 'attempts - forgiven >= CALLBACK_ATTEMPTS;',
        replace: 'attempts - forgiven >= CALLBACK_ATTEMPTS + 1;',
      },
    ],
    callbacks: 1,
  },
  {
    name: 'no sweeper for callbacks that were not handed on',
    changes: [{ file: sweepEnded, find: '  await deps.callbacks.send([found.token]);\n', replace: '' }],
    callbacks: 1,
  },
  {
    name: 'no sweeper for callbacks that were given up without a dead letter',
    changes: [{ file: sweepEnded, find: '    await buryCallback(deps, found);\n', replace: '' }],
    callbacks: 1,
  },
  {
    name: 'a callback that is given up leaves no dead letter',
    changes: [
      { file: bury, find: '  await letters.bury({ token, reason: whyGivenUp(callback) });\n', replace: '' },
    ],
    callbacks: 1,
  },
  {
    name: 'a dead letter counts as written before it is',
    changes: [
      { file: bury, find: '  await letters.bury({ token, reason: whyGivenUp(callback) });\n', replace: '' },
      {
        file: bury,
        find: "  log('callback_given_up'",
        replace: "  await letters.bury({ token, reason: whyGivenUp(callback) });\n  log('callback_given_up'",
      },
    ],
    callbacks: 1,
  },
  {
    name: 'each attempt to send has a body of its own',
    changes: [
      {
        file: 'functions/domain/callback-body.ts',
        find: 'const boundary =',
        replace: 'const boundary = String(one.callback?.attempts) +',
      },
    ],
    callbacks: 1,
  },
  {
    name: 'the secret of a callback is kept after its delivery',
    changes: [
      {
        file: deliver,
        find: "isDelivered ? without(held.sealed, 'secret') : held.sealed",
        replace: 'held.sealed',
      },
    ],
    callbacks: 1,
  },
  {
    name: 'what a page was opened with is kept after the end',
    changes: [
      {
        file: 'functions/domain/transition.ts',
        find: "  sealed: without(facts.sealed, 'inputs'),\n",
        replace: '',
      },
    ],
    callbacks: 1,
  },
  {
    name: 'no sweeper for files of captures that failed',
    changes: [
      {
        file: sweepEnded,
        find: '  if (withdrawn !== undefined) {',
        replace: '  if (withdrawn !== undefined && now < 0) {',
      },
    ],
  },
  {
    name: 'counters are never put right',
    weather: ['drift'],
    changes: [
      {
        file: repair,
        find: 'return (await accounts.setCounter(account.id, repair)) ? Math.abs(stored - counted) : 0;',
        replace: 'return repair === undefined ? 1 : 0;',
      },
    ],
  },
  {
    name: 'counters are put right while captures come and go',
    changes: [
      { file: repair, find: 'return now - changedAt >= QUIET_MS;', replace: 'return now >= changedAt;' },
    ],
  },
  {
    name: 'counters are put right although a batch has reserved places',
    changes: [
      {
        file: repair,
        find: "if (tooMuch && counter !== 'inflight' && (await batches.hasUnsettled(account.id, readAt - QUIET_MS)))",
        replace: 'if (batches === undefined)',
      },
    ],
  },
];
