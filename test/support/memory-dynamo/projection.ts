import { copyRow } from './copy-row.ts';
import { onceEach } from './once-each.ts';
import { readPath } from './operand.ts';
import type { References } from './references.ts';
import type { Row } from './row.ts';
import { TokenReader } from './token-reader.ts';

/** Compiles a projection expression; `of` is a copy of a row with just its attributes. */
export const projection = onceEach((text: string) => {
  const reader = new TokenReader(text);
  const paths = reader.list(() => readPath(reader));
  reader.expectEnd();
  return {
    names: reader.names,
    values: reader.values,
    of: (row: Row, refs: References): Record<string, unknown> =>
      copyRow(Object.fromEntries(paths.map((path) => [path(refs), row[path(refs)]]))),
  };
});
