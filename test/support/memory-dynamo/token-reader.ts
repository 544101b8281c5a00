import { validationError } from './validation-error.ts';

const token = /\s*(?:([#:]?[A-Za-z0-9_]+|<>|<=|>=|[=<>(),+-])|(\S))/gy;

const tokensOf = (text: string): string[] =>
  Array.from(text.trim().matchAll(token), ([, known, other]) => {
    if (known !== undefined) return known;
    if (other === '.' || other === '[') throw new Error(`memoryDynamo has no paths within values: ${text}`);
    throw validationError(`Invalid expression: Syntax error; token: "${other}", in: "${text}"`);
  });

/** Reads an expression token by token, and notes which placeholders are in it. */
export class TokenReader {
  /** `#alias` */
  readonly names = new Set<string>();
  /** `:value` */
  readonly values = new Set<string>();
  readonly #text: string;
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
    if (this.#tokens.length === 0) throw validationError('The expression can not be empty;');
  }

  get position(): number {
    return this.#at;
  }

  /** The token after what has been read; empty at the end. */
  peek(ahead = 0): string {
    return this.#tokens[this.#at + ahead] ?? '';
  }

  next(): string {
    const read = this.peek();
    this.#at += 1;
    return read;
  }

  /** Reads a sign or keyword if it is next. */
  take(expected: string): boolean {
    if (this.peek().toUpperCase() !== expected) return false;
    this.#at += 1;
    return true;
  }

  expect(expected: string): void {
    if (!this.take(expected)) this.fail();
  }

  expectEnd(): void {
    if (this.peek() !== '') this.fail();
  }

  /** What is read by `one`, once or several times with commas between. */
  list<One>(one: () => One): One[] {
    const read = [one()];
    while (this.take(',')) read.push(one());
    return read;
  }

  fail(): never {
    throw validationError(`Invalid expression: Syntax error; token: "${this.peek()}", in: "${this.#text}"`);
  }
}
