import { randomBytes } from 'node:crypto';
import { Command, InvalidArgumentError, Option } from 'commander';
import { planNames } from '../../functions/domain/account.ts';
import { accountDependencies } from '../../functions/runtime/account-dependencies.ts';
import { documentClient } from '../../functions/runtime/aws-clients.ts';
import { createAccount } from '../../functions/usecases/create-account.ts';
import { stageTarget } from './stage-target.ts';

interface Wanted {
  readonly stage: string;
  readonly name: string;
  readonly plan: (typeof planNames)[number];
  readonly credit: number;
  readonly json?: true;
}

const wholeNumber = (text: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 0 to 999999999.');
};

const create = async ({ stage, name, plan, credit, json }: Wanted): Promise<void> => {
  const target = stageTarget(stage);
  const deps = accountDependencies(documentClient(), {
    ACCOUNTS_TABLE: target.accountsTable,
    PEPPER_SECRET_ARN: target.pepperSecretArn,
  });
  const { account, key } = await createAccount({ ...deps, randomBytes }, { name, plan, credit });
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
export const accountCreate = new Command('create')
  .description('Create an account and its first API key. The key is printed once and stored only as a hash.')
  .requiredOption('--name <text>', 'whose account it is, for the operator')
  .addOption(new Option('--plan <plan>', 'the plan').choices(planNames).default('free'))
  .option('--credit <number>', 'captures beyond the monthly quota', wholeNumber, 0)
  .option(
    '--stage <stage>',
    'local (the stack of "npm start"), dev, prod or another of lib/config/stages.ts',
    'local',
  )
  .option('--json', 'print one JSON object, for scripts')
  .addHelpText(
    'after',
    '\nExamples:\n  npm run admin -- account create --name "Ada" --plan pro\n  npm run admin -- account create --name ci --stage prod --json | jq -r .key',
  )
  .action(create);
