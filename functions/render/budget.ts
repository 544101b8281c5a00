/** The time of one capture, dealt out in shares of what is left. All times in milliseconds. */
export interface Budget {
  /** What a step may take: its share of the time that is left and not set aside, and never more than `atMost`. */
  allot(share: number, atMost?: number): number;
  /** Gives the time that was set aside to whoever comes next. */
  release(): void;
  /** True when the capture's time is over. */
  spent(): boolean;
}

/**
 * A budget that ends at `deadline` (Unix ms). `setAside` is kept for a step that needs a fixed time, such as the
 * caller's own wait, so that a slow page cannot eat it.
 */
export const createBudget = (deadline: number, setAside: number, now: () => number = Date.now): Budget => {
  let kept = setAside;
  const left = () => Math.max(0, deadline - now());
  return {
    allot: (share, atMost = Number.POSITIVE_INFINITY) =>
      Math.round(Math.min(Math.max(0, left() - kept) * share, atMost)),
    release: () => {
      kept = 0;
    },
    spent: () => left() === 0,
  };
};
