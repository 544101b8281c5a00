import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { internet } from './internet.ts';
import type { LiveReport } from './live-report.ts';

/** What enter-namespaces.py ends with where there are none. */
const FORBIDDEN = 77;
const root = join(import.meta.dirname, '../../..');

interface LiveRun {
  /** The ids of the vectors; absent: all of them. */
  readonly vectors?: readonly string[];
  /** The protection to switch off (test/proof/egress-mutants.ts). */
  readonly mutant?: string;
}

/** Why this machine cannot run it, in a sentence. */
export interface Impossible {
  readonly impossible: string;
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Runs a program in namespaces; undefined when there is no Python to enter them with. */
const runInNamespaces = async (resolvConf: string, program: readonly string[], env: NodeJS.ProcessEnv) => {
  const child = spawn('python3', [join(import.meta.dirname, 'enter-namespaces.py'), resolvConf, ...program], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const spoken = Promise.all([text(child.stdout), text(child.stderr)]);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    const [output, errors] = await spoken;
    return { code, output, errors: errors.trim() };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

/**
 * Captures the attacker's pages inside of namespaces, in a process of their own. Throws an Error with what was said when
 * that process fails.
 */
export const runLive = async ({ vectors = [], mutant }: LiveRun = {}): Promise<LiveReport | Impossible> => {
  if (process.platform !== 'linux') return { impossible: 'only Linux has network namespaces' };
  const folder = await mkdtemp(join(tmpdir(), 'snapstack-live-'));
  try {
    const resolvConf = join(folder, 'resolv.conf');
    await writeFile(resolvConf, `nameserver ${internet.systemNameServer}\n`);
    const mutate = mutant === undefined ? [] : ['--import', './test/proof/egress-mutants-switch.ts'];
    const program = [process.execPath, ...mutate, './test/hostile/live/inside.ts', folder, ...vectors];
    const env = { ...process.env, ...(mutant !== undefined && { MUTANT: mutant }) };
    const ended = await runInNamespaces(resolvConf, program, env);
    if (ended === undefined) return { impossible: 'there is no python3 on PATH' };
    if (ended.code === FORBIDDEN) return { impossible: ended.errors };
    if (ended.code !== 0) throw new Error(`The live run ended with ${ended.code}: ${ended.errors}`);
    return JSON.parse(ended.output.trim().split('\n').at(-1) ?? '') as LiveReport;
  } finally {
    await rm(folder, { recursive: true });
  }
};
