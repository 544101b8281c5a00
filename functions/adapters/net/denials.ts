import { bareHost } from '../../domain/host-name.ts';
import type { EgressDenial } from '../../ports/egress.ts';

/** So many hosts are remembered; a page can name far more than that. */
const MAX_HOSTS = 1_000;

/** Remembers why the latest connection to a host and port was not made; the oldest hosts are forgotten first. */
export const createDenials = () => {
  const denials = new Map<string, EgressDenial>();
  const key = (host: string, port: number) => `${bareHost(host)}:${port}`;
  return {
    get: (host: string, port: number): EgressDenial | undefined => denials.get(key(host, port)),
    clear: (host: string, port: number): boolean => denials.delete(key(host, port)),
    add: (host: string, port: number, denial: EgressDenial): void => {
      denials.delete(key(host, port));
      denials.set(key(host, port), denial);
      const [oldest] = denials.keys();
      if (denials.size > MAX_HOSTS && oldest !== undefined) denials.delete(oldest);
    },
  };
};
