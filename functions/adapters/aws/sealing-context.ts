import type { KeyBinding } from '../../ports/envelopes.ts';

/** KMS gives a data key to nobody who does not name the same; it stands in CloudTrail, so it holds nothing secret. */
export const sealingContext = ({ accountId, boundTo }: KeyBinding) => ({ account: accountId, for: boundTo });
