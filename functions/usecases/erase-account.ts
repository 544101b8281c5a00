import { BATCH_LEASE_MS } from '../domain/batch.ts';
import { type Capture, type CaptureIn, hasEnded } from '../domain/capture.ts';
import { lastWriteTime } from '../domain/last-write-time.ts';
import { imagePath, previewPath } from '../domain/static-path.ts';
import { transition } from '../domain/transition.ts';
import { unknownAccount } from '../domain/unknown-account.ts';
import type {
  AccountEraser,
  AccountRow,
  AccountRowKind,
  CapturePlace,
  Captures,
  Clock,
  ImageStore,
} from '../ports.ts';
import { sideBySide } from './side-by-side.ts';

export interface EraseAccountDependencies {
  readonly captures: Pick<Captures, 'getAll' | 'listOf' | 'delete'>;
  readonly images: Pick<ImageStore, 'delete'>;
  readonly eraser: AccountEraser;
  readonly now: Clock;
  /** Waits until a moment (Unix milliseconds); it is told what for. */
  readonly waitUntil: (at: number, what: ErasureWait) => Promise<void>;
}

/** What has to be over before the account can go on being erased. */
export type ErasureWait = 'calls' | 'renders';

/** What was deleted, or would be, by kind. */
export interface ErasedCounts {
  captures: number;
  /** Those of the captures that had not ended: they were canceled first. */
  canceled: number;
  /** Pictures and previews of captures that were done. */
  files: number;
  batches: number;
  answerParts: number;
  usageMonths: number;
  keys: number;
}

/** Captures that are read and deleted at once. */
const PAGE = 100;
/** Rows that are deleted side by side. */
const WIDTH = 16;

/** All captures of an account, newest first, page by page. */
async function* pagesOf(
  { captures }: Pick<EraseAccountDependencies, 'captures'>,
  accountId: string,
): AsyncGenerator<readonly Capture[]> {
  let after: CapturePlace | undefined;
  for (;;) {
    const places = await captures.listOf(accountId, { most: PAGE, after });
    if (places.length === 0) return;
    yield await captures.getAll(places.map(({ token }) => token));
    if (places.length < PAGE) return;
    after = places.at(-1);
  }
}

type Ended = CaptureIn<'done'> | CaptureIn<'failed'>;

/** Whatever it ended in: a worker may have put them and failed after that. */
const filesOf = ({ token, options }: Ended): string[] => [
  imagePath(token, options.format),
  previewPath(token),
];

const countFiles = (captures: readonly Capture[]): number =>
  2 * captures.filter(({ status }) => status === 'done').length;

/** The page with its open captures canceled; one that went on at the same moment is left out, for the next round. */
const endOpen = async (
  { eraser, now }: EraseAccountDependencies,
  page: readonly Capture[],
  counts: ErasedCounts,
): Promise<Ended[]> => {
  const ended: Ended[] = page.filter(hasEnded);
  const open = page.filter((one) => !hasEnded(one));
  await sideBySide(open, WIDTH, async (from) => {
    const to = transition(from, { type: 'canceled', at: now() });
    if (to?.status !== 'failed' || !(await eraser.end({ from, to }))) return;
    ended.push(to);
    counts.canceled += 1;
  });
  return ended;
};

/** Cancels what is open and deletes what nobody can write files of any more; gives when the rest can be, if there is any. */
const eraseRound = async (
  deps: EraseAccountDependencies,
  accountId: string,
  counts: ErasedCounts,
): Promise<number | undefined> => {
  let again: number | undefined;
  for await (const page of pagesOf(deps, accountId)) {
    const ended = await endOpen(deps, page, counts);
    const now = deps.now();
    if (ended.length < page.length) again = Math.max(again ?? 0, now);
    for (const one of ended) {
      const quietAt = lastWriteTime(one) ?? 0;
      if (quietAt > now) again = Math.max(again ?? 0, quietAt);
    }
    const quiet = ended.filter((one) => (lastWriteTime(one) ?? 0) <= now);
    const files = quiet.flatMap(filesOf);
    // The rows last: they are what the files are found by.
    if (files.length > 0) await deps.images.delete(files);
    await sideBySide(quiet, WIDTH, async (one) => {
      await deps.captures.delete(one);
    });
    counts.captures += quiet.length;
    counts.files += countFiles(quiet);
  }
  return again;
};

const eraseCaptures = async (
  deps: EraseAccountDependencies,
  accountId: string,
  counts: ErasedCounts,
): Promise<void> => {
  for (;;) {
    const again = await eraseRound(deps, accountId, counts);
    if (again === undefined) return;
    if (again > deps.now()) await deps.waitUntil(again, 'renders');
  }
};

const countRows = (rows: readonly AccountRow[], counts: ErasedCounts): void => {
  const count = (wanted: AccountRowKind): number => rows.filter(({ kind }) => kind === wanted).length;
  counts.batches += count('batch');
  counts.answerParts += count('answer_part');
  counts.usageMonths += count('usage_month');
  counts.keys += count('key');
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

const nothing = (): ErasedCounts => ({
  captures: 0,
  canceled: 0,
  files: 0,
  batches: 0,
  answerParts: 0,
  usageMonths: 0,
  keys: 0,
});

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
  const counts = nothing();
  countRows(await existing(deps, accountId), counts);
  for await (const page of pagesOf(deps, accountId)) {
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
  const counts = nothing();
  const shutOutAt = await deps.eraser.shutOut(await existing(deps, accountId), deps.now());
  const callsEnd = shutOutAt === undefined ? 0 : shutOutAt + BATCH_LEASE_MS;
  // Before the wait: the leases of what renders run out meanwhile.
  await eraseRound(deps, accountId, counts);
  if (callsEnd > deps.now()) await deps.waitUntil(callsEnd, 'calls');
  await eraseCaptures(deps, accountId, counts);
  await eraseRows(deps, accountId, counts);
  // What a worker or the sweeper gave back to the account at that very moment: without the profile nobody can any more.
  await eraseRows(deps, accountId, counts);
  return counts;
};
