import { developmentCertificates } from '../../../bin/local/development-certificates.ts';
import { chromiumRenderer } from '../../../functions/render/chromium-renderer.ts';
import { attackerSite } from './attacker-site.ts';
import { type Attack, attackBatches, type Batch, isDenied } from './attacks.ts';
import { capturePage } from './capture-page.ts';
import { internet } from './internet.ts';
import { liveEgress } from './live-egress.ts';
import type { LiveReport, VectorResult } from './live-report.ts';
import { startNameServer } from './name-server.ts';
import { noteOwnDials } from './own-dials.ts';
import { openShore } from './shore.ts';
import { sortPackets } from './sort-packets.ts';
import { type TopVector, topVectors } from './top-vectors.ts';
import { trustingBrowser } from './trusting-browser.ts';
import { openWire } from './wire.ts';

// The live run itself, inside of the namespaces: captures the attacker's pages with the product's own renderer and egress,
// and writes what it has seen as one line of JSON. Arguments: a folder that is removed afterwards, and the ids of the
// vectors, or none for all of them.
const [folder = '', ...ids] = process.argv.slice(2);
const only = ids.length > 0 ? new Set(ids) : undefined;
const batches = attackBatches(only);
const tops = topVectors.filter(({ id }) => only?.has(`top-${id}`) ?? true);
const known = new Set([
  ...batches.flatMap(({ attacks }) => attacks.map(({ id }) => id)),
  ...tops.map(({ id }) => `top-${id}`),
]);
for (const id of ids) if (!known.has(id)) throw new Error(`There is no vector "${id}".`);

/** A vector that has not been seen by then will not be. The page loads meanwhile, for which the product gives it 15 s. */
const SEEN_MS = 12_000;
/** How long the vectors that are not to fire get beyond that, and those that wait for the page to have loaded. */
const LOADED_SECONDS = 1;

// Nobody may ask the system's; it answers all the same, so that a browser that does goes on to where it must not.
const nameServers = await Promise.all([internet.nameServer, internet.systemNameServer].map(startNameServer));
const egress = liveEgress();
const isSeen = (attack: Attack): boolean => attack.notFired !== undefined || isDenied(attack, egress.denied);
const certificate = developmentCertificates().server({ hosts: [`www.${internet.domain}`] });
const site = attackerSite({
  certificate,
  batches,
  whenSeen: ({ attacks }) => egress.until(() => attacks.every(isSeen), SEEN_MS),
  proxy: egress.proxy,
});
const [shore, wire] = await Promise.all([openShore(site.serve), openWire()]);
const dials = noteOwnDials();
const renderer = chromiumRenderer({
  egress,
  anyRegionFromHere: true,
  chromiumPath: await trustingBrowser(folder, certificate.cert),
});

const judgeAttack = (attack: Attack): VectorResult => {
  const wasDenied = isDenied(attack, egress.denied);
  const isRight = wasDenied === (attack.notFired === undefined);
  const fault = wasDenied ? 'it fired, although it is listed as one that does not' : 'it was not seen';
  return { id: attack.id, isDenied: wasDenied, ...(!isRight && { fault }) };
};

const captureBatch = async (batch: Batch): Promise<readonly VectorResult[]> => {
  const scheme = batch.isSecure ? 'https' : 'http';
  const url = `${scheme}://www.${internet.domain}/batch/${batch.name}`;
  const outcome = await capturePage(renderer, url, LOADED_SECONDS);
  const page = { id: batch.name, isDenied: false, fault: outcome };
  return [...batch.attacks.map(judgeAttack), ...(outcome === 'the public page' ? [] : [page])];
};

const captureTop = async ({ id, url, fails, denied }: TopVector): Promise<VectorResult> => {
  const address = url.startsWith('/') ? `http://www.${internet.domain}${url}` : url;
  const outcome = await capturePage(renderer, address, 0);
  const wanted = fails ?? 'the public page';
  const wasDenied = denied !== undefined && egress.denied.has(denied.replace('PROXY', egress.proxy()));
  const faults = [
    ...(outcome === wanted ? [] : [`${outcome} instead of ${wanted}`]),
    ...(denied === undefined || wasDenied ? [] : [`${denied} was not seen to be denied`]),
  ];
  return {
    id: `top-${id}`,
    isDenied: wasDenied,
    ...(faults.length > 0 && { fault: faults.join(', ') }),
  };
};

const vectors: VectorResult[] = [];
try {
  for (const batch of batches) vectors.push(...(await captureBatch(batch)));
  for (const top of tops) vectors.push(await captureTop(top));
} finally {
  await renderer.close();
}
const packets = sortPackets(await wire.read(), { proxies: egress.proxies, dials });
const { direct, udp, dns, toProxy, byProxy, deadEnds } = packets;
const notFired = batches.flatMap(({ attacks }) =>
  attacks.flatMap((attack) => (attack.notFired === undefined ? [] : [`${attack.id}: ${attack.notFired}`])),
);
const report: LiveReport = {
  vectors,
  notFired,
  captures: batches.length + tops.length,
  toProxy,
  byProxy,
  deadEnds,
  breaches: { canary: shore.canaryHits, direct, udp, dns },
};
await wire.close();
dials.close();
shore.close();
for (const nameServer of nameServers) nameServer.close();
console.log(JSON.stringify(report));
// Connections of the attacker's site that nobody closes would keep it.
process.exit(0);
