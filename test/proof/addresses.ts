import { type Judged, judgeAddresses } from '../addresses/judge-addresses.ts';
import { writeProof } from './write-proof.ts';

// npm run proof:addresses: a million addresses, a hundred thousand of each seed.
const FIRST_SEED = 9_000;
const SEEDS = 10;
const ADDRESSES = 100_000;

const began = performance.now();
const total: Record<string, { allowed: number; refused: number }> = {};
let texts = 0;
for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
  const judged: Judged = await judgeAddresses(seed, ADDRESSES);
  if (judged.faults.length > 0) {
    console.error(judged.faults.slice(0, 50).join('\n'));
    throw new Error(`Seed ${seed}: ${judged.faults.length} judged wrongly.`);
  }
  texts += judged.texts;
  for (const [kind, { allowed, refused }] of Object.entries(judged.counts)) {
    const sum = total[kind] ?? { allowed: 0, refused: 0 };
    total[kind] = { allowed: sum.allowed + allowed, refused: sum.refused + refused };
  }
  console.log(`seed ${seed}: ${ADDRESSES.toLocaleString('en')} addresses judged right`);
}

const figure = (count: number): string => count.toLocaleString('en');
const minutes = ((performance.now() - began) / 60_000).toFixed(1);
const rows = Object.entries(total).map(
  ([kind, { allowed, refused }]) => `| ${kind} | ${figure(allowed)} | ${figure(refused)} |`,
);
writeProof({
  name: 'addresses',
  result: `
${figure(SEEDS * ADDRESSES)} addresses, ${figure(texts)} texts, seeds ${FIRST_SEED} to ${FIRST_SEED + SEEDS - 1}, ${minutes} min: none judged wrongly.

| address | public: allowed | not public: refused |
| --- | --- | --- |
${rows.join('\n')}`,
});
