import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { egressMutants } from './egress-mutants.ts';
import { type Measure, measures } from './measures/measures.ts';
import { mutants } from './mutants/mutants.ts';

// Or a proof would end with an error after minutes, on the day that somebody wants to see it.
describe.each<readonly [string, readonly Pick<Measure, 'name' | 'changes'>[]]>([
  ['proof:mutants', mutants],
  ['proof:live', egressMutants],
  ['proof:measures', measures],
])('what npm run %s replaces stands there once', (_, all) => {
  test.each(all)('$name', ({ changes }) => {
    for (const { file, find } of changes) {
      const source = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
      expect(source.split(find), find).toHaveLength(2);
    }
  });
});
