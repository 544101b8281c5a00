import { BATCH_LEASE_MS } from '../domain/batch.ts';
import { hasEnded } from '../domain/capture.ts';
import { unknownAccount } from '../domain/unknown-account.ts';
import type { AccountEraser, AccountRow } from '../ports/account-eraser.ts';
import { capturesOfAccount } from './captures-of-account.ts';
import { type EraseCapturesDependencies, eraseCaptures } from './erase-captures.ts';
import { countFiles, countRows, type ErasedCounts, nothingErased } from './erased-counts.ts';

export interface EraseAccountDependencies extends EraseCapturesDependencies {
  readonly eraser: AccountEraser;
  /** Waits until a moment (Unix milliseconds); it is told what for. */
  readonly waitUntil: (at: number, what: ErasureWait) => Promise<void>;
}

/** What has to be over before the account can go on being erased. */
export type ErasureWait = 'calls' | 'renders';

/** Erases captures until there are none, waiting for the workers that may still be at one. */
const eraseLastCaptures = async (
  deps: EraseAccountDependencies,
  accountId: string,
  counts: ErasedCounts,
): Promise<void> => {
  for (;;) {
    const again = await eraseCaptures(deps, accountId, counts);
    if (again === undefined) return;
    if (again > deps.now()) await deps.waitUntil(again, 'renders');
  }
};

/** Deletes all rows, the profile last: while it is there, an erasure that was cut off can be gone on with. */
const eraseRows = async (
  { eraser }: EraseAccountDependencies,
  accountId: string,
  counts: ErasedCounts,
): Promise<void> => {
  const rows = await eraser.rowsOf(accountId);
  const [profile, others] = [
    rows.filter(({ kind }) => kind === 'profile'),
    rows.filter(({ kind }) => kind !== 'profile'),
  ];
  await eraser.delete(others);
  await eraser.delete(profile);
  countRows(rows, counts);
};

/** The rows that there are. Throws OperatorRefusal when nothing at all is left of such an account. */
const existing = async (
  { captures, eraser }: EraseAccountDependencies,
  accountId: string,
): Promise<readonly AccountRow[]> => {
  const rows = await eraser.rowsOf(accountId);
  if (rows.length > 0 || (await captures.listOf(accountId, { most: 1 })).length > 0) return rows;
  throw unknownAccount(accountId);
};

/** What eraseAccount would delete now. Throws OperatorRefusal when there is no such account. */
export const countErasure = async (
  deps: EraseAccountDependencies,
  accountId: string,
): Promise<ErasedCounts> => {
  const counts = nothingErased();
  countRows(await existing(deps, accountId), counts);
  for await (const page of capturesOfAccount(deps, accountId)) {
    counts.captures += page.length;
    counts.canceled += page.filter((one) => !hasEnded(one)).length;
    counts.files += countFiles(page);
  }
  return counts;
};

/**
 * Deletes all that is stored of an account, its pictures among it, and answers what that was. It shuts out the keys,
 * cancels what is open, waits until no call and no worker that began before can write anything, and only then deletes
 * the files, the captures and the account's rows. Cut off at any point it can be run again, and goes on. Throws
 * OperatorRefusal when there is no such account.
 */
export const eraseAccount = async (
  deps: EraseAccountDependencies,
  accountId: string,
): Promise<ErasedCounts> => {
  const counts = nothingErased();
  const shutOutAt = await deps.eraser.shutOut(await existing(deps, accountId), deps.now());
  const callsEnd = shutOutAt === undefined ? 0 : shutOutAt + BATCH_LEASE_MS;
  // Before the wait: the leases of what renders run out meanwhile.
  await eraseCaptures(deps, accountId, counts);
  if (callsEnd > deps.now()) await deps.waitUntil(callsEnd, 'calls');
  await eraseLastCaptures(deps, accountId, counts);
  await eraseRows(deps, accountId, counts);
  // What a worker or the sweeper gave back to the account at that very moment: without the profile nobody can any more.
  await eraseRows(deps, accountId, counts);
  return counts;
};
