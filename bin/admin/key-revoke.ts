import type { Command } from 'commander';
import { revokeKey } from '../../functions/usecases/revoke-key.ts';
import { keyRecord } from './key-record.ts';
import { operatorCommand } from './operator-command.ts';
import { operatorDependencies } from './operator-dependencies.ts';
import { shownMoment } from './shown-moment.ts';

interface Wanted {
  readonly stage: string;
  readonly dryRun?: true;
  readonly json?: true;
}

type Revoked = Awaited<ReturnType<typeof revokeKey>>;

const shown = ({ key, wasLive, othersLive }: Revoked, isDry: boolean): string => {
  const which = `Key ${key.id} (${key.name}) of account ${key.accountId}`;
  const left = `Live keys that are left: ${othersLive}.`;
  if (!wasLive) return `${which} was revoked already, on ${shownMoment(key.revokedAt)}. ${left}`;
  const used = key.lastUsedOn === undefined ? 'never used' : `last used on ${key.lastUsedOn}`;
  return isDry
    ? `${which}, ${used}, would be revoked. ${left}\nThis was a dry run: nothing was changed.`
    : `${which} is revoked: it opens nothing any more. ${left}`;
};

const revoke = async (accountId: string, keyId: string, { stage, dryRun, json }: Wanted): Promise<void> => {
  const isDry = dryRun === true;
  const revoked = await revokeKey(operatorDependencies(stage), { accountId, keyId, dryRun: isDry });
  const { key, wasLive, othersLive } = revoked;
  const record = {
    account_id: accountId,
    ...keyRecord(key),
    was_live: wasLive,
    live_keys_left: othersLive,
    dry_run: isDry,
  };
  console.log(json ? JSON.stringify(record) : shown(revoked, isDry));
};

/** `key revoke`: shuts a key out. */
export const keyRevoke: Command = operatorCommand(
  'revoke',
  'Revoke a key at once and for good: calls with it are answered as if there had never been one.',
  ['key revoke 4fJx0aQm2LkS8bTz 1f9c03ab --dry-run', 'key revoke 4fJx0aQm2LkS8bTz 1f9c03ab'],
)
  .argument('<account>', 'its id, as "account list" shows it')
  .argument('<key-id>', 'the id of the key, as "account show" shows it; not the key itself')
  .option('--dry-run', 'say what would be done, and change nothing')
  .action(revoke);
