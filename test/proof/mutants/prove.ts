import { cpus } from 'node:os';
import { sideBySide } from '../../../functions/usecases/side-by-side.ts';
import { runSimulation } from '../run-simulation.ts';
import { writeProof } from '../write-proof.ts';
import { type Mutant, mutants } from './mutants.ts';

// npm run proof:mutants: every mutant in simulations of its own, with these seeds until one notices it; ends with 1 when
// one lives.
const SEEDS = [11, 12, 13, 14];
const JOBS = 6_000;

interface Verdict {
  readonly mutant: Mutant;
  readonly seed: number;
  readonly isCaught: boolean;
  /** The violation that was noticed, or how it ended without one. */
  readonly because: string;
}

const runSeed = async (mutant: Mutant, seed: number): Promise<Verdict> => {
  const { code, violation, ending } = await runSimulation({
    seed,
    jobs: JOBS,
    weather: mutant.weather ?? ['storm', 'calm'],
    mutant: mutant.name,
    ...(mutant.callbacks !== undefined && { callbacks: mutant.callbacks }),
  });
  // A mutant that cannot run at all would prove nothing.
  return { mutant, seed, isCaught: code === 1 && violation !== undefined, because: violation ?? ending };
};

const run = async (mutant: Mutant): Promise<Verdict> => {
  for (const seed of SEEDS) {
    const verdict = await runSeed(mutant, seed);
    if (verdict.isCaught || seed === SEEDS.at(-1)) return verdict;
  }
  throw new Error('There are no seeds.');
};

const started = performance.now();
const verdicts: Verdict[] = [];
await sideBySide(mutants, Math.max(1, cpus().length), async (mutant) => {
  const verdict = await run(mutant);
  verdicts.push(verdict);
  const { isCaught, seed, because } = verdict;
  console.log(`${isCaught ? 'caught' : 'LIVES '}  ${mutant.name}\n          seed ${seed}: ${because}`);
});
const caught = verdicts.filter(({ isCaught }) => isCaught).length;
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
const summary = `${caught} of ${mutants.length} mutants are caught, seeds ${SEEDS.join(', ')}, ${JOBS.toLocaleString('en')} jobs each, in ${minutes} min.`;
console.log(`\n${summary}`);
const rows = verdicts.map(
  ({ mutant, isCaught, because, seed }) =>
    `| ${mutant.name} | ${isCaught ? 'yes' : '**no**'} | ${seed} | ${because.replaceAll('|', '\\|')} |`,
);
writeProof({
  name: 'mutants',
  result: `${summary}

| mutant | caught | seed | by the first of its violations |
| --- | --- | --- | --- |
${rows.toSorted().join('\n')}`,
});
process.exitCode = caught === mutants.length ? 0 : 1;
