import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dnsResolver } from '../../functions/adapters/net/dns-resolver.ts';
import { createEgress } from '../../functions/adapters/net/egress-proxy.ts';
import { askedOptions } from '../../functions/domain/asked-options.ts';
import { expandPreset } from '../../functions/domain/expand-preset.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import type { Egress } from '../../functions/ports/egress.ts';
import type { Picture } from '../../functions/ports/renderer.ts';
import { SHARED_MEMORY } from '../../functions/render/browser/scratch-folder.ts';
import { type ChromiumRendererOptions, chromiumRenderer } from '../../functions/render/chromium-renderer.ts';
import { type FixtureSite, startFixtureSite } from '../support/fixture-site.ts';

/** A real renderer with real egress, and a site for it to take pictures of. */
export interface Rig {
  readonly site: FixtureSite;
  /** Captures a path of the site, or a whole URL; wait_time is 0 unless given. */
  capture(target: string, options?: Record<string, unknown>, ms?: number): Promise<Picture>;
  /** Sessions of the egress that have not been closed. */
  openSessions(): number;
  /** Settles when nothing is left to do of captures that are over. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const counting = (egress: Egress) => {
  // Not a number: closing one twice must not hide that another is left.
  const open = new Set<object>();
  const counted: Egress = {
    open: async (order) => {
      const session = await egress.open(order);
      open.add(session);
      const close = async () => {
        open.delete(session);
        await session.close();
      };
      return { ...session, close };
    },
  };
  return { counted, openSessions: () => open.size };
};

export const startRig = async (
  options: Partial<ChromiumRendererOptions> = {},
  allow: readonly string[] = [],
): Promise<Rig> => {
  const site = await startFixtureSite();
  const policy = outboundPolicy([site.host, ...allow]);
  const { counted, openSessions } = counting(createEgress({ policy, resolver: dnsResolver() }));
  const renderer = chromiumRenderer({ egress: counted, anyRegionFromHere: true, ...options });
  return {
    site,
    openSessions,
    capture: (target, wanted = {}, ms = 30_000) => {
      const url = target.startsWith('http') ? target : site.url + target;
      const sent = { url, wait_time: 0, ...wanted };
      const asked = askedOptions.parse(sent);
      // Of what a plan adds, `marked` alone.
      const marked = wanted['marked'] === true ? ({ marked: true } as const) : undefined;
      const options = { ...expandPreset(asked, new Set(Object.keys(sent))), ...marked };
      const { http_auth, cookies } = asked;
      return renderer.render(options, { inputs: { http_auth, cookies }, deadline: Date.now() + ms });
    },
    idle: renderer.idle,
    close: async () => {
      await renderer.close();
      await site.close();
    },
  };
};

/** The process ids of the browsers that this process has started and that run. */
export const browsers = async (): Promise<readonly number[]> => {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const own = await Promise.all(
    ids.map(async (id) => {
      const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
      const isBrowser = command.includes(`snapstack-profile-${process.pid}-`);
      return isBrowser && Number(parent) === process.pid && state !== 'Z' ? [Number(id)] : [];
    }),
  );
  return own.flat();
};

/** The browsers' profile folders that this process has left, wherever. */
export const profiles = async (): Promise<readonly string[]> => {
  const folders = [tmpdir(), SHARED_MEMORY];
  const names = await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])));
  return folders.flatMap((folder, index) =>
    (names[index] ?? [])
      .filter((name) => name.startsWith(`snapstack-profile-${process.pid}-`))
      .map((name) => path.join(folder, name)),
  );
};
