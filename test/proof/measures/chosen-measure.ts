import { type Measure, measures } from './measures.ts';

/** The measure that MEASURE names, none when that is empty or not set. Throws when there is no such measure. */
export const chosenMeasure = (): Measure | undefined => {
  const { MEASURE: wanted = '' } = process.env;
  if (wanted === '') return undefined;
  const measure = measures.find(({ name }) => name === wanted);
  if (measure === undefined) throw new Error(`There is no measure "${wanted}".`);
  return measure;
};
