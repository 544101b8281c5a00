/** How long captures took of late, in seconds. */
export interface RenderTimes {
  /** From claim to picture, with the caller's own wait_time: how long a slot is taken. */
  readonly busySeconds: number;
  /** The same without the wait_time. */
  readonly renderSeconds: number;
}

/** Work in front of a new capture: jobs waiting, and how many render at the same time. */
export interface Load extends RenderTimes {
  readonly waiting: number;
  readonly slots: number;
}

/** Before anything was rendered: a small page, the default wait_time, a browser that has to start. */
export const firstGuess: RenderTimes = { busySeconds: 7, renderSeconds: 2 };

/** Milliseconds until a capture submitted now is expected to be done, with its own `wait` in seconds. */
export const expectedDuration = (load: Load, wait: number): number => {
  const turn = (load.waiting / load.slots) * load.busySeconds;
  return Math.round((turn + load.renderSeconds + wait) * 1_000);
};

/** `eta_seconds` of a capture that is expected at `dueAt`: whole seconds, never negative. */
export const etaSeconds = (dueAt: number, now: number): number =>
  Math.max(0, Math.round((dueAt - now) / 1_000));
