import { Command } from 'commander';
import { accountCreate } from './account-create.ts';
import { accountCredits } from './account-credits.ts';
import { accountErase } from './account-erase.ts';
import { accountList } from './account-list.ts';
import { accountPlan } from './account-plan.ts';
import { accountShow } from './account-show.ts';
import { capturesCancel } from './captures-cancel.ts';
import { capturesList } from './captures-list.ts';
import { capturesRetry } from './captures-retry.ts';
import { capturesShow } from './captures-show.ts';
import { keyCreate } from './key-create.ts';
import { keyRevoke } from './key-revoke.ts';
import { queuesDead } from './queues-dead.ts';
import { queuesReplay } from './queues-replay.ts';
import { queuesShow } from './queues-show.ts';

/** Operators' commands, run as `npm run admin -- …`. */
export const adminProgram: Command = new Command('npm run admin --')
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

When a caller asks what became of a capture:
  npm run admin -- captures list ID --status failed  the newest first; parked ones are queued to the caller
  npm run admin -- captures show TOKEN               attempts, times, what it cost, why it failed, its files,
                                                     and each attempt to deliver its callback
  npm run admin -- captures retry TOKEN              a failed one is tried anew, and charged again if it was given back
  npm run admin -- captures cancel TOKEN --dry-run   what cancelling it would do; it gives back what it cost

When captures or callbacks do not go on:
  npm run admin -- queues show                       how much waits, and how many dead letters there are
  npm run admin -- queues dead                       the dead letters, each with why it lies there
  npm run admin -- queues replay --dry-run           which would be sent again, and which are of no use any more;
                                                     callbacks that were given up are tried anew

When somebody wants to be forgotten:
  npm run admin -- account erase ID --dry-run        what would be deleted; with --yes it is, and you get a receipt

Each command has --help with examples, and --json for scripts (with npm: npm run -s admin -- …).`,
  );
adminProgram
  .command('account')
  .description('Accounts: who may call, on which plan and with how many credits')
  .addCommand(accountCreate)
  .addCommand(accountList)
  .addCommand(accountShow)
  .addCommand(accountPlan)
  .addCommand(accountCredits)
  .addCommand(accountErase);
adminProgram
  .command('key')
  .description('API keys: an account may have several')
  .addCommand(keyCreate)
  .addCommand(keyRevoke);

adminProgram
  .command('captures')
  .description('Captures of any account: what became of them, and another try or an end for one')
  .addCommand(capturesList)
  .addCommand(capturesShow)
  .addCommand(capturesRetry)
  .addCommand(capturesCancel);
adminProgram
  .command('queues')
  .description('The queues of captures to render and of callbacks to send, and their dead letters')
  .addCommand(queuesShow)
  .addCommand(queuesDead)
  .addCommand(queuesReplay);
