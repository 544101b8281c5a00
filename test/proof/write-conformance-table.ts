import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '../../README.md');
const begin = '<!-- conformance -->';
const end = '<!-- end of conformance -->';

/** Puts the table of cases and passes in README.md, in place of its last one. */
export const writeConformanceTable = (table: string): void => {
  const text = readFileSync(file, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error('README.md has no place for the table.');
  writeFileSync(file, `${before}${begin}\n${table}\n${end}${after}`);
};
