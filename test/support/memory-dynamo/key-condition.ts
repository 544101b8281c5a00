import { compareValues } from './compare-values.ts';
import { onceEach } from './once-each.ts';
import { type Operand, type Path, readPath, readPlaceholder } from './operand.ts';
import type { References } from './references.ts';
import type { Row } from './row.ts';
import { TokenReader } from './token-reader.ts';
import { validationError } from './validation-error.ts';

interface Clause {
  readonly path: Path;
  readonly sign: string;
  readonly operands: readonly Operand[];
}

/** Rows of one partition that lie together: what comes before them, and what after. */
export interface KeyRange {
  readonly partition: unknown;
  readonly isBelow: (row: Row) => boolean;
  readonly isAbove: (row: Row) => boolean;
}

const signs = ['=', '<', '<=', '>', '>='];
const never = () => false;

const readStart = (reader: TokenReader): Clause => {
  reader.next();
  reader.expect('(');
  const path = readPath(reader);
  reader.expect(',');
  const operands = [readPlaceholder(reader)];
  reader.expect(')');
  return { path, sign: 'begins_with', operands };
};

const readComparison = (reader: TokenReader): Clause => {
  const path = readPath(reader);
  if (reader.take('BETWEEN')) {
    const low = readPlaceholder(reader);
    reader.expect('AND');
    return { path, sign: 'BETWEEN', operands: [low, readPlaceholder(reader)] };
  }
  if (!signs.includes(reader.peek()))
    throw validationError('Invalid operator used in KeyConditionExpression');
  return { path, sign: reader.next(), operands: [readPlaceholder(reader)] };
};

const readClauses = (reader: TokenReader): Clause[] => {
  const clauses: Clause[] = [];
  do {
    if (reader.take('(')) {
      clauses.push(...readClauses(reader));
      reader.expect(')');
    } else clauses.push(reader.peek() === 'begins_with' ? readStart(reader) : readComparison(reader));
  } while (reader.take('AND'));
  return clauses;
};

const sortRange = (sign: string, name: string, [low, high = low]: readonly unknown[]) => {
  const order = (row: Row, value: unknown): number => compareValues(row[name], value) ?? 0;
  const startsWith = (row: Row): boolean => `${row[name]}`.startsWith(`${low}`);
  const isBelow = (row: Row): boolean => order(row, low) < 0;
  if (sign === '=') return { isBelow, isAbove: (row: Row) => order(row, low) > 0 };
  if (sign === '<') return { isBelow: never, isAbove: (row: Row) => order(row, low) >= 0 };
  if (sign === '<=') return { isBelow: never, isAbove: (row: Row) => order(row, low) > 0 };
  if (sign === '>') return { isBelow: (row: Row) => order(row, low) <= 0, isAbove: never };
  if (sign === '>=') return { isBelow, isAbove: never };
  if (sign === 'begins_with') {
    if (typeof low !== 'string') throw validationError('Incorrect operand type for begins_with');
    return { isBelow, isAbove: (row: Row) => order(row, low) > 0 && !startsWith(row) };
  }
  if ((compareValues(low, high) ?? 0) > 0)
    throw validationError(
      'The BETWEEN operator requires upper bound to be greater than or equal to lower bound',
    );
  return { isBelow, isAbove: (row: Row) => order(row, high) > 0 };
};

const noRow = {};

/** Compiles a key condition expression; `range` is what it says for keys of these names. */
export const keyCondition = onceEach((text: string) => {
  const reader = new TokenReader(text);
  const clauses = readClauses(reader);
  reader.expectEnd();
  return {
    names: reader.names,
    values: reader.values,
    range: (refs: References, partitionKey: string, sortKey: string | undefined): KeyRange => {
      const own = clauses.find(({ path, sign }) => path(refs) === partitionKey && sign === '=');
      const others = clauses.filter((clause) => clause !== own);
      const sort = others[0];
      if (own === undefined || others.length > 1 || (sort !== undefined && sort.path(refs) !== sortKey))
        throw validationError('Query condition missed key schema element, or has one that is no key');
      const partition = own.operands[0]?.(noRow, refs);
      if (sort === undefined) return { partition, isBelow: never, isAbove: never };
      const values = sort.operands.map((operand) => operand(noRow, refs));
      return { partition, ...sortRange(sort.sign, sort.path(refs), values) };
    },
  };
});
