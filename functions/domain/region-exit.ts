import * as z from 'zod';
import { DEFAULT_REGION } from './default-region.ts';
import { bareHost } from './host-name.ts';
import type { RenderRegionName } from './region-profiles.ts';
import { RenderFailure } from './render-failure.ts';
import { renderRegionNames } from './render-region-names.ts';

/** The SOCKS5 server through which pages are looked at from a region. */
export interface RegionExit {
  readonly host: string;
  readonly port: number;
}

/** A region's exit as a setting: `socks5://HOST:PORT`. It must know this stage by its address: there is no password. */
const exitUrl = z
  .url({ protocol: /^socks5$/, message: 'must be socks5://HOST:PORT' })
  .refine((text) => /^socks5:\/\/[^/@?#]+:\d{1,5}\/?$/.test(text), 'must be socks5://HOST:PORT');

/** The exits of a stage, by region. */
export const regionExits = z.partialRecord(z.enum(renderRegionNames), exitUrl);
export type RegionExits = z.output<typeof regionExits>;

/** Where a page is looked at from. */
export interface Outlook {
  /** Absent: from the stage's own address. */
  readonly exit?: RegionExit;
  /** The region that was asked for is not where the page is looked at from. */
  readonly isElsewhere: boolean;
}

/**
 * The way out for a region (contract, `render_region`). Without an exit of its own only the default region is where the
 * stage is: a picture from the wrong place is a wrong picture. Throws RenderFailure `region_unavailable`, unless the stage
 * `isForgiving`, as on a developer's machine.
 */
export const outlookOf = (
  region: RenderRegionName,
  { exits, isForgiving }: { readonly exits: RegionExits; readonly isForgiving: boolean },
): Outlook => {
  const exit = exits[region];
  if (exit !== undefined) {
    const { hostname, port } = new URL(exit);
    return { exit: { host: bareHost(hostname), port: Number(port) }, isElsewhere: false };
  }
  if (region === DEFAULT_REGION) return { isElsewhere: false };
  if (!isForgiving) throw new RenderFailure('region_unavailable');
  return { isElsewhere: true };
};
