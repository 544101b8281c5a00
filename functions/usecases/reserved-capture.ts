import { type Batch, jobOutcomes } from '../domain/batch.ts';
import type { Charge } from '../domain/capture.ts';
import type { Reserved } from '../ports/captures.ts';
import { batchToken } from './batch-token.ts';

/** What a batch has reserved for one of its jobs, by the job's index; undefined for a job that takes nothing. */
export const reservedCapture = (batch: Batch, index: number): Reserved | undefined => {
  const chargeOf = (): Charge | undefined => {
    switch (batch.outcomes[index]) {
      case jobOutcomes.quota:
        return { from: 'quota', month: batch.month };
      case jobOutcomes.credit:
        return { from: 'credit' };
      default:
        return undefined;
    }
  };
  const charge = chargeOf();
  const isWaitlisted = batch.outcomes[index] === jobOutcomes.waitlist;
  if (charge === undefined && !isWaitlisted) return undefined;
  const { accountId } = batch;
  const token = batchToken(batch, index);
  return { token, accountId, status: isWaitlisted ? 'waitlisted' : 'parked', charge };
};
