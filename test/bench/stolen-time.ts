import { readFileSync } from 'node:fs';

const ticks = (): { readonly all: number; readonly stolen: number } => {
  const [, ...values] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/ +/);
  const numbers = values.slice(0, 8).map(Number);
  return { all: numbers.reduce((sum, one) => sum + one, 0), stolen: numbers[7] ?? 0 };
};

/**
 * Starts to watch how much of the processors' time the host of a virtual machine gives to others, and gives a function
 * that answers the share since then, in percent; undefined where the system does not tell.
 */
export const watchStolenTime = (): (() => string) | undefined => {
  if (process.platform !== 'linux') return undefined;
  const before = ticks();
  return () => {
    const now = ticks();
    return `${((100 * (now.stolen - before.stolen)) / (now.all - before.all)).toFixed(0)} %`;
  };
};
