import type { RenderFailureCode } from './render-failure.ts';

/** Failures that used their whole budget and are not given back (contract, "Errors"). */
const kept: ReadonlySet<RenderFailureCode> = new Set(['page_unresponsive', 'page_crashed', 'page_too_heavy']);

/** Whether a capture that failed this way is given back. */
export const isRefunded = (failure: RenderFailureCode): boolean => !kept.has(failure);
