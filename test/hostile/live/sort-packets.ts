import { internet } from './internet.ts';
import type { OwnDials } from './own-dials.ts';
import type { Packet } from './wire.ts';

/** The port of functions/render/browser/chromium-args.ts that nothing listens on. */
const DEAD_END = 9;
const DNS = 53;

interface Allowed {
  /** The ports of the proxies that there were. */
  readonly proxies: ReadonlySet<number>;
  readonly dials: OwnDials;
}

/** What the product asks its name server, and all that name servers say. */
const isAllowedDatagram = ({ protocol, sourcePort, target, targetPort }: Packet): boolean =>
  protocol === 'udp' && (sourcePort === DNS || (target === internet.nameServer && targetPort === DNS));

const shown = ({ target, targetPort }: Packet): string => `${target} ${targetPort}`;

/**
 * Tells what may go over the wire from what may not. The product asks its name server, dials from this process, and is
 * spoken to at its proxies; the browser may do nothing but speak to them, or to its dead end.
 */
export const sortPackets = (packets: readonly Packet[], { proxies, dials }: Allowed) => {
  const others = packets.filter((packet) => !isAllowedDatagram(packet));
  const isQuery = ({ targetPort }: Packet): boolean => targetPort === DNS;
  const connections = others.filter(({ protocol }) => protocol === 'tcp');
  const own = connections.filter((packet) => dials.include(packet));
  const browsers = connections.filter((packet) => !own.includes(packet));
  const isTo = ({ target, targetPort }: Packet, ports: ReadonlySet<number>): boolean =>
    target === '127.0.0.1' && ports.has(targetPort);
  const toProxy = browsers.filter((packet) => isTo(packet, proxies));
  const deadEnds = browsers.filter((packet) => isTo(packet, new Set([DEAD_END])));
  const direct = browsers.filter((packet) => !toProxy.includes(packet) && !deadEnds.includes(packet));
  const datagrams = others.filter(({ protocol }) => protocol === 'udp');
  return {
    toProxy: toProxy.length,
    byProxy: own.length,
    deadEnds: deadEnds.length,
    direct: direct.filter((packet) => !isQuery(packet)).map(shown),
    udp: datagrams.filter((packet) => !isQuery(packet)).map(shown),
    dns: [...direct, ...datagrams].filter(isQuery).map(shown),
  };
};
