import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { runChecks } from './local/checks.ts';
import { endProcesses } from './local/end-processes.ts';
import { onStopRequest } from './local/on-stop-request.ts';
import { writtenSteps } from './local/steps.ts';
import { Stopped } from './local/stopped.ts';
import { closingLines } from './local/test-counts.ts';
import { type TestOutcome, testOutcome } from './local/test-outcome.ts';

const root = join(import.meta.dirname, '..');
const stopping = new AbortController();
/** For the local engine to end what it started. */
const STOP_MS = 12_000;

/** A run of Vitest. */
interface Run {
  readonly name: string;
  readonly args: readonly string[];
  /** Until then what it prints is held back, so that it does not get between what another prints. */
  readonly turn?: Promise<unknown>;
}

/**
 * `npm test`: the checks, then all tests but the long ones (test/proof/tests.ts); arguments go to Vitest. The last line says
 * how many passed and failed. Tests of the deployed stack wait most of their time, so they run beside the others, which
 * compute.
 */
async function main(args: readonly string[]): Promise<TestOutcome> {
  const failures = await runChecks(root, writtenSteps(process.stdout), stopping.signal);
  if (failures.length > 0) {
    console.log('\nThe tests did not run, since checks failed: their logs are above.');
    return { passed: 0, skipped: 0, failures, isGood: false };
  }
  if (args.length > 0) return vitest({ name: 'some', args });
  const unit = outcomeOf({ name: 'unit', args: ['--project', 'unit*'] });
  const e2e = outcomeOf({ name: 'e2e', args: ['--project', 'e2e'], turn: unit });
  return both(...(await Promise.all([unit, e2e])));
}

/** What cannot even be run has failed, and leaves the other to its end. */
const outcomeOf = (run: Run): Promise<TestOutcome> =>
  vitest(run).catch((error: unknown) => {
    console.error(error);
    return { passed: 0, skipped: 0, failures: [`${run.name}: ${error}`], isGood: false };
  });

const both = (one: TestOutcome, other: TestOutcome): TestOutcome => ({
  passed: one.passed + other.passed,
  skipped: one.skipped + other.skipped,
  failures: [...one.failures, ...other.failures],
  isGood: one.isGood && other.isGood,
});

async function vitest({ name, args, turn }: Run): Promise<TestOutcome> {
  const reportFile = join(root, '.local', `test-report-${name}.json`);
  rmSync(reportFile, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const program = join(root, 'node_modules/vitest/vitest.mjs');
  const isColoured = turn !== undefined && process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  const child = spawn(process.execPath, [program, 'run', ...reporters, ...args], {
    cwd: root,
    stdio: turn === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(isColoured && { FORCE_COLOR: '1' }) },
  });
  const printed = [printAt(turn, child.stdout, process.stdout), printAt(turn, child.stderr, process.stderr)];
  // With what its end-to-end set-up may be running: Vitest leaves that behind when it is told to stop.
  let ended = Promise.resolve();
  stopping.signal.addEventListener('abort', () => {
    ended = endProcesses(child.pid, STOP_MS);
  });
  const [code] = await once(child, 'exit');
  await ended;
  await Promise.all(printed);
  return testOutcome(name, reportFile, code);
}

/** Prints what comes from a process, from `turn` on; ends when all is printed. */
async function printAt(
  turn: Promise<unknown> | undefined,
  from: Readable | null,
  to: NodeJS.WritableStream,
): Promise<void> {
  if (from === null) return;
  // A pipe that nobody reads would stop the process.
  const held = from.pipe(new PassThrough({ highWaterMark: Number.MAX_SAFE_INTEGER }));
  await Promise.race([turn, once(stopping.signal, 'abort')]).catch(() => undefined);
  held.pipe(to, { end: false });
  await finished(held);
}

onStopRequest(
  () => stopping.abort(new Stopped()),
  () => process.exit(130),
);
try {
  const { isGood, ...counts } = await main(process.argv.slice(2));
  console.log(`\n${closingLines(counts)}`);
  process.exit(isGood ? 0 : 1);
} catch (error) {
  if (!(error instanceof Stopped)) {
    throw error;
  }
  process.exit(130);
}
