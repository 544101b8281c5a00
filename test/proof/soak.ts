import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { allocator } from '../../lib/config/allocator.ts';
import { youngGeneration } from '../../lib/config/young-generation.ts';
import { type Holdings, runSoak } from './run-soak.ts';
import { slope } from './slope.ts';
import { writeProof } from './write-proof.ts';

// npm run proof:soak -- --captures 2000: as many captures with one renderer in this process; ends with 1 when too many are
// wrong or something grows.
const { values } = parseArgs({ options: { captures: { type: 'string', default: '2000' } } });
const captures = Number(values.captures);
/** Of all captures, those that have to be right. */
const RIGHT = 0.999;
/** What memory may grow by, in bytes a capture. */
const MEMORY_A_CAPTURE = 10_000;
/** What descriptors may grow by, a capture. */
const DESCRIPTORS_A_CAPTURE = 0.01;

// A process has the allocator and the heap that it was started with.
if (!process.execArgv.includes(youngGeneration)) {
  const env = { ...process.env, ...allocator };
  const [code] = await once(
    spawn(process.execPath, [youngGeneration, ...process.argv.slice(1)], { env, stdio: 'inherit' }),
    'exit',
  );
  process.exit(code ?? 1);
}

const started = performance.now();
const { wrong, holdings, left } = await runSoak(captures, ({ captures: done, descriptors, heap, resident }) =>
  console.log(`${done} captures, ${descriptors} descriptors, ${heap} bytes held, ${resident} resident`),
);
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
// Before that, caches fill, code is compiled, and the heap of the C library comes to its size.
const second = holdings.slice(Math.floor(holdings.length / 2));
const growth = (of: (held: Holdings) => number, by: (held: Holdings) => number = (held) => held.captures) =>
  slope(second.map((held) => [by(held), of(held)]));
const heap = growth((held) => held.heap);
const resident = growth((held) => held.resident);
const own = growth((held) => held.descriptors);
const ofBrowser = growth(
  (held) => held.ofBrowser,
  (held) => held.age,
);

const right = captures - wrong.length;
const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;
const faults = [
  ...(right / captures < RIGHT ? wrong : []),
  ...(heap >= MEMORY_A_CAPTURE ? ['what is held of memory grows'] : []),
  ...(resident >= MEMORY_A_CAPTURE ? ['the memory of the process grows'] : []),
  ...(own >= DESCRIPTORS_A_CAPTURE ? ['the descriptors grow'] : []),
  ...(ofBrowser >= DESCRIPTORS_A_CAPTURE ? ['the descriptors of the browser grow'] : []),
  ...(left > 0 ? [`${left} browsers, profiles or ways out are left`] : []),
];
const verdict = faults.length === 0 ? 'All of it held.' : `**Failed**: ${faults.join('; ')}.`;
writeProof({
  name: 'soak',
  result: `${captures.toLocaleString('en')} captures in ${minutes} min. ${verdict}

- right: ${right.toLocaleString('en')} (asked: >= 99.9 %)${wrong.length === 0 ? '' : `; not ${wrong.join(', ')}`}
- growth over the second half, by linear regression, each capture: ${kilobytes(heap)} that something refers to, ${kilobytes(resident)} in memory (asked: < 10 kB), ${own.toFixed(3)} descriptors of the process, ${ofBrowser.toFixed(3)} of the browser
- at the end: ${holdings.at(-1)?.descriptors} descriptors, ${Math.round((holdings.at(-1)?.resident ?? 0) / 1_000_000)} MB in memory; after it ${left} browsers, profiles or ways out left`,
});
console.log(verdict);
process.exitCode = faults.length === 0 ? 0 : 1;
