import type { Row } from './row.ts';
import { validationError } from './validation-error.ts';

/** The placeholders of an expression. */
interface Placeholders {
  readonly names: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
}

/** What an expression's placeholders stand for in one request. */
export interface References {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Row;
}

const none = {};

const compare = (
  given: Row | undefined,
  uses: readonly (Placeholders | undefined)[],
  of: keyof Placeholders,
) => {
  for (const use of uses) {
    if (use === undefined) continue;
    for (const placeholder of use[of]) {
      if (given?.[placeholder] === undefined)
        throw validationError(`An expression attribute ${of} used is not defined: ${placeholder}`);
    }
  }
  if (given === undefined) return;
  let isEmpty = true;
  for (const placeholder in given) {
    isEmpty = false;
    if (given[placeholder] === undefined || uses.some((use) => use?.[of].has(placeholder) === true)) continue;
    throw validationError(`Expression attribute ${of} unused in expressions: ${placeholder}`);
  }
  if (isEmpty) throw validationError(`Expression attribute ${of} must not be empty`);
};

/** A request's references. Throws when an expression uses one that is not there, or when none uses one that is. */
export const references = (
  request: {
    readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
    readonly ExpressionAttributeValues?: Row | undefined;
  },
  ...expressions: readonly (Placeholders | undefined)[]
): References => {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = request;
  compare(names, expressions, 'names');
  compare(values, expressions, 'values');
  return { names: names ?? none, values: values ?? none };
};
