import { setTimeout as sleep } from 'node:timers/promises';
import { dnsResolver } from '../../../functions/adapters/net/dns-resolver.ts';
import { createEgress } from '../../../functions/adapters/net/egress-proxy.ts';
import { askedOptions } from '../../../functions/domain/asked-options.ts';
import { expandPreset } from '../../../functions/domain/expand-preset.ts';
import { outboundPolicy } from '../../../functions/domain/outbound-policy.ts';
import { chromiumRenderer } from '../../../functions/render/chromium-renderer.ts';
import { seededRandom } from '../../simulation/seeded-random.ts';
import { decode, distance } from '../../support/decode.ts';
import { cornerColours } from '../../support/fixture-site/colours.ts';
import type { Bomb } from './bomb.ts';
import { type BombSite, pathOf, startBombSite } from './bomb-site.ts';
import { holdings } from './leftovers.ts';

/** The time of a bomb, in milliseconds, and how much later its capture may have ended. */
const BOMB_MS = 6_000;
const LATE_MS = 2_000;
const GOOD_MS = 30_000;
/** What a browser may have here: less than usual, so that bombs reach it sooner. */
const MEMORY_LIMIT = 800_000_000;
/** What this process may need more at the end than after its first bombs, in bytes. */
const GROWTH = 40_000_000;
/** What a browser may need more after a bomb that it lives on after than before the first one, in bytes. */
const BROWSER_GROWTH = 150_000_000;
/** How long what is left of a bomb may take to go, in milliseconds; looked at every tenth of a second. */
const GONE_MS = 5_000;

/** What came of one bomb. */
export interface BombResult {
  readonly bomb: Bomb;
  readonly outcome: string;
  readonly ms: number;
}

/** What came of a run. */
export interface BombRun {
  readonly results: readonly BombResult[];
  /** What was not as it has to be; none: all of it was. */
  readonly faults: readonly string[];
}

const shuffled = <Item>(items: readonly Item[], seed: number): readonly Item[] => {
  const random = seededRandom(seed);
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
};

/** How many pixels of the good page are not as they have to be. */
const wrongPixels = async (bytes: Uint8Array): Promise<number> => {
  const { width, height, at } = await decode(bytes);
  if (width !== 1280 || height !== 720) return width * height;
  const { topLeft, topRight, bottomLeft, bottomRight } = cornerColours;
  const right = (x: number, y: number) =>
    y < 360 ? (x < 640 ? topLeft : topRight) : x < 640 ? bottomLeft : bottomRight;
  let wrong = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) if (distance(at(x, y), right(x, y)) > 0) wrong += 1;
  }
  return wrong;
};

const capturing = (site: BombSite) => {
  const policy = outboundPolicy([`127.0.0.0/8:${site.port}`]);
  const egress = createEgress({ policy, resolver: dnsResolver() });
  const renderer = chromiumRenderer({ egress, memoryLimit: MEMORY_LIMIT });
  const capture = (path: string, wanted: Readonly<Record<string, unknown>>, ms: number) => {
    const sent = { url: site.url + path, wait_time: 0, ...wanted };
    const options = expandPreset(askedOptions.parse(sent), new Set(Object.keys(sent)));
    return renderer.render(options, { inputs: { cookies: [] }, deadline: Date.now() + ms });
  };
  return { capture, close: renderer.close };
};

/** Whether `holds` comes true in time. */
const comesTrue = async (holds: () => boolean): Promise<boolean> => {
  for (const end = Date.now() + GONE_MS; Date.now() < end; await sleep(100)) if (holds()) return true;
  return holds();
};

/** Runs bombs in an order that follows from the seed, a good page after each, in one renderer; `told` hears of each. */
export const runBombs = async (
  bombs: readonly Bomb[],
  seed: number,
  told: (result: BombResult) => void = () => undefined,
): Promise<BombRun> => {
  const faults: string[] = [];
  const results: BombResult[] = [];
  const site = await startBombSite();
  const warmUp = capturing(site);
  await warmUp.capture('/good', {}, GOOD_MS);
  await warmUp.close();
  // What is opened once a process, as by sharp, is open by now.
  const before = holdings();
  const { capture, close } = capturing(site);
  const codeOf = (error: unknown): string => (error as { code?: string }).code ?? String(error);
  const explode = async (bomb: Bomb): Promise<BombResult> => {
    const started = performance.now();
    const outcome = await capture(pathOf(bomb.name), bomb.options ?? {}, BOMB_MS).then(
      () => 'picture',
      codeOf,
    );
    return { bomb, outcome, ms: Math.round(performance.now() - started) };
  };
  const good = async (): Promise<string> => {
    try {
      const wrong = await wrongPixels((await capture('/good', { format: 'png' }, GOOD_MS)).bytes);
      return wrong === 0 ? 'right' : `${wrong} pixels wrong`;
    } catch (error) {
      return codeOf(error);
    }
  };
  try {
    await good();
    let settled = holdings();
    for (const [index, bomb] of shuffled(bombs, seed).entries()) {
      const result = await explode(bomb);
      results.push(result);
      told(result);
      const picture = await good();
      const say = (fault: string): void => void faults.push(`${bomb.name}: ${fault}`);
      if (!(bomb.ends as readonly string[]).includes(result.outcome)) say(`ended with ${result.outcome}`);
      if (!site.wentOff(bomb)) say('did not go off');
      if (result.ms > BOMB_MS + LATE_MS) say(`took ${result.ms} ms`);
      if (picture !== 'right') say(`the good page after it: ${picture}`);
      const isClean = (): boolean => {
        const { running, folders, descriptors, browserMemory } = holdings();
        return (
          running.size <= 1 &&
          folders.length <= 1 &&
          descriptors <= settled.descriptors &&
          browserMemory <= settled.browserMemory + BROWSER_GROWTH
        );
      };
      if (!(await comesTrue(isClean))) {
        const { running, folders, descriptors, browserMemory } = holdings();
        const memory = Math.round((browserMemory - settled.browserMemory) / 1e6);
        say(
          `left ${running.size} browsers, ${folders.length} folders, ${descriptors - settled.descriptors} descriptors, ${memory} MB of the browser's`,
        );
      }
      // What is loaded and compiled once has been by then.
      if (index === 2) settled = { ...settled, memory: holdings().memory };
    }
    const isLight = (): boolean => holdings().memory <= settled.memory + GROWTH;
    if (!(await comesTrue(isLight))) {
      faults.push(`this process grew by ${Math.round((holdings().memory - settled.memory) / 1e6)} MB`);
    }
  } finally {
    await close();
    await site.close();
  }
  const isGone = (): boolean => {
    const { running, folders, descriptors } = holdings();
    return running.size === 0 && folders.length === 0 && descriptors <= before.descriptors;
  };
  if (!(await comesTrue(isGone))) {
    const { running, folders, descriptors } = holdings();
    faults.push(
      `at the end: ${running.size} browsers, ${folders.length} folders, ${descriptors - before.descriptors} descriptors`,
    );
  }
  return { results, faults };
};
