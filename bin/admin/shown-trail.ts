import type { Callback } from '../../functions/domain/callback.ts';
import { shownMoment } from './shown-moment.ts';
import { textTable } from './text-table.ts';

/** The attempts to deliver a callback, for people, the oldest first; empty when there were none. */
export const shownTrail = ({ trail, attempts }: Callback): string => {
  if (trail.length === 0) return '';
  const rows = trail.map(({ at, ms, status, fault }, index) => [
    attempts - trail.length + index + 1,
    shownMoment(at, 'second'),
    status === undefined ? (fault ?? 'under way') : `http ${status}`,
    ms === undefined ? '-' : `${ms} ms`,
  ]);
  return textTable(['ATTEMPT', 'AT', 'RESULT', 'TOOK'], rows);
};
