import type { RegionExit } from '../domain/region-exit.ts';

/** The one place that decides which addresses a page may reach, while it renders. */
export interface Egress {
  open(order?: EgressOrder): Promise<EgressSession>;
}

/** What a capture needs of its way out. */
export interface EgressOrder {
  /** What it is denied is logged without the host. */
  readonly isPrivate?: boolean | undefined;
  /** Everything goes through it, by address; absent: from the stage's own address. */
  readonly exit?: RegionExit | undefined;
}

/** The way out of the browser for one capture. */
export interface EgressSession {
  /** The proxy that the browser must use, as `http://127.0.0.1:PORT`. */
  readonly proxyUrl: string;
  /** Why the latest connection to this host and port was not made; undefined when none was refused or failed. */
  denial(host: string, port: number): EgressDenial | undefined;
  /** Resolves when more was used than one capture may: bytes, requests or connections. Nothing goes out any more then. */
  readonly overspent: Promise<void>;
  /** Ends every connection through it and lets no new one out, for good. What fails by that is no denial. */
  cutOff(): void;
  /** Ends the listener and every connection through it. */
  close(): Promise<void>;
}

/**
 * Why a connection that the browser asked for was not made. `region_unavailable`: the exit itself is what failed;
 * `page_too_heavy`: the page has more hosts, or connections at a time, than it may.
 */
export type EgressDenial =
  | 'dns_failed'
  | 'connection_failed'
  | 'blocked_address'
  | 'region_unavailable'
  | 'page_too_heavy';
