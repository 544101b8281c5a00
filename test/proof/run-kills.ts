import { setTimeout as sleep } from 'node:timers/promises';
import { dnsResolver } from '../../functions/adapters/net/dns-resolver.ts';
import { createEgress } from '../../functions/adapters/net/egress-proxy.ts';
import { newCaptureToken } from '../../functions/domain/capture-token.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import type { LogFields } from '../../functions/ports/log.ts';
import { chromiumRenderer } from '../../functions/render/chromium-renderer.ts';
import { renderCapture } from '../../functions/usecases/render-capture.ts';
import { browsers, profiles } from '../render/rig.ts';
import { seededRandom } from '../simulation/seeded-random.ts';
import { MONTH, someOptions, somePlans, someProfile, someQueued } from '../support/builders.ts';
import { startFixtureSite } from '../support/fixture-site.ts';
import { memoryService } from '../support/memory-ports.ts';
import { type BrowserPart, browserParts, processesOf } from './browser-parts.ts';

/** How long after a capture has begun a process is killed at most, in milliseconds: most captures are over then. */
const LATEST_MS = 500;
/** Of three attempts. The last one of a job may be of the browser in which the next job already has its page. */
const MOST_KILLS_OF_A_JOB = 2;

export interface KillsResult {
  readonly jobs: number;
  /** Kills that met a process, by its part. */
  readonly kills: Readonly<Record<BrowserPart, number>>;
  /** Attempts beyond the first of each job. */
  readonly retries: number;
  /** What did not go as it must. */
  readonly faults: readonly string[];
}

/**
 * Renders jobs with the real use case and the real renderer, and kills a process of the browser `kills` times at random
 * instants, in one attempt after the other. Says what came of it.
 */
export const runKills = async ({
  kills,
  seed,
}: {
  readonly kills: number;
  readonly seed: number;
}): Promise<KillsResult> => {
  const random = seededRandom(seed);
  const faults: string[] = [];
  const onRejection = (reason: unknown) => void faults.push(`an unhandled rejection: ${reason}`);
  process.on('unhandledRejection', onRejection);
  const site = await startFixtureSite();
  const policy = outboundPolicy([site.host]);
  const renderer = chromiumRenderer({
    egress: createEgress({ policy, resolver: dnsResolver() }),
    anyRegionFromHere: true,
    worksAhead: true,
  });
  const service = memoryService(Date.now);
  service.accounts.profiles.set('account1', someProfile({ inflight: 1 }));
  service.accounts.usage.set(`account1/${MONTH}`, 1);
  /** What the attempts of the job failed with. */
  let errors: string[] = [];
  const deps = {
    ...service,
    renderer,
    plans: somePlans,
    now: Date.now,
    log: (event: string, { error }: LogFields = {}) => {
      if (event === 'attempt_failed') errors.push(error instanceof Error ? `${error.stack}` : String(error));
    },
  };

  const met: Record<BrowserPart, number> = {
    browser: 0,
    renderer: 0,
    zygote: 0,
    'gpu-process': 0,
    network: 0,
  };
  let left = kills;
  let jobs = 0;
  let retries = 0;
  /** Kills one process of a part; gives how many there were to kill: one or none. */
  const kill = async (part: BrowserPart): Promise<number> => {
    const [leader] = await browsers();
    const ids = leader === undefined ? [] : processesOf(leader, part);
    if (ids.length === 0) return 0;
    process.kill(random.pick(ids), 'SIGKILL');
    met[part] += 1;
    left -= 1;
    return 1;
  };

  const pages = ['/small', '/bands?height=3000', '/colours', '/article'];
  /** Kills in the last attempt of the job before. */
  let late = 0;
  const renderJob = async (): Promise<void> => {
    jobs += 1;
    let borne = late;
    errors = [];
    const token = newCaptureToken(random.bytes);
    const url = site.url + random.pick(pages);
    const options = someOptions({ url, wait_time: 0, fullpage: random.chance(0.3) });
    const createdAt = Date.now();
    service.captures.rows.set(token, someQueued({ token, jobId: jobs, options, createdAt }));
    for (let receives = 1; ; receives += 1) {
      const delivery = renderCapture(deps, token, receives);
      late = 0;
      if (left > 0 && borne < MOST_KILLS_OF_A_JOB) {
        await sleep(random.between(0, LATEST_MS));
        late = await kill(random.pick(browserParts)).catch((error: unknown) => {
          faults.push(String(error));
          return 0;
        });
        borne += late;
      }
      // A queue would wait for a second.
      if ((await delivery) === 'settled') break;
      retries += 1;
    }
    const row = service.captures.rows.get(token);
    if (row?.status !== 'done') {
      const end = row?.status === 'failed' ? row.failure : row?.status;
      faults.push(`job ${jobs} ended ${end}: ${errors.join('; ')}`);
    }
  };

  try {
    while (left > 0) await renderJob();
    // What follows is none the worse for it.
    await renderJob();
    await renderer.idle();
  } finally {
    await renderer.close();
    await site.close();
    process.off('unhandledRejection', onRejection);
  }
  const [running, kept] = [await browsers(), await profiles()];
  if (running.length > 0) faults.push(`${running.length} browsers are left`);
  if (kept.length > 0) faults.push(`${kept.length} profiles are left`);
  return { jobs, kills: met, retries, faults };
};
