import { connect, type Socket } from 'node:net';
import { parseAddress } from '../../domain/public-address.ts';

/** How long one connection may take over all of its addresses, in milliseconds. */
export const CONNECT_TIMEOUT_MS = 10_000;
/** An address that is silent for this long gets company by the next one (RFC 8305), in milliseconds. */
const STAGGER_MS = 250;

interface ConnectOptions {
  readonly timeoutMs?: number;
  readonly staggerMs?: number;
  /** Begins a connection that leads to this address. */
  readonly open?: (to: { readonly host: string; readonly port: number; readonly noDelay: boolean }) => Socket;
  /** Settles once what was opened is connected to this address, or rejects. */
  readonly arrive?: (socket: Socket, address: string, port: number) => Promise<void>;
}

/** What was dialled is what answers. */
const arriveAtPeer = async (socket: Socket, address: string, port: number): Promise<void> => {
  const isPeer =
    socket.remotePort === port && parseAddress(socket.remoteAddress ?? '')?.toString() === address;
  if (!isPeer) throw new Error(`Connected to ${socket.remoteAddress} instead of ${address}.`);
};

/**
 * Connects to the first of these addresses (canonical, never a name) that answers. Rejects with the last error when none
 * does, when the time is over or when the signal aborts; no socket but the resolved one stays open.
 */
export const connectAny = (
  addresses: readonly string[],
  port: number,
  signal: AbortSignal,
  {
    timeoutMs = CONNECT_TIMEOUT_MS,
    staggerMs = STAGGER_MS,
    open = connect,
    arrive = arriveAtPeer,
  }: ConnectOptions = {},
): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const waiting = [...addresses];
    const trying = new Set<Socket>();
    let stagger: NodeJS.Timeout | undefined;

    const settle = (): void => {
      clearTimeout(stagger);
      clearTimeout(deadline);
      signal.removeEventListener('abort', abort);
      for (const socket of trying) socket.destroy();
      trying.clear();
    };
    const fail = (error: Error): void => {
      settle();
      reject(error);
    };
    const abort = (): void => fail(new Error('The session was closed.'));

    const lose = (socket: Socket, error: Error): void => {
      socket.destroy();
      if (!trying.delete(socket)) return;
      if (waiting.length === 0 && trying.size === 0) fail(error);
      else tryNext();
    };
    const win = (socket: Socket): void => {
      if (!trying.delete(socket)) return;
      settle();
      resolve(socket);
    };
    const tryNext = (): void => {
      clearTimeout(stagger);
      const address = waiting.shift();
      if (address === undefined) return;
      const socket = open({ host: address, port, noDelay: true });
      trying.add(socket);
      // Stays for good: a socket must not end the process when its next owner looks away.
      socket.on('error', (error) => lose(socket, error));
      socket.once('connect', () => {
        arrive(socket, address, port).then(
          () => win(socket),
          (error: Error) => lose(socket, error),
        );
      });
      stagger = setTimeout(tryNext, staggerMs);
    };

    const deadline = setTimeout(() => fail(new Error(`No connection in ${timeoutMs} ms.`)), timeoutMs);
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    else tryNext();
  });
