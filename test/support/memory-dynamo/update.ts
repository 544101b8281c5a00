import { copyValue } from './copy-row.ts';
import { onceEach } from './once-each.ts';
import { type Operand, type Path, readOperand, readPath, readPlaceholder } from './operand.ts';
import type { References } from './references.ts';
import type { Row } from './row.ts';
import { TokenReader } from './token-reader.ts';
import { validationError } from './validation-error.ts';

interface Assignment {
  readonly path: Path;
  readonly value: Operand;
}

export interface Update {
  readonly names: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
  /** The attributes that it sets or removes. Throws when it does so twice with one. */
  readonly touched: (refs: References) => readonly string[];
  /** The row as it is afterwards. */
  readonly apply: (row: Row, refs: References) => Row;
}

const present = (value: unknown): unknown => {
  if (value !== undefined) return value;
  throw validationError('The provided expression refers to an attribute that does not exist in the item');
};

const toNumber = (value: unknown): number => {
  if (typeof present(value) === 'number') return value as number;
  throw validationError('An operand in the update expression has an incorrect data type');
};

const readFallback = (reader: TokenReader): Operand => {
  reader.next();
  reader.expect('(');
  const path = readPath(reader);
  reader.expect(',');
  const fallback = readValue(reader);
  reader.expect(')');
  return (row, refs) => {
    // Not by `??`, since a stored null is a value.
    const own = row[path(refs)];
    return own === undefined ? fallback(row, refs) : own;
  };
};

const readValue = (reader: TokenReader): Operand =>
  reader.peek() === 'if_not_exists' && reader.peek(1) === '(' ? readFallback(reader) : readOperand(reader);

const readSet = (reader: TokenReader): Assignment => {
  const path = readPath(reader);
  reader.expect('=');
  const left = readValue(reader);
  const sign = reader.take('+') ? 1 : reader.take('-') ? -1 : 0;
  if (sign === 0) return { path, value: (row, refs) => present(left(row, refs)) };
  const right = readValue(reader);
  return { path, value: (row, refs) => toNumber(left(row, refs)) + sign * toNumber(right(row, refs)) };
};

const readAdd = (reader: TokenReader): Assignment => {
  const path = readPath(reader);
  const added = readPlaceholder(reader);
  const own: Operand = (row, refs) => {
    const value = row[path(refs)];
    return value === undefined ? 0 : value;
  };
  return { path, value: (row, refs) => toNumber(own(row, refs)) + toNumber(added(row, refs)) };
};

const readClauses = (reader: TokenReader) => {
  const assignments: Assignment[] = [];
  const removed: Path[] = [];
  const seen = new Set<string>();
  while (reader.peek() !== '') {
    const clause = reader.next().toUpperCase();
    if (seen.has(clause)) throw validationError(`The "${clause}" section can only be used once`);
    seen.add(clause);
    if (clause === 'SET') assignments.push(...reader.list(() => readSet(reader)));
    else if (clause === 'ADD') assignments.push(...reader.list(() => readAdd(reader)));
    else if (clause === 'REMOVE') removed.push(...reader.list(() => readPath(reader)));
    else throw validationError(`Invalid UpdateExpression: Syntax error; token: "${clause}"`);
  }
  return { assignments, removed };
};

const without = (row: Row, removed: readonly string[]): Record<string, unknown> => {
  if (removed.length === 0) return { ...row };
  // Not by `delete`, which makes an object slow for good.
  const kept: Record<string, unknown> = {};
  for (const name in row) if (!removed.includes(name)) kept[name] = row[name];
  return kept;
};

const compile = (text: string): Update => {
  const reader = new TokenReader(text);
  const { assignments, removed } = readClauses(reader);
  const paths = [...assignments.map(({ path }) => path), ...removed];
  return {
    names: reader.names,
    values: reader.values,
    touched: (refs) => {
      const touched = paths.map((path) => path(refs));
      for (let at = 1; at < touched.length; at += 1) {
        if (touched.indexOf(touched[at] ?? '') < at)
          throw validationError('Invalid UpdateExpression: Two document paths overlap with each other');
      }
      return touched;
    },
    apply: (row, refs) => {
      // All of them see the row as it was before.
      const values = assignments.map(({ value }) => value(row, refs));
      const next = without(
        row,
        removed.map((path) => path(refs)),
      );
      for (const [at, { path }] of assignments.entries()) next[path(refs)] = copyValue(values[at]);
      return next;
    },
  };
};

/** Compiles an update expression. */
export const update = onceEach(compile);
