import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runChecks } from './local/checks.ts';
import { endProcesses } from './local/end-processes.ts';
import { readJson } from './local/json-file.ts';
import { onStopRequest } from './local/on-stop-request.ts';
import { writtenSteps } from './local/steps.ts';
import { Stopped } from './local/stopped.ts';
import { closingLine, type TestCounts, testCounts } from './local/test-counts.ts';

const root = join(import.meta.dirname, '..');
const stopping = new AbortController();
/** For the local engine to end what it started. */
const STOP_MS = 12_000;

/** `npm test`: the checks, then all tests; arguments go to Vitest. The last line says how many passed and failed. */
async function main(args: readonly string[]): Promise<TestCounts & { readonly isGood: boolean }> {
  const failures = await runChecks(root, writtenSteps(process.stdout), stopping.signal);
  if (failures > 0) {
    console.log('\nThe tests did not run, since checks failed: their logs are above.');
    return { passed: 0, failed: failures, skipped: 0, isGood: false };
  }
  const reportFile = join(root, '.local', 'test-report.json');
  rmSync(reportFile, { force: true });
  const code = await vitest([
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    ...args,
  ]);
  const counts = testCounts(readJson(reportFile)) ?? { passed: 0, failed: 1, skipped: 0 };
  return { ...counts, isGood: code === 0 && counts.failed === 0 && counts.passed > 0 };
}

async function vitest(args: readonly string[]): Promise<number> {
  const program = join(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [program, 'run', ...args], { cwd: root, stdio: 'inherit' });
  // With what its end-to-end set-up may be running: Vitest leaves that behind when it is told to stop.
  let ended = Promise.resolve();
  stopping.signal.addEventListener('abort', () => {
    ended = endProcesses(child.pid, STOP_MS);
  });
  const [code] = await once(child, 'exit');
  await ended;
  return code ?? 1;
}

onStopRequest(
  () => stopping.abort(new Stopped()),
  () => process.exit(130),
);
try {
  const { isGood, ...counts } = await main(process.argv.slice(2));
  console.log(`\n${closingLine(counts)}`);
  process.exit(isGood ? 0 : 1);
} catch (error) {
  if (!(error instanceof Stopped)) {
    throw error;
  }
  process.exit(130);
}
