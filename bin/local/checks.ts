import { join } from 'node:path';
import { Refusal } from './refusal.ts';
import { runCommand } from './run-command.ts';
import type { Steps } from './steps.ts';

/** This check says more than that it passed: the last line that it writes is shown. */
const DEPENDENCIES = 'Dependencies';

/** What is checked without running the product, each with the program and arguments that do it. */
const checks: readonly (readonly [name: string, program: string, ...args: string[]])[] = [
  ['Format and lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '--colors=off'],
  ['Types', 'node_modules/typescript/bin/tsc', '--pretty', 'false'],
  ['Dead code', 'node_modules/knip/bin/knip.js', '--no-progress'],
  [
    'Architecture rules',
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'unit-shared',
    'test/architecture.test.ts',
  ],
  [DEPENDENCIES, 'bin/dependencies.ts'],
  ['API document: as the code says, and without a lint finding', 'bin/openapi.ts', '--check'],
];

/** Runs all checks side by side, with the log of what failed; gives the names of those that did. */
export async function runChecks(root: string, steps: Steps, signal: AbortSignal): Promise<readonly string[]> {
  const env = { ...process.env, NO_COLOR: '1' };
  const results = await Promise.allSettled(
    checks.map(([name, program, ...args]) =>
      steps.run(
        name,
        () =>
          runCommand(process.execPath, [join(root, program), ...args], {
            cwd: root,
            env,
            signal,
          }),
        name === DEPENDENCIES ? (output) => output.trimEnd().split('\n').at(-1) ?? '' : undefined,
      ),
    ),
  );
  for (const result of results) {
    if (result.status === 'rejected' && !(result.reason instanceof Refusal)) {
      throw result.reason;
    }
  }
  return checks.map(([name]) => name).filter((_, index) => results[index]?.status === 'rejected');
}
