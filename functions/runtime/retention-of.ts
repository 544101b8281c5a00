import type { Retention } from '../domain/kept-times.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long results are kept, by the settings of a stage. */
export const retentionOf = ({
  RESULT_RETENTION_DAYS: days,
  PRIVATE_RETENTION_HOURS: hours,
}: {
  readonly RESULT_RETENTION_DAYS?: number | undefined;
  readonly PRIVATE_RETENTION_HOURS: number;
}): Retention => ({
  retentionMs: days === undefined ? undefined : days * DAY_MS,
  privateMs: hours * HOUR_MS,
});
