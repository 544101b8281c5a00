import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../../bin/local/json-file.ts';
import { closingLines, testCounts } from '../../bin/local/test-counts.ts';
import { writeProof } from './write-proof.ts';

// npm run proof:tests: the tests that `npm test` leaves out for their time (*.long.test.ts).
const root = join(import.meta.dirname, '../..');
const report = join(root, '.local', 'test-report-long.json');
rmSync(report, { force: true });
const started = performance.now();
const vitest = [
  join(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  '--project=long',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
];
const [code] = await once(spawn(process.execPath, vitest, { cwd: root, stdio: 'inherit' }), 'exit');
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
const counts = testCounts(readJson(report));
const failed =
  counts?.failures.map((failure) => failure.split('\n')[0]?.replace(`${root}/`, '')).join('; ') ||
  `exit code ${code}`;
const isGood = code === 0 && counts !== undefined && counts.passed > 0;
writeProof({
  name: 'tests',
  result: `${counts?.passed ?? 0} passed, in ${minutes} min. ${isGood ? 'None failed.' : `**Failed**: ${failed}.`}`,
});
if (counts !== undefined) console.log(closingLines(counts));
process.exitCode = isGood ? 0 : 1;
