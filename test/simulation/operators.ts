import { dynamoAccounts } from '../../functions/adapters/aws/dynamo-accounts.ts';
import { counterNames } from '../../functions/domain/account.ts';
import { ApiError } from '../../functions/domain/errors.ts';
import { addCredit } from '../../functions/usecases/add-credit.ts';
import { cancelCapture } from '../../functions/usecases/cancel-capture.ts';
import { retryCapture } from '../../functions/usecases/retry-capture.ts';
import { sweep } from '../../functions/usecases/sweep.ts';
import { takeUp } from '../../functions/usecases/take-up.ts';
import { memoryTables } from '../support/memory-ports.ts';
import { type Customer, count, type Ledger } from './ledger.ts';
import { type Actor, type Shared, serviceProcess } from './service-process.ts';
import type { Life } from './world.ts';

/** Runs something in a process of the service that may die; gives whether it came to its end. */
const inProcess = (
  shared: Shared,
  actor: Actor,
  work: (deps: ReturnType<typeof serviceProcess>) => Promise<unknown>,
): Promise<boolean> =>
  new Promise((resolve) => {
    const life: Life = { dead: false, onDeath: () => resolve(false) };
    const end = (isGood: boolean) => (): void => {
      life.dead = true;
      resolve(isGood);
    };
    work(serviceProcess(shared, life, actor)).then(end(true), end(false));
  });

/** One run of the sweeper; what it had to take up is counted. */
export const sweepOnce = (shared: Shared, ledger: Ledger): Promise<boolean> =>
  inProcess(shared, 'sweep', async (deps) => {
    const { released, ...report } = await sweep(deps);
    for (const [name, times] of Object.entries(report)) count(ledger, `${name} by the sweeper`, times);
  });

/** Often so few that many who come at once ask for more than there are. */
const FEW_CREDITS = 6;

/** Adds credits, and lets go on what waits for them, which may fail; gives who has them, unless nobody was given any. */
export const giveCredits = async (
  shared: Shared,
  ledger: Ledger,
  most: number,
): Promise<Customer | undefined> => {
  const { random, now, after } = shared.world;
  const customer = random.pick(ledger.customers.filter(({ isPasserBy }) => !isPasserBy));
  const credits = random.between(1, random.chance(0.5) ? FEW_CREDITS : most);
  // The operator sees to it that they are added once, so this never goes wrong.
  const backOff = (mostMs: number) =>
    new Promise<void>((resolve) => after(random.between(1, mostMs), resolve));
  const accounts = dynamoAccounts(shared.dynamo.client, memoryTables.accounts, { now, backOff });
  try {
    await addCredit({ accounts, now }, customer.id, { by: credits });
  } catch (error) {
    // The clock has jumped past its patience with a conflict: nothing is added, and the operator is told.
    if (error instanceof ApiError && error.code === 'unavailable') return undefined;
    throw error;
  }
  customer.granted += credits;
  await inProcess(shared, 'operator', (deps) => takeUp(deps, customer.id));
  return customer;
};

/** Cancels a capture that a caller was promised, or has a failed one tried anew, by the operators' commands. */
export const meddle = (shared: Shared, ledger: Ledger): Promise<boolean> =>
  inProcess(shared, 'operator', async (deps) => {
    const { random } = shared.world;
    const some = ledger.promised.slice(-400);
    if (some.length === 0) return;
    const { token } = random.pick(some);
    const found = await deps.captures.get(token);
    if (found?.status !== 'failed' && random.chance(0.9)) return;
    if (found?.status === 'failed') {
      await retryCapture(deps, token);
      count(ledger, 'retried');
    } else {
      await cancelCapture(deps, { token, dryRun: false });
      count(ledger, 'canceled');
    }
  });

/**
 * Puts a counter of an account wrong by one or two, or takes it off the sweeper's list, as a fault of ours or a slip of
 * somebody's hand would.
 */
export const alterAccount = ({ world, dynamo }: Shared, ledger: Ledger): void => {
  const { random } = world;
  const accounts = dynamo.tables.get(memoryTables.accounts);
  const { id } = random.pick(ledger.customers.filter(({ isPasserBy }) => !isPasserBy));
  const row = accounts.get({ pk: `ACCOUNT#${id}`, sk: 'PROFILE' });
  count(ledger, 'altered');
  if (random.chance(0.2)) {
    const { sweepShard: _, sweepAt: __, slotLookAt: ___, ...unlisted } = row ?? {};
    accounts.set(unlisted);
    return;
  }
  const counter = random.pick(counterNames);
  const by = random.pick([-2, -1, 1, 2]);
  accounts.set({ ...row, [counter]: Number(row?.[counter] ?? 0) + by });
};
