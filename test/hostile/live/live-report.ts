/** What came of one vector. */
export interface VectorResult {
  readonly id: string;
  /** Whether it was denied by the proxy. */
  readonly isDenied: boolean;
  /** What is wrong with that; absent when all is as it should be. */
  readonly fault?: string;
}

/** What a live run has seen. */
export interface LiveReport {
  readonly vectors: readonly VectorResult[];
  readonly notFired: readonly string[];
  readonly captures: number;
  /** Connections to the proxy, and those that the proxy made. */
  readonly toProxy: number;
  readonly byProxy: number;
  /** Connections to the dead end that stands for the proxy of what belongs to no capture. */
  readonly deadEnds: number;
  /** What nothing may be in: connections to canaries, connections past the proxy, UDP packets, and DNS queries. */
  readonly breaches: Readonly<Record<Breach, readonly string[]>>;
}

export type Breach = 'canary' | 'direct' | 'udp' | 'dns';

/** All that a run has shown to be wrong, as sentences; none when the way out is tight. */
export const faultsOf = ({ vectors, breaches }: LiveReport): readonly string[] => [
  ...Object.entries(breaches).flatMap(([breach, places]) => places.map((place) => `${breach}: ${place}`)),
  ...vectors.flatMap(({ id, fault }) => (fault === undefined ? [] : [`${id}: ${fault}`])),
];
