import { firstGuess, type Load } from '../domain/eta.ts';
import type { Lane } from '../domain/lane-of.ts';
import type { Log } from '../ports/log.ts';
import type { RenderLoad } from '../ports/render-load.ts';

export interface CurrentLoadDependencies {
  readonly load: RenderLoad;
  readonly log: Log;
}

/** What the workers of a lane have to do; a guess when it cannot be asked, since an estimate is not worth a capture. */
export const currentLoad = ({ load, log }: CurrentLoadDependencies, lane: Lane): Promise<Load> =>
  load.current(lane).catch((error: unknown) => {
    log('load_unknown', { error });
    return { ...firstGuess, waiting: 0, slots: 1 };
  });
