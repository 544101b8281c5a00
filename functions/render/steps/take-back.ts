import type { Work } from '../work.ts';

/** Takes back those of these sentences that the caller was to be told. */
export const takeBack = ({ warnings }: Work, sentences: ReadonlySet<string>): void => {
  const others = warnings.filter((sentence) => !sentences.has(sentence));
  warnings.splice(0, warnings.length, ...others);
};
