import type { Capture } from '../domain/capture.ts';
import { resultFiles } from '../domain/result-files.ts';
import type { AccountRow, AccountRowKind } from '../ports/account-eraser.ts';

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

/** Nothing was deleted yet. */
export const nothingErased = (): ErasedCounts => ({
  captures: 0,
  canceled: 0,
  files: 0,
  batches: 0,
  answerParts: 0,
  usageMonths: 0,
  keys: 0,
});

/** Files that captures are known to have. */
export const countFiles = (captures: readonly Capture[]): number =>
  captures
    .filter((one) => one.status === 'done' && one.isExpired !== true)
    .map(resultFiles)
    .reduce((sum, { hosted, held }) => sum + hosted.length + held.length, 0);

/** Adds rows of an account by their kinds. */
export const countRows = (rows: readonly AccountRow[], counts: ErasedCounts): void => {
  const count = (wanted: AccountRowKind): number => rows.filter(({ kind }) => kind === wanted).length;
  counts.batches += count('batch');
  counts.answerParts += count('answer_part');
  counts.usageMonths += count('usage_month');
  counts.keys += count('key');
};
