import { type Command, InvalidArgumentError } from 'commander';
import { type CreditChange, readCreditChange } from '../../functions/domain/credit-change.ts';
import { utcMonth } from '../../functions/domain/utc-month.ts';
import { addCredit } from '../../functions/usecases/add-credit.ts';
import { tryTakeUp } from '../../functions/usecases/try-take-up.ts';
import { accountRecord } from './account-record.ts';
import { operatorCommand } from './operator-command.ts';
import { operatorDependencies } from './operator-dependencies.ts';
import { shownReleases } from './shown-releases.ts';

const readChange = (text: string): CreditChange => {
  const change = readCreditChange(text);
  if (change !== undefined) return change;
  throw new InvalidArgumentError('It must be +N, -N or =N, with N a whole number from 0 to 999999999.');
};

const credits = async (
  accountId: string,
  change: CreditChange,
  { stage, json }: { readonly stage: string; readonly json?: true },
): Promise<void> => {
  const deps = operatorDependencies(stage);
  const changed = await addCredit(deps, accountId, change);
  const { released } = await tryTakeUp(deps, accountId);
  // What was released has taken some of them again. Where that cannot be read, what was added is told all the same:
  // whoever does not hear of it adds it again.
  const account =
    (await deps.accounts.get(accountId, utcMonth(deps.now())).catch(() => undefined)) ?? changed;
  console.log(
    json
      ? JSON.stringify({ ...accountRecord(account, deps.now()), released })
      : `Account ${accountId} has ${account.credit} credits now.${shownReleases(released)}`,
  );
};

/** `account credits`: adds, takes or sets credits. */
export const accountCredits: Command = operatorCommand(
  'credits',
  'Change the credits of an account: captures beyond the monthly quota. They are never below 0.',
  [
    'account credits 4fJx0aQm2LkS8bTz +500',
    'account credits 4fJx0aQm2LkS8bTz -20',
    "account credits 4fJx0aQm2LkS8bTz '=0'",
  ],
)
  .argument('<account>', 'its id, as "account list" shows it')
  .argument('<change>', '+N adds, -N takes, =N sets', readChange)
  .action(credits);
