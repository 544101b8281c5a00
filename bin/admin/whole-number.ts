import { InvalidArgumentError } from 'commander';

/** What reads an option that must be a whole number within these bounds. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const count = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (count >= least && count <= most) return count;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
