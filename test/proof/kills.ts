import { parseArgs } from 'node:util';
import { runKills } from './run-kills.ts';
import { writeProof } from './write-proof.ts';

// npm run proof:kills -- --kills 100 --seed 1: kills processes of the browser while captures run; ends with 1 when a job
// does not end done, or something is left.
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
});
const seed = Number(values.seed);
const started = performance.now();
const { jobs, kills, retries, faults } = await runKills({ kills: Number(values.kills), seed });
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
const list = Object.entries(kills)
  .map(([part, count]) => `${part} ${count}`)
  .join(', ');
const total = Object.values(kills).reduce((sum, count) => sum + count, 0);
const verdict =
  faults.length === 0
    ? 'All jobs ended done, and nothing was left: no process, no profile, no unhandled rejection.'
    : `**Failed**: ${faults.join('; ')}.`;
writeProof({
  name: 'kills',
  result: `${total} kills (${list}) in ${jobs} jobs, seed ${seed}, ${retries} retries, ${minutes} min. ${verdict}`,
});
console.log(verdict);
process.exitCode = faults.length === 0 ? 0 : 1;
