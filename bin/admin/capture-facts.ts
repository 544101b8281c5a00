import { type Capture, hasEnded } from '../../functions/domain/capture.ts';
import { resultFiles } from '../../functions/domain/result-files.ts';

/** What a capture has in some of its states only; what it does not have is undefined. Times are Unix milliseconds. */
export const captureFacts = (one: Capture) => ({
  charge: 'charge' in one ? one.charge : undefined,
  refunded: one.status === 'failed' && one.refunded,
  dueAt: 'dueAt' in one ? one.dueAt : undefined,
  leaseUntil: one.status === 'processing' ? one.leaseUntil : undefined,
  endedAt: one.status === 'failed' ? one.endedAt : undefined,
  keptUntil: hasEnded(one) ? one.keptUntil : undefined,
  /** Of a result that is not published: until when its file and what is sealed of it can be had. */
  heldUntil: hasEnded(one) ? one.heldUntil : undefined,
  /** True: those are erased. */
  isErased: hasEnded(one) && one.isExpired === true,
  failure: one.status === 'failed' ? one.failure : undefined,
  result: one.status === 'done' ? one.result : undefined,
  /** Keys in the bucket of hosted pictures. */
  files: one.status === 'done' ? resultFiles(one).hosted : [],
});
