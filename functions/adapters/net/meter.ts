import type { Socket } from 'node:net';
import type { EgressLimits } from './egress-limits.ts';

/** What a session has used of its way out; in bytes over the wire, and numbers. */
export interface EgressUse {
  readonly bytesDown: number;
  readonly bytesUp: number;
  readonly requests: number;
  readonly connections: number;
}

/** How often the bytes are counted, in milliseconds: in that time a Lambda reads 4 MB at most. */
const COUNT_EVERY_MS = 50;

const hardLimits = ['bytesDown', 'bytesUp', 'requests', 'connections'] as const;

/** A limit that ends the session. */
export type HardLimit = (typeof hardLimits)[number];

export interface Meter {
  use(): EgressUse;
  /** Notes a request, whatever comes of it. */
  request(): void;
  /** Notes that a connection is tried. */
  connection(): void;
  /** Counts the bytes of a connection to the outside, from its first one on. */
  watch(socket: Socket): void;
}

/**
 * Counts what a session uses, and tells of the limit that it has gone over. Bytes are read from the sockets' own counters
 * now and then: a listener on every chunk would be in the way of each of them.
 */
export const createMeter = (limits: EgressLimits, exceed: (limit: HardLimit) => void): Meter => {
  const open = new Set<Socket>();
  const past = { bytesDown: 0, bytesUp: 0, requests: 0, connections: 0 };
  let counting: NodeJS.Timeout | undefined;

  const use = (): EgressUse => {
    const sum = { ...past };
    for (const socket of open) {
      sum.bytesDown += socket.bytesRead;
      sum.bytesUp += socket.bytesWritten;
    }
    return sum;
  };
  const count = (): void => {
    const now = use();
    const over = hardLimits.find((limit) => now[limit] > limits[limit]);
    if (over !== undefined) exceed(over);
  };
  const close = (socket: Socket): void => {
    open.delete(socket);
    past.bytesDown += socket.bytesRead;
    past.bytesUp += socket.bytesWritten;
    count();
    if (open.size > 0) return;
    clearInterval(counting);
    counting = undefined;
  };

  return {
    use,
    request: () => {
      past.requests += 1;
      count();
    },
    connection: () => {
      past.connections += 1;
      count();
    },
    watch: (socket) => {
      open.add(socket);
      socket.once('close', () => close(socket));
      counting ??= setInterval(count, COUNT_EVERY_MS).unref();
    },
  };
};
