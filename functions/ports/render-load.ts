import type { CaptureTimes, Load } from '../domain/eta.ts';
import type { Lane } from '../domain/lane-of.ts';

/** What eta_seconds is made of. */
export interface RenderLoad {
  current(lane: Lane): Promise<Load>;
  /** Notes how long a capture took that was created at `createdAt` (Unix ms) and is done now. */
  observe(times: CaptureTimes, createdAt: number): Promise<void>;
}
