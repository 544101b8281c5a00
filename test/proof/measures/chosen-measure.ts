import { type Measure, measures } from './measures.ts';

/** The measure that MEASURE names. Throws when there is none. */
export const chosenMeasure = (): Measure => {
  const measure = measures.find(({ name }) => name === process.env['MEASURE']);
  if (measure === undefined) throw new Error(`There is no measure "${process.env['MEASURE']}".`);
  return measure;
};
