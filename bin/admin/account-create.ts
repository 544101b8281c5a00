import { type Command, Option } from 'commander';
import { type PlanName, planNames } from '../../functions/domain/account.ts';
import { createAccount } from '../../functions/usecases/create-account.ts';
import { operatorCommand } from './operator-command.ts';
import { operatorDependencies } from './operator-dependencies.ts';
import { readName } from './read-name.ts';
import { wholeNumber } from './whole-number.ts';

interface Wanted {
  readonly stage: string;
  readonly name: string;
  readonly plan: PlanName;
  readonly credit: number;
  readonly json?: true;
}

const create = async ({ stage, name, plan, credit, json }: Wanted): Promise<void> => {
  const { account, key } = await createAccount(operatorDependencies(stage), { name, plan, credit });
  if (json) {
    console.log(JSON.stringify({ account_id: account.id, key, name, plan, credit }));
    return;
  }
  console.log(
    `account  ${account.id}\nname     ${name}\nplan     ${plan}\ncredit   ${credit}\nkey      ${key}`,
  );
  console.log('\nKeep the key: only its hash is stored, so it cannot be shown again.');
};

/** `account create`: an account with its first API key. */
export const accountCreate: Command = operatorCommand(
  'create',
  'Create an account and its first API key. The key is printed once and stored only as a hash.',
  ['account create --name "Ada" --plan pro', 'account create --name ci --stage prod --json | jq -r .key'],
)
  .requiredOption('--name <text>', 'whose account it is, for the operator', readName)
  .addOption(new Option('--plan <plan>', 'the plan').choices(planNames).default('free'))
  .option('--credit <number>', 'captures beyond the monthly quota', wholeNumber(0, 999_999_999), 0)
  .action(create);
