import { Command } from 'commander';
import { accountCreate } from './admin/account-create.ts';
import { accountCredits } from './admin/account-credits.ts';
import { accountList } from './admin/account-list.ts';
import { accountPlan } from './admin/account-plan.ts';
import { accountShow } from './admin/account-show.ts';
import { keyCreate } from './admin/key-create.ts';
import { keyRevoke } from './admin/key-revoke.ts';
import { operatorSentence } from './admin/operator-sentence.ts';

// Operators' commands, run as `npm run admin -- …`.
const program = new Command('npm run admin --')
  .description(
    'Commands for whoever operates a deployment. --stage says which; without it, the running local stack.\nAWS_ENDPOINT_URL, when it is set, says which engine that is.',
  )
  .showHelpAfterError('(add --help for what there is)')
  .addHelpText(
    'after',
    `
A caller from first to last:
  npm run admin -- account create --name "Ada"       prints the account's id and its first key
  npm run admin -- account credits ID +500           captures beyond the month's quota
  npm run admin -- key create ID --name laptop       another key; the first one stays good
  npm run admin -- account show ID                   which keys there are, and when each was last used
  npm run admin -- key revoke ID KEYID --dry-run     says what would be done; without --dry-run it is done

Each command has --help with examples, and --json for scripts (with npm: npm run -s admin -- …).`,
  );
program
  .command('account')
  .description('Accounts: who may call, on which plan and with how many credits')
  .addCommand(accountCreate)
  .addCommand(accountList)
  .addCommand(accountShow)
  .addCommand(accountPlan)
  .addCommand(accountCredits);
program
  .command('key')
  .description('API keys: an account may have several')
  .addCommand(keyCreate)
  .addCommand(keyRevoke);

try {
  await program.parseAsync();
} catch (error) {
  console.error(operatorSentence(error));
  process.exitCode = 1;
}
