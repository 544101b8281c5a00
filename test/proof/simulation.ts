import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { sideBySide } from '../../functions/usecases/side-by-side.ts';
import type { Weather } from '../simulation/simulate.ts';
import { runSimulation } from './run-simulation.ts';
import { writeProof } from './write-proof.ts';

// npm run proof:simulation -- --seed 1000 --worlds 50: worlds of 20,000 jobs each, with seeds one after the other; ends
// with 1 when an invariant did not hold in one of them.
const JOBS = 20_000;
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1000' }, worlds: { type: 'string', default: '50' } },
});
const first = Number(values.seed);
const worlds = Number(values.worlds);
const total: Record<string, number> = {};
const mishaps: Record<string, number> = {};
const failed: { seed: number; violation: string }[] = [];
let jobs = 0;
let events = 0;
let over = 0;

const add = (sums: Record<string, number>, more: Readonly<Record<string, number>>): void => {
  for (const [name, count] of Object.entries(more)) sums[name] = (sums[name] ?? 0) + count;
};

/** In one world of five somebody's hand alters counters besides. */
const weatherOf = (seed: number): Weather => (seed % 5 === 4 ? 'drift' : 'storm');

const run = async (seed: number): Promise<void> => {
  const {
    code,
    worlds: lines,
    violation,
    ending,
  } = await runSimulation({ seed, jobs: JOBS, weather: [weatherOf(seed)] });
  for (const line of lines) {
    events += line.events;
    jobs += line.jobs;
    add(total, line.counts);
    add(mishaps, line.mishaps);
  }
  if (code !== 0) failed.push({ seed, violation: violation ?? ending });
  over += 1;
  console.log(`${over} of ${worlds} worlds, ${jobs} jobs, ${failed.length} failed`);
};

const started = performance.now();
const seeds = Array.from({ length: worlds }, (_, index) => first + index);
await sideBySide(seeds, Math.max(1, cpus().length), run);
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
const list = (sums: Readonly<Record<string, number>>): string =>
  Object.entries(sums)
    .map(([name, count]) => `${name} ${count.toLocaleString('en')}`)
    .join(', ');
const verdict =
  failed.length === 0
    ? 'All invariants held in every world.'
    : `**Failed**: ${failed.map(({ seed, violation }) => `seed ${seed}: ${violation}`).join('; ')}`;
writeProof({
  name: 'simulation',
  result: `${jobs.toLocaleString('en')} jobs in ${worlds} worlds, seeds ${first} to ${first + worlds - 1}, ${events.toLocaleString('en')} events, ${minutes} min. ${verdict}

- what happened: ${list(total)}
- what went wrong: ${list(mishaps)}`,
});
console.log(verdict);
process.exitCode = failed.length === 0 ? 0 : 1;
