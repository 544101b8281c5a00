import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { closingLines } from '../../bin/local/test-counts.ts';
import { testOutcome } from '../../bin/local/test-outcome.ts';
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
const outcome = testOutcome('long', report, code);
const { passed, failures, isGood } = outcome;
const failed = failures.map((failure) => failure.split('\n')[0]?.replace(`${root}/`, '')).join('; ');
writeProof({
  name: 'tests',
  result: `${passed} passed, in ${minutes} min. ${isGood ? 'None failed.' : `**Failed**: ${failed}.`}`,
});
console.log(closingLines(outcome));
process.exitCode = isGood ? 0 : 1;
