import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mutants } from './mutants.ts';

test.each(mutants)('what the mutant "$name" replaces stands there once', ({ file, find, also }) => {
  const source = readFileSync(join(import.meta.dirname, '../../..', file), 'utf8');
  for (const line of [find, ...(also === undefined ? [] : [also.find])]) {
    expect(source.split(line)).toHaveLength(2);
  }
});
