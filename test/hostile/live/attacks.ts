import { portOf } from '../../../functions/domain/outbound-policy.ts';
import { pageVectors } from './page-vectors.ts';
import type { Goal, PageVector } from './vector.ts';

/** A vector with the forbidden host that it goes for. */
export interface Attack extends PageVector {
  readonly goal: Goal;
}

/** Several attacks in one page. */
export interface Batch {
  readonly name: string;
  readonly isSecure: boolean;
  readonly attacks: readonly Attack[];
}

/** More at once would only wait for each other: a browser speaks to a proxy over 32 connections. */
const BATCH_SIZE = 24;

/** Hosts of each forbidden kind, as many as there are vectors. */
const forbiddenHosts: readonly ((index: number) => string)[] = [
  (index) => `10.7.0.${index}`,
  (index) => `172.16.7.${index}`,
  (index) => `192.168.7.${index}`,
  (index) => `169.254.7.${index}`,
  (index) => `127.7.0.${index}`,
  (index) => `100.64.7.${index}`,
  (index) => `n${index}.private.attacker.example`,
  (index) => `[fd00::7:${index}]`,
  (index) => `n${index}.loopback.attacker.example`,
  (index) => `[::ffff:10.7.1.${index}]`,
  (index) => `n${index}.localhost`,
  (index) => `[64:ff9b::7:${index}]`,
];

const goalOf = (host: string): Goal => ({
  host: new URL(`http://${host}/`).hostname,
  url: (scheme = 'http') => `${scheme}://${host}/`,
});

const attacks: readonly Attack[] = pageVectors.map((vector, index) => {
  const anyHost = forbiddenHosts[index % forbiddenHosts.length] as (index: number) => string;
  return { ...vector, goal: goalOf(vector.host ?? anyHost(index + 1)) };
});

const inBatches = (all: readonly Attack[], isSecure: boolean): readonly Batch[] =>
  Array.from({ length: Math.ceil(all.length / BATCH_SIZE) }, (_, index) => ({
    name: `${isSecure ? 'secure' : 'plain'}-${index + 1}`,
    isSecure,
    attacks: all.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE),
  }));

/** The attacks of these ids, or all of them, in pages. */
export const attackBatches = (only: ReadonlySet<string> | undefined): readonly Batch[] => {
  const chosen = attacks.filter(({ id }) => only?.has(id) ?? true);
  return [
    ...inBatches(
      chosen.filter(({ isSecure }) => isSecure !== true),
      false,
    ),
    ...inBatches(
      chosen.filter(({ isSecure }) => isSecure === true),
      true,
    ),
  ];
};

/** Whether what was denied (each as host and port) has this attack in it. */
export const isDenied = ({ goal }: Attack, denied: ReadonlySet<string>): boolean =>
  [goal.url('http'), goal.url('https')].some((url) => denied.has(`${goal.host}:${portOf(new URL(url))}`));
