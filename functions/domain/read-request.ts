import type * as z from 'zod';
import { askedOptions } from './asked-options.ts';
import { cookie } from './cookie.ts';
import { ApiError } from './errors.ts';
import { brokenRules, type JointRule } from './joint-rules.ts';

/** The fields of a request's JSON object, or of a job's. */
export type Fields = Readonly<Record<string, unknown>>;

/** Other names that clients use for an option (contract, "Endpoints"). The option's own name wins. */
const aliases = { wait: 'wait_time', full_page: 'fullpage' } as const;

/** A caller can send any number of fields of any length; a warning names this many, cut to this length. */
const NAMED_FIELDS = 10;
const NAMED_LENGTH = 64;

/** The same fields with each option under its own name. */
const withoutAliases = (body: Fields): Fields => {
  const used = Object.entries(aliases).filter(([alias]) => Object.hasOwn(body, alias));
  if (used.length === 0) return body;
  const fields: Record<string, unknown> = { ...body };
  for (const [alias, option] of used) {
    if (!Object.hasOwn(fields, option)) fields[option] = fields[alias];
    delete fields[alias];
  }
  return fields;
};

/** Notes the names that an object has and its schema has not. */
const noteUnknown = (names: Set<string>, value: unknown, shape: object, prefix = ''): void => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(shape, key)) names.add(prefix + key);
  }
};

const httpAuthShape = askedOptions.shape.http_auth.unwrap().shape;

const unknownFields = (body: Fields, known: object): Set<string> => {
  const { http_auth, cookies } = body;
  const names = new Set<string>();
  noteUnknown(names, body, known);
  noteUnknown(names, http_auth, httpAuthShape, 'http_auth.');
  if (Array.isArray(cookies)) {
    for (const one of cookies) noteUnknown(names, one, cookie.shape, 'cookies[].');
  }
  return names;
};

/** A name that is fit to be shown: cut, and without what would not be seen or would move a cursor. */
const shown = (name: string): string =>
  name
    .slice(0, NAMED_LENGTH)
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, '\ufffd');

const ignoredFields = (names: ReadonlySet<string>): string[] => {
  if (names.size === 0) return [];
  const named = [...names].slice(0, NAMED_FIELDS).map(shown);
  const more = names.size > NAMED_FIELDS ? ` and ${names.size - NAMED_FIELDS} more` : '';
  return [`Unknown fields were ignored: ${named.join(', ')}${more}.`];
};

const pathText = ([field, ...inner]: readonly PropertyKey[]): string =>
  String(field) + inner.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');

/** What is wrong with a request, a sentence a field: `viewport_width` -> `viewport_width must be …`. */
type WrongFields = ReadonlyMap<string, string>;

const wrongFields = (issues: readonly z.core.$ZodIssue[]): Map<string, string> => {
  const wrong = new Map<string, string>();
  for (const { path, message } of issues) {
    const field = String(path[0]);
    if (!wrong.has(field)) wrong.set(field, `${pathText(path)} ${message}`);
  }
  return wrong;
};

/** ApiError `invalid_parameter` that names all fields and what each may be. */
export const invalidParameter = (wrong: WrongFields): ApiError =>
  new ApiError('invalid_parameter', {
    detail: `${[...wrong.values()].join('; ')}.`,
    fields: [...wrong.keys()],
  });

/** A request that has the right shape. */
export interface ReadRequest<Schema extends z.ZodObject> {
  readonly fields: z.output<Schema>;
  /** The names of the fields that the caller sent, aliases under the option's own name. */
  readonly sent: ReadonlySet<string>;
  /** A sentence about what was ignored, if anything. */
  readonly warnings: string[];
}

interface Reading {
  /** Rules about several fields, for requests of one capture. */
  readonly rules?: readonly JointRule[];
  /** Fields that are no part of the schema and need no warning. */
  readonly alsoKnown?: readonly string[];
}

/**
 * The shape half of the judgement: the fields with their defaults. Throws ApiError `invalid_parameter` that names every
 * offending field. Nothing is converted: a field of another kind than the schema's is wrong, and null is a value of
 * `color_scheme` only.
 */
export const readRequest = <Schema extends z.ZodObject>(
  schema: Schema,
  body: Fields,
  { rules = [], alsoKnown = [] }: Reading = {},
): ReadRequest<Schema> => {
  const own = withoutAliases(body);
  const parsed = schema.safeParse(own);
  const wrong = parsed.success ? new Map<string, string>() : wrongFields(parsed.error.issues);
  // Where some fields are wrong, the rules about the others are judged all the same, so that all is named at once.
  for (const [field, sentence] of brokenRules(rules, own, wrong)) wrong.set(field, sentence);
  if (!parsed.success || wrong.size > 0) throw invalidParameter(wrong);
  const unknown = unknownFields(own, schema.shape);
  for (const name of alsoKnown) unknown.delete(name);
  return { fields: parsed.data, sent: new Set(Object.keys(own)), warnings: ignoredFields(unknown) };
};
