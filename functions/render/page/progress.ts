import type { FollowedFrame } from './follow-main-frame.ts';

/** How far a document has come. */
export interface Progress {
  /** It has not finished loading. */
  readonly isLoading: boolean;
  /** It is on its way to another document, which is not there yet. */
  readonly isLeaving: boolean;
  /** The connection broke off before all of it had come. */
  readonly isBroken: boolean;
}

/** How far the document of a frame has come by now. One that loads itself anew once it has loaded has arrived. */
export const progressOf = (frame: FollowedFrame): Progress => {
  const { hasLoaded, loading, pendingUrl, askingFor, scheduled, loaderId } = frame;
  const next = pendingUrl ?? askingFor;
  return {
    // Begun again without a step to anywhere: document.open().
    isLoading: !hasLoaded || (loading && next === undefined),
    isLeaving: (next !== undefined && frame.isOther(next)) || scheduled.some(({ isNext }) => isNext),
    isBroken: frame.isBroken(loaderId),
  };
};
