import type { Command } from 'commander';
import type { AccountPage } from '../../functions/ports/accounts.ts';
import { listAccounts } from '../../functions/usecases/list-accounts.ts';
import { accountRecord } from './account-record.ts';
import { operatorCommand } from './operator-command.ts';
import { operatorDependencies } from './operator-dependencies.ts';
import { shownMoment } from './shown-moment.ts';
import { shownPlan } from './shown-plan.ts';
import { textTable } from './text-table.ts';
import { wholeNumber } from './whole-number.ts';

interface Wanted {
  readonly stage: string;
  readonly limit: number;
  readonly after?: string;
  readonly json?: true;
}

const shown = ({ accounts, next }: AccountPage, { stage, limit }: Wanted, now: number): string => {
  if (accounts.length === 0) {
    return 'There are no accounts here. Create one: npm run admin -- account create --name "Ada"';
  }
  const header = ['ACCOUNT', 'CREDITS', 'IN FLIGHT', 'CREATED', 'PLAN', 'NAME'];
  const rows = accounts.map((account) => [
    account.id,
    account.credit,
    account.inflight,
    shownMoment(account.createdAt),
    shownPlan(account, now),
    account.name,
  ]);
  const more = `npm run admin -- account list --stage ${stage} --limit ${limit} --after ${next}`;
  return textTable(header, rows) + (next === undefined ? '' : `\n\nThere are more: ${more}`);
};

const list = async (wanted: Wanted): Promise<void> => {
  const deps = operatorDependencies(wanted.stage);
  const { accounts, next } = await listAccounts(deps, wanted);
  const now = deps.now();
  if (wanted.json) {
    const records = accounts.map((account) => accountRecord(account, now));
    console.log(JSON.stringify({ accounts: records, next: next ?? null }));
    return;
  }
  console.log(shown({ accounts, next }, wanted, now));
};

/** `account list`: a page of the accounts. */
export const accountList: Command = operatorCommand(
  'list',
  'List the accounts, in no particular order. It reads the whole table, so rather not every minute.',
  ['account list', 'account list --json | jq -r ".accounts[].account_id"'],
)
  .option('--limit <number>', 'accounts on a page', wholeNumber(1, 1_000), 50)
  .option('--after <account>', 'the page that follows this account, as the page before tells')
  .action(list);
