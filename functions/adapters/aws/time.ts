import type { Clock } from '../../ports/clock.ts';

/** The time by which an adapter stamps rows and waits before it tries again; a simulation has its own. */
export interface Time {
  readonly now: Clock;
  /** Waits for a random time of at most so many milliseconds: callers that collided must not collide again. */
  backOff(mostMs: number): Promise<void>;
}

export const realTime: Time = {
  now: Date.now,
  backOff: (mostMs) => new Promise((resolve) => setTimeout(resolve, Math.random() * mostMs)),
};
