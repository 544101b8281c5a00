import type { References } from './references.ts';
import type { Row } from './row.ts';
import type { TokenReader } from './token-reader.ts';

/** The value that an expression's part has for a row; undefined is a missing attribute. */
export type Operand = (row: Row, refs: References) => unknown;

/** An attribute's name, which an alias may stand for. */
export type Path = (refs: References) => string;

const isName = (token: string): boolean => /^[A-Za-z_]/.test(token);

export const readPath = (reader: TokenReader): Path => {
  if (!isName(reader.peek()) && !reader.peek().startsWith('#')) reader.fail();
  const token = reader.next();
  if (!token.startsWith('#')) return () => token;
  reader.names.add(token);
  return ({ names }) => names[token] ?? '';
};

export const readPlaceholder = (reader: TokenReader): Operand => {
  if (!reader.peek().startsWith(':')) reader.fail();
  const token = reader.next();
  reader.values.add(token);
  return (_row, { values }) => values[token];
};

/** An attribute or a `:value`. */
export const readOperand = (reader: TokenReader): Operand => {
  if (reader.peek().startsWith(':')) return readPlaceholder(reader);
  const path = readPath(reader);
  return (row, refs) => row[path(refs)];
};
