import type { Command } from 'commander';
import { createKey } from '../../functions/usecases/create-key.ts';
import { operatorCommand } from './operator-command.ts';
import { operatorDependencies } from './operator-dependencies.ts';
import { readName } from './read-name.ts';

interface Wanted {
  readonly stage: string;
  readonly name: string;
  readonly json?: true;
}

const create = async (accountId: string, { stage, name, json }: Wanted): Promise<void> => {
  const { key, stored } = await createKey(operatorDependencies(stage), { accountId, name });
  if (json) {
    console.log(JSON.stringify({ account_id: accountId, key_id: stored.id, name, key }));
    return;
  }
  console.log(`account  ${accountId}\nkey id   ${stored.id}\nname     ${name}\nkey      ${key}`);
  console.log('\nKeep the key: only its hash is stored, so it cannot be shown again.');
};

/** `key create`: another API key of an account. */
export const keyCreate: Command = operatorCommand(
  'create',
  'Create another API key of an account. It is printed once; the other keys stay good.',
  ['key create 4fJx0aQm2LkS8bTz --name laptop', 'key create 4fJx0aQm2LkS8bTz --name ci --json | jq -r .key'],
)
  .argument('<account>', 'its id, as "account list" shows it')
  .option('--name <text>', 'what the key is for', readName, 'another key')
  .action(create);
