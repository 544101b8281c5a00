import { Resolver } from 'node:dns/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentCertificates } from '../../../bin/local/development-certificates.ts';
import { dnsResolver } from '../../../functions/adapters/net/dns-resolver.ts';
import { createEgress } from '../../../functions/adapters/net/egress-proxy.ts';
import { askedOptions } from '../../../functions/domain/asked-options.ts';
import { expandPreset } from '../../../functions/domain/expand-preset.ts';
import { outboundPolicy } from '../../../functions/domain/outbound-policy.ts';
import { RenderFailure } from '../../../functions/domain/render-failure.ts';
import type { Egress } from '../../../functions/ports/egress.ts';
import { chromiumRenderer } from '../../../functions/render/chromium-renderer.ts';
import { decodeRgba } from '../../support/decode-rgba.ts';
import { attackerSite, publicColour } from './attacker-site.ts';
import { type Attack, attackBatches, type Batch, isDenied } from './attacks.ts';
import { internet } from './internet.ts';
import type { LiveReport, VectorResult } from './live-report.ts';
import { startNameServer } from './name-server.ts';
import { noteOwnDials } from './own-dials.ts';
import { openShore } from './shore.ts';
import { sortPackets } from './sort-packets.ts';
import { type TopVector, topVectors } from './top-vectors.ts';
import { trustingBrowser } from './trusting-browser.ts';
import { openWire } from './wire.ts';

// The live run itself, inside of the namespaces: captures the attacker's pages with the product's own renderer and egress,
// and writes what it has seen as one line of JSON. Arguments: the ids of the vectors, or none for all of them.
const only = process.argv.length > 2 ? new Set(process.argv.slice(2)) : undefined;
/** A vector that has not been seen by then will not be. The page loads meanwhile, for which the product gives it 15 s. */
const SEEN_MS = 9_000;
const CAPTURE_MS = 40_000;

const batches = attackBatches(only);
const denied = new Set<string>();
const waiting = new Set<() => void>();

const isOver = ({ attacks }: Batch): boolean =>
  attacks.every((attack) => attack.notFired !== undefined || isDenied(attack, denied));

const whenSeen = (batch: Batch): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (isOver(batch)) end();
    };
    const end = (): void => {
      clearTimeout(late);
      waiting.delete(look);
      resolve();
    };
    const late = setTimeout(end, SEEN_MS);
    waiting.add(look);
    look();
  });

// Nobody may ask the system's; it answers all the same, so that a browser that does goes on to where it must not.
const nameServers = await Promise.all([internet.nameServer, internet.systemNameServer].map(startNameServer));
const names = new Resolver();
names.setServers([internet.nameServer]);
/** As the system's resolver, but for the server that is asked: all answers, of both kinds. */
const lookup = async (host: string): Promise<readonly { readonly address: string }[]> => {
  const both = await Promise.allSettled([names.resolve4(host), names.resolve6(host)]);
  return both
    .flatMap((kind) => (kind.status === 'fulfilled' ? kind.value : []))
    .map((address) => ({ address }));
};

const proxies = new Set<number>();
let proxy = '';
const egress = createEgress({
  policy: outboundPolicy([]),
  resolver: dnsResolver({ lookup }),
  onDenied: ({ host, port }) => {
    denied.add(`${host}:${port}`);
    for (const look of waiting) look();
  },
});
const notedEgress: Egress = {
  open: async (order) => {
    const session = await egress.open(order);
    proxy = new URL(session.proxyUrl).host;
    proxies.add(Number(new URL(session.proxyUrl).port));
    return session;
  },
};

const certificate = developmentCertificates().server({ hosts: [`www.${internet.domain}`] });
const site = attackerSite({ certificate, batches, whenSeen, proxy: () => proxy });
const [shore, wire, folder] = await Promise.all([
  openShore(site.serve),
  openWire(),
  mkdtemp(join(tmpdir(), 'snapstack-live-')),
]);
const dials = noteOwnDials();
const renderer = chromiumRenderer({
  egress: notedEgress,
  anyRegionFromHere: true,
  chromiumPath: await trustingBrowser(folder, certificate.cert),
});

/** The code of the failure, or whether the picture is of the public page. */
const capture = async (url: string, waitSeconds: number): Promise<string> => {
  const sent = { url, wait_time: waitSeconds };
  const asked = askedOptions.parse(sent);
  const options = expandPreset(asked, new Set(Object.keys(sent)));
  const inputs = { http_auth: asked.http_auth, cookies: asked.cookies };
  try {
    const { bytes } = await renderer.render(options, { inputs, deadline: Date.now() + CAPTURE_MS });
    const { at, width, height } = await decodeRgba(bytes);
    const isPublic = at(width - 9, height - 9).every(
      (value, channel) => Math.abs(value - (publicColour[channel] ?? 255)) < 9,
    );
    return isPublic ? 'the public page' : 'a picture of something else';
  } catch (error) {
    if (!(error instanceof RenderFailure)) throw error;
    if (error.code === 'internal') console.error(error.cause);
    return error.code;
  }
};

const results: VectorResult[] = [];

const judgeAttack = (attack: Attack): VectorResult => {
  const wasDenied = isDenied(attack, denied);
  const isRight = wasDenied === (attack.notFired === undefined);
  const fault = wasDenied ? 'it fired, although it is listed as one that does not' : 'it was not seen';
  return { id: attack.id, isDenied: wasDenied, ...(!isRight && { fault }) };
};

const captureBatch = async (batch: Batch): Promise<void> => {
  const url = `${batch.isSecure ? 'https' : 'http'}://www.${internet.domain}/batch/${batch.name}`;
  const seen = await capture(url, 1);
  results.push(...batch.attacks.map(judgeAttack));
  if (seen !== 'the public page') results.push({ id: batch.name, isDenied: false, fault: seen });
};

const captureTop = async ({ id, url, fails, denied: goal }: TopVector): Promise<void> => {
  const seen = await capture(url.startsWith('/') ? `http://www.${internet.domain}${url}` : url, 0);
  const wanted = fails ?? 'the public page';
  const wasDenied = goal !== undefined && denied.has(goal.replace('PROXY', proxy));
  const faults = [
    ...(seen === wanted ? [] : [`${seen} instead of ${wanted}`]),
    ...(goal === undefined || wasDenied ? [] : [`${goal} was not seen to be denied`]),
  ];
  results.push({
    id: `top-${id}`,
    isDenied: wasDenied,
    ...(faults.length > 0 && { fault: faults.join(', ') }),
  });
};

const known = new Set([
  ...batches.flatMap(({ attacks }) => attacks.map(({ id }) => id)),
  ...topVectors.map(({ id }) => `top-${id}`),
]);
for (const id of only ?? []) if (!known.has(id)) throw new Error(`There is no vector "${id}".`);
const tops = topVectors.filter(({ id }) => only?.has(`top-${id}`) ?? true);
try {
  for (const batch of batches) await captureBatch(batch);
  for (const top of tops) await captureTop(top);
} finally {
  await renderer.close();
}
const sorted = sortPackets(await wire.read(), { proxies, dials });
const { direct, udp, dns, toProxy, byProxy, deadEnds } = sorted;
const report: LiveReport = {
  vectors: results,
  notFired: batches.flatMap(({ attacks }) =>
    attacks.flatMap(({ id, notFired }) => (notFired === undefined ? [] : [`${id}: ${notFired}`])),
  ),
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
await rm(folder, { recursive: true });
console.log(JSON.stringify(report));
// Connections of the attacker's site that nobody closes would keep it.
process.exit(0);
