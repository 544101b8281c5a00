/** The value below which a share of the measured values lies; `share` from 0 to 1. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new Error('Nothing was measured.');
  return found;
};

/** Prints one figure beside what the project aims at. */
export const report = (what: string, measured: string, aim = ''): void => {
  console.log(`  ${what.padEnd(58)} ${measured.padStart(14)}${aim === '' ? '' : `   aim ${aim}`}`);
};

/** Seconds that `work` takes, and what it gives. */
export const timed = async <T>(work: () => Promise<T>): Promise<{ seconds: number; value: T }> => {
  const started = performance.now();
  const value = await work();
  return { seconds: (performance.now() - started) / 1_000, value };
};
