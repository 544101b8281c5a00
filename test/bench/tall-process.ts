import { readdirSync, readFileSync } from 'node:fs';
import { dnsResolver } from '../../functions/adapters/net/dns-resolver.ts';
import { createEgress } from '../../functions/adapters/net/egress-proxy.ts';
import { captureOptions } from '../../functions/domain/capture-options.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { chromiumRenderer } from '../../functions/render/chromium-renderer.ts';
import { memoryOfProcess } from '../support/memory-of-process.ts';
import { startBenchSite } from './bench-site.ts';

// node tall-process.ts: the tallest picture there is, in a process of its own. Says how long it took, in seconds, and how
// many bytes this process and all that it started had at the same time, what they share counted once for each part of it.
const EVERY_MS = 50;

const parentOf = (id: string): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    // It is gone meanwhile.
    return undefined;
  }
};

const ownBytes = (): number => {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((id) => [id, parentOf(id)]),
  );
  const isOurs = (id: string): boolean => {
    if (id === String(process.pid)) return true;
    const parent = parents.get(id);
    return parent !== undefined && parent !== id && isOurs(parent);
  };
  return [...parents.keys()].reduce((sum, id) => (isOurs(id) ? sum + memoryOfProcess(id) : sum), 0);
};

const site = await startBenchSite();
const egress = createEgress({ policy: outboundPolicy([site.host]), resolver: dnsResolver() });
const renderer = chromiumRenderer({ egress });
let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, ownBytes());
}, EVERY_MS);
const url = `${site.url}/bands?height=30000`;
const options = captureOptions.parse({ url, wait_time: 0, fullpage: true, hidpi: true });
const started = performance.now();
const picture = await renderer.render(options, { inputs: { cookies: [] }, deadline: Date.now() + 60_000 });
const seconds = (performance.now() - started) / 1_000;
// Its pixels are kept for that.
await picture.preview();
clearInterval(watch);
await renderer.close();
site.close();
console.log(JSON.stringify({ peak, seconds }));
process.exit(0);
