import type { Lane } from '../domain/lane-of.ts';

/** The queues in front of the render workers. */
export interface RenderQueue {
  send(tokens: readonly string[], lane: Lane): Promise<void>;
}
