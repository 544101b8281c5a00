import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { type Measure, measures } from './measures/measures.ts';
import { writeProof } from './write-proof.ts';

// npm run proof:measures: takes away one measure against hostile pages and callers after the other, and runs the test that
// is there to notice; ends with 1 when one does not.
const root = join(import.meta.dirname, '../..');
const takenAway = join(import.meta.dirname, 'measures/switch.ts');
const config = join(import.meta.dirname, 'measures/vitest.config.ts');

const report = z.object({
  numTotalTests: z.int(),
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) }),
  ),
});

/** The tests that failed without the measure, by name; none when the run itself failed, which would prove nothing. */
const failuresWithout = async ({ name, test }: Measure): Promise<readonly string[]> => {
  const file = join(tmpdir(), `snapstack-measure-${process.pid}.json`);
  rmSync(file, { force: true });
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--config', config, '--reporter=json', `--outputFile.json=${file}`, test];
  // For the programs that tests start; their own modules are Vite's, see measures/vitest.config.ts.
  const env = { ...process.env, MEASURE: name, NODE_OPTIONS: `--import ${pathToFileURL(takenAway).href}` };
  await new Promise<void>((resolve) => {
    execFile(process.execPath, args, { cwd: root, env, maxBuffer: 64 * 1_048_576 }, () => resolve());
  });
  const { testResults } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
  rmSync(file);
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ fullName }) => fullName);
};

/** `npm run proof:measures -- TEXT`: only those with this in their name, and nothing is written down. */
const only = process.argv[2] ?? '';
const started = performance.now();
const rows: string[] = [];
let noticed = 0;
for (const measure of measures.filter(({ name }) => name.includes(only))) {
  const [first, ...others] = await failuresWithout(measure);
  if (first !== undefined) noticed += 1;
  const what =
    first === undefined ? '**nobody**' : `${first}${others.length > 0 ? `, and ${others.length} more` : ''}`;
  console.log(`${first === undefined ? 'UNSEEN ' : 'noticed'}  ${measure.name}\n          ${what}`);
  rows.push(
    `| ${measure.name} | \`${measure.test}\` | ${what.replaceAll('|', '\\|').replaceAll('<', '&lt;')} |`,
  );
}
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
const summary = `${noticed} of ${rows.length} are noticed, in ${minutes} min.`;
console.log(`\n${summary}`);
if (only === '') {
  writeProof({
    name: 'measures',
    result: `${summary}\n\n| taken away | test | noticed by |\n| --- | --- | --- |\n${rows.join('\n')}`,
  });
}
process.exitCode = noticed === rows.length ? 0 : 1;
