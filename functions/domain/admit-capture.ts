import type { PlanName } from './account.ts';
import type { AskedOptions } from './asked-options.ts';
import type { CaptureOptions } from './capture-options.ts';
import { requireEntitled } from './entitlement.ts';
import { expandPreset } from './expand-preset.ts';

/** A request for one capture of the right shape. */
interface ShapedRequest {
  readonly fields: AskedOptions;
  readonly sent: ReadonlySet<string>;
}

/**
 * The judgement after shape and URL, in the contract's order: what the plan may send, then the preset; sizes follow from
 * the options by domain/geometry.ts. Throws ApiError `pro_required`.
 */
export const admitCapture = (
  plan: PlanName,
  { fields, sent }: ShapedRequest,
  target: { readonly customPort: boolean },
): CaptureOptions => {
  requireEntitled(plan, { ...fields, ...target });
  const options = expandPreset(fields, sent);
  // Part of the options, so that it is stored with them and an account that becomes Pro is not given the marked picture
  // of a moment ago.
  return plan === 'free' && options.frame !== '' ? { ...options, marked: true } : options;
};
