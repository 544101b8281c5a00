import { faultsOf } from '../hostile/live/live-report.ts';
import { runLive } from '../hostile/live/run-live.ts';
import { type EgressMutant, egressMutants } from './egress-mutants.ts';
import { writeProof } from './write-proof.ts';

// npm run proof:live: all vectors with all protections, then each protection switched off, which has to be seen. Ends with
// 1 when anything got out, a vector was not seen, or a protection was not missed.
const started = performance.now();
const report = await runLive();
if ('impossible' in report) throw new Error(`This machine cannot run it: ${report.impossible}`);
const { vectors, notFired, captures, breaches, toProxy, byProxy, deadEnds } = report;
const faults = faultsOf(report);
for (const fault of faults) console.log(`FAULT   ${fault}`);

/** Each thing once, with how often it was there. */
const counted = (things: readonly string[]): string => {
  const counts = Map.groupBy(things, (thing) => thing);
  return [...counts]
    .map(([thing, all]) => (all.length === 1 ? thing : `${thing} (${all.length}x)`))
    .join(', ');
};

const missed = async ({ name, vectors: chosen, breach }: EgressMutant) => {
  const without = await runLive({ vectors: chosen, mutant: name });
  const seen = 'impossible' in without ? [] : without.breaches[breach];
  console.log(`${seen.length > 0 ? 'seen   ' : 'MISSED '} ${name}: ${breach} ${counted(seen)}`);
  return { name, breach, seen };
};

const mutants: Awaited<ReturnType<typeof missed>>[] = [];
for (const mutant of egressMutants) mutants.push(await missed(mutant));
const noticed = mutants.filter(({ seen }) => seen.length > 0).length;

const ofPages = vectors.filter(({ id }) => !id.startsWith('top-'));
const denied = (some: typeof vectors): string => `${some.filter(({ isDenied }) => isDenied).length} denied`;
const tops = vectors.filter(({ id }) => id.startsWith('top-'));
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
const summary = `${ofPages.length} vectors in pages (${denied(ofPages)} by the proxy, ${notFired.length} that come to no connection) and ${tops.length} of the page itself (${denied(tops)}), in ${captures} captures: ${breaches.canary.length} connections to canaries, ${breaches.direct.length} direct connections, ${breaches.udp.length} UDP packets, ${breaches.dns.length} DNS queries by the browser. It made ${toProxy} connections to the proxy, which made ${byProxy}; ${deadEnds} went to the dead end for what belongs to no capture. ${noticed} of ${mutants.length} protections are missed when they are switched off. It took ${minutes} min.`;
console.log(`\n${summary}`);
const verdict =
  faults.length === 0 ? 'Nothing got out.' : `**Failed**:\n${faults.map((fault) => `- ${fault}`).join('\n')}`;
writeProof({
  name: 'live',
  result: `${summary} ${verdict}

| protection that is switched off | noticed | by |
| --- | --- | --- |
${mutants.map(({ name, breach, seen }) => `| ${name} | ${seen.length > 0 ? 'yes' : '**no**'} | ${breach}: ${counted(seen)} |`).join('\n')}

Denied by the proxy: ${vectors
    .filter(({ isDenied }) => isDenied)
    .map(({ id }) => id)
    .join(', ')}.

Not denied, because it comes to no connection:

${notFired.map((one) => `- ${one}`).join('\n')}`,
});
process.exitCode = faults.length === 0 && noticed === mutants.length ? 0 : 1;
