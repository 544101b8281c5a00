import { Command } from 'commander';
import { accountCreate } from './admin/account-create.ts';

// Operators' commands, run as `npm run admin -- …`.
const program = new Command('npm run admin --')
  .description(
    'Commands for whoever operates a deployment. --stage says which; without it, the running local stack.',
  )
  .showHelpAfterError('(add --help for what there is)');
program.command('account').description('Accounts and their keys').addCommand(accountCreate);

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
