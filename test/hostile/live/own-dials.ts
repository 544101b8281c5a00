import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { parseAddress } from '../../../functions/domain/public-address.ts';
import type { Packet } from './wire.ts';

/** The connections that this process has asked for: those of the egress, and none of the browser's. */
export interface OwnDials {
  /** Whether an attempt at a connection was this process's. */
  include(attempt: Packet): boolean;
  close(): void;
}

const key = (from: number, address: string, port: number): string =>
  `${from} ${parseAddress(address)?.toString()} ${port}`;

/** Notes from which port each connection of this process leaves for where, by Node's own channel for new sockets. */
export const noteOwnDials = (): OwnDials => {
  const dials = new Set<string>();
  const note = (message: unknown): void => {
    const { socket } = message as { readonly socket: Socket };
    socket.on('connectionAttempt', (address: string, port: number) => {
      // Bound as soon as the connection has been asked for, which is right after this.
      process.nextTick(() => dials.add(key(socket.localPort ?? 0, address, port)));
    });
  };
  subscribe('net.client.socket', note);
  return {
    include: ({ sourcePort, target, targetPort }) => dials.has(key(sourcePort, target, targetPort)),
    close: () => {
      unsubscribe('net.client.socket', note);
    },
  };
};
