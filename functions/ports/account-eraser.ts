import type { Move } from './captures.ts';

/** What erases an account. Captures are ended and deleted one by one, since their files have to go first. */
export interface AccountEraser {
  /** Every row of the account but its captures. Reads past all else that is stored. */
  rowsOf(accountId: string): Promise<readonly AccountRow[]>;
  /** Shuts out those of the rows that are keys, and gives since when the last of them is; undefined: there is none. */
  shutOut(rows: readonly AccountRow[], at: number): Promise<number | undefined>;
  /**
   * Writes the end of a capture while the stored status and attempt are still the previous ones. What it had of the
   * account is not given back, since that goes too. False: it has gone on.
   */
  end(move: Move): Promise<boolean>;
  delete(rows: readonly AccountRow[]): Promise<void>;
}

/** A row of an account. */
export interface AccountRow {
  readonly kind: AccountRowKind;
  readonly id: { readonly pk: string; readonly sk: string };
}

/** What of an account a row holds. */
export type AccountRowKind =
  | 'profile'
  | 'key'
  | 'key_listing'
  | 'usage_month'
  | 'batch'
  | 'answer_part'
  | 'rate_bucket'
  | 'other';
