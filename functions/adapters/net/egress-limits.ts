import { RENDER_FUNCTION_SECONDS } from '../../domain/time-limits.ts';

/**
 * What one visit of a page may use of its way out; a capture makes one, or two where frames are to be sharper. The first
 * four are hard: what goes over one of them ends the session, and the visit with it. Beyond the others single connections
 * are refused, or wait.
 */
export interface EgressLimits {
  /** Bytes from web servers, as they came over the wire: headers, TLS and what the browser throws away included. */
  readonly bytesDown: number;
  /** Bytes to web servers. */
  readonly bytesUp: number;
  /** Requests in the clear and tunnels that the browser asked for, the refused ones too. */
  readonly requests: number;
  /** Connections that were tried, from first to last. */
  readonly connections: number;
  /** Connections at a time, kept ones included. Beyond it a kept one makes room, or the new one is refused. */
  readonly sockets: number;
  /** Connections of the browser to the proxy at a time; beyond it they are closed as they come. */
  readonly clients: number;
  /** Hosts that are looked up, by name or address; others are refused. */
  readonly hosts: number;
  /** Lookups at a time; others wait. */
  readonly lookups: number;
  /** Addresses of one host that are tried for one connection; the rest is left alone. */
  readonly addresses: number;
  /** Refusals that are told to the operator one by one; the rest is counted. */
  readonly toldDenials: number;
  /** From the first request on, in seconds. Then nothing goes out any more. */
  readonly seconds: number;
}

const MB = 1_048_576;

/** The limits of every capture: several times what heavy pages need, so that only what is out of all proportion ends. */
export const egressLimits: EgressLimits = {
  // Front pages of newspapers have up to 50 MB. A film plays ahead by what the browser buffers, some 30 MB each, and goes
  // on at its own rate: 20 s of 4K (25 Mbit/s) are 60 MB. Four such films, and a visit never costs more than a cent
  // where its traffic is paid for as it comes in (NAT gateway, 0.05 USD a GB).
  bytesDown: 256 * MB,
  // A page sends headers, cookies and measurements, of 2 kB each: 1,000 requests are 2 MB. This way costs 0.09 USD a GB,
  // and is the way by which a page would attack others.
  bytesUp: 32 * MB,
  // The front page of a newspaper has 1,000, a long map or gallery 2,000. Over TLS one connection carries many of them,
  // so that this bounds pages in the clear most.
  requests: 5_000,
  // 200 hosts with 6 connections each, without HTTP/2.
  connections: 2_000,
  // Chromium has 165 connections for requests and some hundred for WebSockets at most (measured, version 153). A Lambda
  // may open 1,024 files; each connection is two, with the browser's own end.
  sockets: 256,
  clients: 384,
  // The front page of a newspaper with all its advertising has 200.
  hosts: 500,
  // Enough for a page of 100 hosts to wait for none of them; few enough to be no flood to a name server.
  lookups: 16,
  // Large sites have 8. A name can have thousands, all of one victim.
  addresses: 8,
  // A log line each: a page must not be able to fill the log.
  toldDenials: 200,
  // As long as the function that renders may run. A silent server or an idle tunnel holds its socket until then at most.
  seconds: RENDER_FUNCTION_SECONDS,
};
