import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Weather } from '../simulation/simulate.ts';

const root = join(import.meta.dirname, '../..');

/** What test/simulation/run.ts writes of a world. */
interface WorldLine {
  readonly weather: Weather;
  readonly jobs: number;
  readonly events: number;
  readonly violations: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly mishaps: Readonly<Record<string, number>>;
}

interface Run {
  readonly seed: number;
  readonly jobs: number;
  readonly weather: readonly Weather[];
  /** How many of the requests have a callback, from 0 to 1. */
  readonly callbacks?: number;
  /** The mutant to put in place of the real line (test/proof/mutants/mutants.ts). */
  readonly mutant?: string;
}

/** Runs the worlds of a seed in a process of their own; gives what it wrote, and how it ended. */
export const runSimulation = async ({ seed, jobs, weather, callbacks, mutant }: Run) => {
  const mutate = mutant === undefined ? [] : ['--import', './test/proof/mutants/mutate.ts'];
  const weathers = weather.flatMap((one) => ['--weather', one]);
  const program = ['test/simulation/run.ts', '--seed', `${seed}`, '--jobs', `${jobs}`, ...weathers];
  if (callbacks !== undefined) program.push('--callbacks', `${callbacks}`);
  const child = spawn(process.execPath, [...mutate, ...program], {
    cwd: root,
    env: { ...process.env, ...(mutant !== undefined && { MUTANT: mutant }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (part) => {
    output += part;
  });
  child.stderr.on('data', (part) => {
    errors += part;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  const worlds = output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as WorldLine);
  const [violation] = worlds.flatMap(({ weather, violations }) =>
    violations.map((one) => `${weather}: ${one}`),
  );
  const ending = errors.trim().split('\n').at(-1) || `exit code ${code}`;
  return { code, worlds, violation, ending };
};
