import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { SHARED_MEMORY } from '../../../functions/render/browser/scratch-folder.ts';
import { collectGarbage } from '../../support/collect-garbage.ts';
import { memoryOfProcess } from '../../support/memory-of-process.ts';

const prefix = `snapstack-profile-${process.pid}-`;

const namesIn = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);

const profileOf = (id: string): string | undefined => {
  try {
    // The environment, since it is what every process of a browser inherits, whatever becomes of its parent and group.
    const environment = readFileSync(`/proc/${id}/environ`, 'utf8');
    return new RegExp(`${prefix}[0-9a-f]+`).exec(environment)?.[0];
  } catch {
    return undefined;
  }
};

/** What the renderer of this process has running and open. */
export interface Holdings {
  /** The profiles of all browser processes that there are. */
  readonly running: ReadonlySet<string>;
  /** The profile folders that there are. */
  readonly folders: readonly string[];
  readonly descriptors: number;
  /** Bytes that this process needs, after collecting garbage. */
  readonly memory: number;
  /** Bytes that the browser processes have. */
  readonly browserMemory: number;
}

/** Looks at what there is now. */
export const holdings = (): Holdings => {
  collectGarbage();
  // Buffers are part of what is external.
  const { heapUsed, external } = process.memoryUsage();
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const running = ids.flatMap((id) => {
    const profile = profileOf(id);
    return profile === undefined ? [] : [{ id, profile }];
  });
  return {
    running: new Set(running.map(({ profile }) => profile)),
    folders: [tmpdir(), SHARED_MEMORY].flatMap(namesIn).filter((name) => name.startsWith(prefix)),
    descriptors: readdirSync('/proc/self/fd').length,
    memory: heapUsed + external,
    browserMemory: running.reduce((sum, { id }) => sum + memoryOfProcess(id), 0),
  };
};
