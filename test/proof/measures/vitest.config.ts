import { defineConfig } from 'vitest/config';
import { replacedIn } from '../mutants/replace-lines.ts';
import { chosenMeasure } from './chosen-measure.ts';

const { changes = [] } = chosenMeasure() ?? {};

// The tests of `npm test` that need no stack, without the measure that MEASURE names, if any. Vite reads sources by itself.
export default defineConfig({
  root: `${import.meta.dirname}/../../..`,
  plugins: [
    {
      name: 'without-a-measure',
      enforce: 'pre',
      transform: (source, id) => replacedIn(id, source, changes),
    },
  ],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Or what one run has replaced would be there in the next one.
    fsModuleCache: false,
  },
});
