import type { StageConfig } from '../../lib/config/stage-config.ts';

/** What an erasure does not reach at a stage, and when that is gone, for whoever has to answer for it. */
export const notErased = ({ delivery, pointInTimeRecovery, logRetentionDays }: StageConfig): string[] => [
  'Marks by which the same request is found again are kept by a hash, hold no personal data besides the token of a capture, and expire within minutes. So do, within three days, marks of captures that a batch had reserved for and never made.',
  'Messages that are still in queues hold the token of a capture and nothing else, dead letters also why they are; they are dropped when they are delivered.',
  'The stream of the captures table holds what was written to it for a day.',
  'Results that were sent to receivers of callbacks are there.',
  `Logs name the account by its id, and its captures by their job ids, for ${logRetentionDays === 1 ? 'a day' : `${logRetentionDays} days`}.`,
  ...(pointInTimeRecovery
    ? ['Backups of the tables, from which they can be restored to a point in time, go back 35 days.']
    : []),
  delivery === 'cloudfront'
    ? "Copies of pictures in CloudFront's caches, and in those of whoever fetched them, may be there until they are pushed out. CloudFront's are gone after an invalidation of its distribution (aws cloudfront create-invalidation)."
    : 'Copies of pictures in the caches of whoever fetched them may be there until they are pushed out.',
];
