/** How long a capture took, in seconds. */
export interface CaptureTimes {
  /** From claim to picture, with the caller's own wait_time. */
  readonly busySeconds: number;
  /** The same without the wait_time. */
  readonly renderSeconds: number;
}

/** How long captures took of late, in seconds. */
export interface RenderTimes {
  /** How long a slot is taken for each where they are all taken: with the wait_time, and all that comes between two. */
  readonly busySeconds: number;
  /** The same without the wait_time. */
  readonly slotSeconds: number;
  /** From claim to picture, without the wait_time. */
  readonly renderSeconds: number;
}

/** What the render workers have to do: jobs that hold a slot and are not done, and how many render at the same time. */
export interface Load extends RenderTimes {
  readonly waiting: number;
  readonly slots: number;
}

/** What is before a capture of its own account's: seconds of rendering, and how many of them run side by side. */
export interface OwnWork {
  readonly seconds: number;
  readonly width: number;
}

/** Before anything was rendered: a small page, the default wait_time, a browser that has to start. */
export const firstGuess: RenderTimes = { busySeconds: 7, slotSeconds: 2, renderSeconds: 2 };

/**
 * Milliseconds until a capture submitted now is expected to be done, with its own `wait` in seconds. It has to wait for
 * the queue, and for its account's own captures where they have to take turns: whichever is longer, since they go on at
 * the same time.
 */
export const expectedDuration = (
  load: Load,
  wait: number,
  own: OwnWork = { seconds: 0, width: 1 },
): number => {
  const queue = (load.waiting / load.slots) * load.busySeconds;
  const turn = own.seconds / Math.min(own.width, load.slots);
  return Math.round((Math.max(queue, turn) + load.renderSeconds + wait) * 1_000);
};

/** Milliseconds that a capture takes whose turn has come, before anything is known of its page. */
export const ownDuration = (wait: number): number => (wait + firstGuess.renderSeconds) * 1_000;

/** `eta_seconds` of a capture that is expected at `dueAt`: whole seconds, never negative. */
export const etaSeconds = (dueAt: number, now: number): number =>
  Math.max(0, Math.round((dueAt - now) / 1_000));
