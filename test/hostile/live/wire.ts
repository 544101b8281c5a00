import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** An attempt at a TCP connection, or a UDP packet. */
export interface Packet {
  readonly protocol: 'tcp' | 'udp';
  readonly source: string;
  readonly sourcePort: number;
  readonly target: string;
  readonly targetPort: number;
}

/** What goes over the interfaces of this machine. */
export interface Wire {
  /** All that has gone over it until now. Throws when a packet was missed. */
  read(): Promise<readonly Packet[]>;
  close(): Promise<void>;
}

/** Where packets go that say "until here"; a discard port, which no vector uses. */
const MARK = { address: '192.88.99.1', port: 9 };

/** Listens on all interfaces. Only in a network namespace of its own. */
export const openWire = async (): Promise<Wire> => {
  const watcher = spawn('python3', [join(import.meta.dirname, 'watch-wire.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const packets: Packet[] = [];
  let dropped = 0;
  let marks = 0;
  let onMark = () => {};
  const lines = createInterface({ input: watcher.stdout });
  const ready = once(lines, 'line');
  lines.on('line', (line) => {
    const heard = JSON.parse(line) as (Packet & { readonly dropped: number }) | { readonly ready: true };
    if ('ready' in heard) return;
    const { dropped: droppedSoFar, ...packet } = heard;
    dropped = droppedSoFar;
    if (packet.target !== MARK.address) packets.push(packet);
    else {
      marks += 1;
      onMark();
    }
  });
  watcher.once('close', (code) => {
    // Ends the run: nobody else would notice, and a line would be waited for in vain.
    if (code !== 0) throw new Error(`The watcher of the wire ended with ${code}.`);
  });
  await ready;
  const marker = createSocket('udp4');
  return {
    read: async () => {
      const before = marks;
      const marked = new Promise<void>((resolve) => {
        onMark = resolve;
      });
      marker.send('', MARK.port, MARK.address);
      if (marks === before) await marked;
      if (dropped > 0) throw new Error(`${dropped} packets were not seen.`);
      return packets;
    },
    close: async () => {
      marker.close();
      const closed = once(watcher, 'close');
      watcher.stdin.end();
      await closed;
    },
  };
};
