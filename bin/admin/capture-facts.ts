import { type Capture, hasEnded, isHeld } from '../../functions/domain/capture.ts';
import { imagePath, previewPath } from '../../functions/domain/static-path.ts';

/** What a capture has in some of its states only; what it does not have is undefined. Times are Unix milliseconds. */
export const captureFacts = (one: Capture) => ({
  charge: 'charge' in one ? one.charge : undefined,
  refunded: one.status === 'failed' && one.refunded,
  dueAt: 'dueAt' in one ? one.dueAt : undefined,
  leaseUntil: one.status === 'processing' ? one.leaseUntil : undefined,
  endedAt: one.status === 'failed' ? one.endedAt : undefined,
  keptUntil: hasEnded(one) ? one.keptUntil : undefined,
  failure: one.status === 'failed' ? one.failure : undefined,
  result: one.status === 'done' ? one.result : undefined,
  /** Keys in the bucket of hosted pictures. */
  files:
    one.status === 'done' && !isHeld(one)
      ? [imagePath(one.token, one.options.format), previewPath(one.token)]
      : [],
});
