import { Argument, type Command, InvalidArgumentError } from 'commander';
import { type PlanName, planNames } from '../../functions/domain/account.ts';
import { readMoment } from '../../functions/domain/read-moment.ts';
import { setPlan } from '../../functions/usecases/set-plan.ts';
import { tryTakeUp } from '../../functions/usecases/try-take-up.ts';
import { accountRecord } from './account-record.ts';
import { operatorCommand } from './operator-command.ts';
import { operatorDependencies } from './operator-dependencies.ts';
import { shownPlan } from './shown-plan.ts';
import { shownReleases } from './shown-releases.ts';

interface Wanted {
  readonly stage: string;
  readonly until?: number;
  readonly json?: true;
}

const readUntil = (text: string): number => {
  const moment = readMoment(text);
  if (moment !== undefined) return moment;
  throw new InvalidArgumentError(
    'It must be a day such as 2026-12-31, or a moment such as 2026-12-31T12:00:00Z.',
  );
};

const plan = async (accountId: string, planName: PlanName, { stage, until, json }: Wanted): Promise<void> => {
  const deps = operatorDependencies(stage);
  const account = await setPlan(deps, accountId, { plan: planName, proUntil: until });
  const { released } = await tryTakeUp(deps, accountId);
  const now = deps.now();
  console.log(
    json
      ? JSON.stringify({ ...accountRecord(account, now), released })
      : `Account ${accountId} is on this plan now: ${shownPlan(account, now)}.${shownReleases(released)}`,
  );
};

/** `account plan`: puts an account on a plan. */
export const accountPlan: Command = operatorCommand(
  'plan',
  'Put an account on a plan. What its month has used, and its credits, stay as they are.',
  ['account plan 4fJx0aQm2LkS8bTz pro', 'account plan 4fJx0aQm2LkS8bTz pro --until 2027-01-01'],
)
  .argument('<account>', 'its id, as "account list" shows it')
  .addArgument(new Argument('<plan>', 'the plan').choices(planNames))
  .option(
    '--until <date>',
    'when Pro ends: a UTC day (its first moment), or a moment; without it: never',
    readUntil,
  )
  .action(plan);
