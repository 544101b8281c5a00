import { compareValues } from './compare-values.ts';
import { equalValues } from './equal-values.ts';
import { onceEach } from './once-each.ts';
import { type Operand, type Path, readOperand, readPath } from './operand.ts';
import type { References } from './references.ts';
import type { Row } from './row.ts';
import { TokenReader } from './token-reader.ts';
import { validationError } from './validation-error.ts';

type Test = (row: Row, refs: References) => boolean;

export interface Condition {
  readonly names: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
  /** The attributes that it looks at. */
  readonly paths: readonly Path[];
  /** Whether it holds; a row that is not there is one without attributes. */
  readonly holds: Test;
}

const ordered =
  (one: Operand, other: Operand, fits: (order: number) => boolean): Test =>
  (row, refs) => {
    const order = compareValues(one(row, refs), other(row, refs));
    return order !== undefined && fits(order);
  };

// A missing attribute is unequal to everything, and neither less nor more than anything.
const comparisons: Readonly<Record<string, (one: Operand, other: Operand) => Test>> = {
  '=': (one, other) => (row, refs) => equalValues(one(row, refs), other(row, refs)),
  '<>': (one, other) => (row, refs) => !equalValues(one(row, refs), other(row, refs)),
  '<': (one, other) => ordered(one, other, (order) => order < 0),
  '<=': (one, other) => ordered(one, other, (order) => order <= 0),
  '>': (one, other) => ordered(one, other, (order) => order > 0),
  '>=': (one, other) => ordered(one, other, (order) => order >= 0),
};

const startsWith = (whole: unknown, start: unknown): boolean => {
  if (typeof whole === 'string' && typeof start === 'string') return whole.startsWith(start);
  if (!(whole instanceof Uint8Array && start instanceof Uint8Array)) return false;
  return Buffer.compare(whole.subarray(0, start.length), start) === 0;
};

const contains = (whole: unknown, part: unknown): boolean => {
  if (typeof whole === 'string') return typeof part === 'string' && whole.includes(part);
  if (Array.isArray(whole)) return whole.some((one) => equalValues(one, part));
  return (
    whole instanceof Uint8Array &&
    part instanceof Uint8Array &&
    Buffer.from(whole).includes(Buffer.from(part))
  );
};

const size = (value: unknown): number | undefined => {
  if (typeof value === 'string' || value instanceof Uint8Array || Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;
};

/** One reading of one expression. */
class ConditionReader {
  readonly paths: Path[] = [];
  readonly #reader: TokenReader;
  #lastGroup = { from: -1, to: -1 };

  constructor(reader: TokenReader) {
    this.#reader = reader;
  }

  either(): Test {
    const left = this.#both();
    if (!this.#reader.take('OR')) return left;
    const right = this.either();
    return (row, refs) => left(row, refs) || right(row, refs);
  }

  #both(): Test {
    const left = this.#negated();
    if (!this.#reader.take('AND')) return left;
    const right = this.#both();
    return (row, refs) => left(row, refs) && right(row, refs);
  }

  #negated(): Test {
    if (!this.#reader.take('NOT')) return this.#single();
    const test = this.#negated();
    return (row, refs) => !test(row, refs);
  }

  #single(): Test {
    if (this.#reader.peek() === '(') return this.#group();
    if (this.#reader.peek(1) === '(' && this.#reader.peek() !== 'size') return this.#function();
    return this.#comparison();
  }

  #group(): Test {
    const from = this.#reader.position;
    this.#reader.expect('(');
    const test = this.either();
    if (this.#lastGroup.from === from + 1 && this.#lastGroup.to === this.#reader.position) {
      throw validationError('Invalid expression: The expression has redundant parentheses;');
    }
    this.#reader.expect(')');
    this.#lastGroup = { from, to: this.#reader.position };
    return test;
  }

  #function(): Test {
    const name = this.#reader.next();
    this.#reader.expect('(');
    const test = this.#called(name);
    this.#reader.expect(')');
    return test;
  }

  #called(name: string): Test {
    if (name === 'attribute_exists' || name === 'attribute_not_exists') {
      const path = this.#path();
      const isWanted = name === 'attribute_exists';
      return (row, refs) => (row[path(refs)] !== undefined) === isWanted;
    }
    const test = name === 'begins_with' ? startsWith : name === 'contains' ? contains : undefined;
    if (test === undefined) throw validationError(`Invalid function name; function: ${name}`);
    const whole = this.#operand();
    this.#reader.expect(',');
    const part = this.#operand();
    return (row, refs) => test(whole(row, refs), part(row, refs));
  }

  #comparison(): Test {
    const left = this.#operand();
    if (this.#reader.take('BETWEEN')) return this.#between(left);
    if (this.#reader.take('IN')) return this.#in(left);
    const comparison = comparisons[this.#reader.peek()] ?? this.#reader.fail();
    this.#reader.next();
    return comparison(left, this.#operand());
  }

  #between(value: Operand): Test {
    const low = this.#operand();
    this.#reader.expect('AND');
    const high = this.#operand();
    return (row, refs) => {
      const from = low(row, refs);
      const to = high(row, refs);
      const one = value(row, refs);
      return (compareValues(one, from) ?? -1) >= 0 && (compareValues(one, to) ?? 1) <= 0;
    };
  }

  #in(value: Operand): Test {
    this.#reader.expect('(');
    const options = this.#reader.list(() => this.#operand());
    this.#reader.expect(')');
    return (row, refs) => {
      const one = value(row, refs);
      return options.some((option) => equalValues(one, option(row, refs)));
    };
  }

  #operand(): Operand {
    if (this.#reader.peek() === 'size' && this.#reader.peek(1) === '(') {
      this.#reader.next();
      this.#reader.expect('(');
      const path = this.#path();
      this.#reader.expect(')');
      return (row, refs) => size(row[path(refs)]);
    }
    if (this.#reader.peek().startsWith(':')) return readOperand(this.#reader);
    const path = this.#path();
    return (row, refs) => row[path(refs)];
  }

  #path(): Path {
    const path = readPath(this.#reader);
    this.paths.push(path);
    return path;
  }
}

/** Compiles a condition or filter expression. */
export const condition = onceEach((text: string): Condition => {
  const reader = new TokenReader(text);
  const parts = new ConditionReader(reader);
  const holds = parts.either();
  reader.expectEnd();
  return { names: reader.names, values: reader.values, paths: parts.paths, holds };
});
