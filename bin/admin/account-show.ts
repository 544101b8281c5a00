import type { Command } from 'commander';
import type { Account } from '../../functions/domain/account.ts';
import type { ApiKey } from '../../functions/domain/api-key.ts';
import { utcMonth } from '../../functions/domain/utc-month.ts';
import { presentAccount } from '../../functions/http/account-answer.ts';
import { showAccount } from '../../functions/usecases/show-account.ts';
import { accountRecord } from './account-record.ts';
import { keyRecord } from './key-record.ts';
import { operatorCommand } from './operator-command.ts';
import { operatorDependencies } from './operator-dependencies.ts';
import { shownMoment } from './shown-moment.ts';
import { shownPlan } from './shown-plan.ts';
import { textTable } from './text-table.ts';

const shownKeys = (keys: readonly ApiKey[]): string => {
  if (keys.length === 0) {
    return 'No keys are listed. One that an older version made is listed from its next use on.';
  }
  return textTable(
    ['KEY ID', 'CREATED', 'LAST USED', 'REVOKED', 'NAME'],
    keys.map((key) => [
      key.id,
      shownMoment(key.createdAt),
      key.lastUsedOn ?? '-',
      shownMoment(key.revokedAt),
      key.name,
    ]),
  );
};

const shown = (
  account: Account,
  keys: readonly ApiKey[],
  { quota_total, inflight_cap }: ReturnType<typeof presentAccount>,
  now: number,
): string => {
  const facts = textTable(
    ['account', account.id],
    [
      ['name', account.name],
      ['plan', shownPlan(account, now)],
      ['quota', `${account.quotaUsed} of ${quota_total} used in ${utcMonth(now)}`],
      ['credits', String(account.credit)],
      ['in flight', `${account.inflight} (at most ${inflight_cap} render at a time)`],
      ['created', shownMoment(account.createdAt)],
    ],
  );
  return `${facts}\n\n${shownKeys(keys)}`;
};

const show = async (
  accountId: string,
  { stage, json }: { readonly stage: string; readonly json?: true },
): Promise<void> => {
  const deps = operatorDependencies(stage);
  const { account, keys } = await showAccount(deps, accountId);
  const now = deps.now();
  const asOwnerSees = presentAccount(account, deps.plans, now);
  console.log(
    json
      ? JSON.stringify({ ...accountRecord(account, now), ...asOwnerSees, keys: keys.map(keyRecord) })
      : shown(account, keys, asOwnerSees, now),
  );
};

/** `account show`: one account with its usage and keys. */
export const accountShow: Command = operatorCommand(
  'show',
  "Show an account: its plan, what it used of this month's quota, its credits and its keys.",
  ['account show 4fJx0aQm2LkS8bTz', 'account show 4fJx0aQm2LkS8bTz --json | jq .quota_remaining'],
)
  .argument('<account>', 'its id, as "account list" shows it')
  .action(show);
