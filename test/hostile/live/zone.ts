import { internet } from './internet.ts';

/** What a name has: addresses of both kinds, and the names that lead there. */
export interface Records {
  readonly aliases: readonly string[];
  readonly addresses: readonly string[];
}

/** Addresses of all names below a label of the attacker's domain; `asked` counts the earlier lookups of the name. */
const below: Readonly<Record<string, (asked: number) => readonly string[]>> = {
  private: () => ['10.66.0.1'],
  loopback: () => ['127.0.0.1'],
  zero: () => ['0.0.0.0'],
  metadata: () => ['169.254.169.254'],
  azure: () => ['168.63.129.16'],
  mapped: () => ['::ffff:10.66.0.2'],
  compatible: () => ['::7f00:1'],
  nat64: () => ['64:ff9b::a42:3'],
  unique: () => ['fd00:ec2::254'],
  // A public address that does not answer on most ports, and a private one behind it.
  mixed: () => [internet.site[0], '10.66.0.4'],
  'private-first': () => ['10.66.0.5', internet.site[0]],
  // DNS rebinding: public for whoever judges, private for whoever looks again.
  rebind: (asked) => [asked === 0 ? internet.site[0] : '10.66.0.6'],
  alias: () => ['10.66.0.7'],
  six: () => [internet.site[1]],
};

/** The answers of the attacker's name server; undefined for names that are not the attacker's. */
export const recordsOf = (name: string, asked: number): Records | undefined => {
  if (!name.endsWith(`.${internet.domain}`)) return undefined;
  const label = name.split('.').at(-3) ?? '';
  const addresses = below[label]?.(asked) ?? [internet.site[0]];
  const aliases = label === 'alias' ? [`one.${internet.domain}`, `two.${internet.domain}`] : [];
  return { aliases, addresses };
};
