/** How often what goes wrong, as shares of 1; times in milliseconds. */
export interface Chaos {
  /** A process dies at a call, before or after the call's effect. */
  readonly crash: number;
  /** The call has its effect, and its caller is told that it failed. */
  readonly answerLost: number;
  /** The SDK sends a write again whose answer it missed. */
  readonly sentTwice: number;
  /** A call fails without an effect. */
  readonly fault: number;
  /** A process sleeps for minutes at a call, and goes on as if nothing had been. */
  readonly stall: number;
  readonly transactionConflict: number;
  /** An index shows a row's earlier state for a while. */
  readonly indexLag: number;
  readonly messageTwice: number;
  readonly messageLost: number;
  readonly messageLate: number;
  /** A message whose work is done comes back all the same. */
  readonly acknowledgementLost: number;
}

export const storm: Chaos = {
  crash: 0.03,
  answerLost: 0.004,
  sentTwice: 0.005,
  fault: 0.02,
  stall: 0.004,
  transactionConflict: 0.03,
  indexLag: 0.05,
  messageTwice: 0.1,
  messageLost: 0.01,
  messageLate: 0.02,
  acknowledgementLost: 0.01,
};

/** Nothing goes wrong: how a run ends, so that what is not mended by then never would be. */
export const noChaos = Object.fromEntries(Object.keys(storm).map((name) => [name, 0])) as unknown as Chaos;

/** Nothing goes wrong but what is no fault: messages come twice and transactions meet. Nothing may need the sweeper. */
export const calm: Chaos = {
  ...noChaos,
  indexLag: 0.1,
  transactionConflict: 0.02,
  messageTwice: 0.1,
};
