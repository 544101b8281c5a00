import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { type Measure, measures } from './measures/measures.ts';
import { writeProof } from './write-proof.ts';

// npm run proof:measures: takes away one measure against hostile pages and callers after the other, and runs the test that
// is there to notice, after a control run with all of them; ends with 1 when one is not noticed, or a control run fails.
const root = join(import.meta.dirname, '../..');
const takenAway = join(import.meta.dirname, 'measures/switch.ts');
const config = join(import.meta.dirname, 'measures/vitest.config.ts');

const report = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) }),
  ),
});

/** What became of tests, by their full names. */
interface Run {
  /** All of it, hooks and modules included. */
  readonly isGreen: boolean;
  readonly passed: ReadonlySet<string>;
  readonly failed: readonly string[];
}

/** Runs a test without the measure of that name, with all of them for the empty one. Rejects when there is no report. */
const runTest = async (test: string, measure: string): Promise<Run> => {
  const file = join(tmpdir(), `snapstack-measure-${process.pid}.json`);
  rmSync(file, { force: true });
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--config', config, '--reporter=json', `--outputFile.json=${file}`, test];
  // For the programs that tests start; their own modules are Vite's, see measures/vitest.config.ts.
  const env = { ...process.env, MEASURE: measure, NODE_OPTIONS: `--import ${pathToFileURL(takenAway).href}` };
  await new Promise<void>((resolve) => {
    execFile(process.execPath, args, { cwd: root, env, maxBuffer: 64 * 1_048_576 }, () => resolve());
  });
  const { success, testResults } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
  rmSync(file);
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const namesOf = (wanted: string) =>
    tests.filter(({ status }) => status === wanted).map(({ fullName }) => fullName);
  return { isGreen: success, passed: new Set(namesOf('passed')), failed: namesOf('failed') };
};

const controls = new Map<string, Run>();
/** The run with all measures, once for each test. */
const controlOf = async (test: string): Promise<Run> => {
  const control = controls.get(test) ?? (await runTest(test, ''));
  controls.set(test, control);
  return control;
};

/** The tests that fail without the measure and pass with it, by name; none where the control run is not green. */
const noticing = async ({ name, test }: Measure): Promise<readonly string[]> => {
  const { isGreen, passed } = await controlOf(test);
  if (!isGreen || passed.size === 0) {
    console.log(`FAILS WITH ALL MEASURES  ${test}`);
    return [];
  }
  const { failed } = await runTest(test, name);
  return failed.filter((fullName) => passed.has(fullName));
};

/** `npm run proof:measures -- TEXT`: only those with this in their name, and nothing is written down. */
const only = process.argv[2] ?? '';
const started = performance.now();
const rows: string[] = [];
let noticed = 0;
for (const measure of measures.filter(({ name }) => name.includes(only))) {
  const [first, ...others] = await noticing(measure);
  if (first !== undefined) noticed += 1;
  const what =
    first === undefined ? '**nobody**' : `${first}${others.length > 0 ? `, and ${others.length} more` : ''}`;
  console.log(`${first === undefined ? 'UNSEEN ' : 'noticed'}  ${measure.name}\n          ${what}`);
  rows.push(
    `| ${measure.name} | \`${measure.test}\` | ${what.replaceAll('|', '\\|').replaceAll('<', '&lt;')} |`,
  );
}
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
const summary = `${noticed} of ${rows.length} are noticed by tests that pass with all of them, in ${minutes} min.`;
console.log(`\n${summary}`);
if (only === '') {
  writeProof({
    name: 'measures',
    result: `${summary}\n\n| taken away | test | noticed by |\n| --- | --- | --- |\n${rows.join('\n')}`,
  });
}
process.exitCode = noticed === rows.length ? 0 : 1;
