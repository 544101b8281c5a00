import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { egressMutants } from './egress-mutants.ts';

test.each(egressMutants)('what is replaced so that $name stands there once', ({ changes }) => {
  for (const { file, find } of changes) {
    const source = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
    expect(source.split(find), find).toHaveLength(2);
  }
});
