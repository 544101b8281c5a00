/** Work in front of a new capture: jobs waiting, seconds a render took of late, renders at the same time. */
export interface Load {
  readonly waiting: number;
  readonly renderSeconds: number;
  readonly slots: number;
}

/** Milliseconds until a capture submitted now is expected to be done, with its own `wait` in seconds. */
export const expectedDuration = (load: Load, wait: number): number => {
  const turns = 1 + load.waiting / load.slots;
  return Math.round((turns * load.renderSeconds + wait) * 1_000);
};

/** `eta_seconds` of a capture that is expected at `dueAt`: whole seconds, never negative. */
export const etaSeconds = (dueAt: number, now: number): number =>
  Math.max(0, Math.round((dueAt - now) / 1_000));
