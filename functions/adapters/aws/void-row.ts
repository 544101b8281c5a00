import * as z from 'zod';
import type { Voided } from '../../ports/captures.ts';

/** How long such a row is kept, in milliseconds: longer than its batch can be worked on. */
const KEPT_MS = 3 * 24 * 3_600_000;

const voidRow = z.object({ status: z.literal('void'), duplicateOf: z.string().optional() });

/** The row that stands in place of a capture which a batch had reserved for; it keeps a late writer out. */
export const newVoidRow = (token: string, { status, duplicateOf }: Voided, now: number) => ({
  token,
  status,
  duplicateOf,
  expiresAt: Math.ceil((now + KEPT_MS) / 1_000),
});

/** True for a row that is no capture. */
export const isVoidRow = (row: Readonly<Record<string, unknown>>): boolean => row['status'] === 'void';

/** What the row says. */
export const voidedOf = (row: unknown): Voided => voidRow.parse(row);
