import type * as z from 'zod';
import { type CaptureOptions, captureOptions } from './capture-options.ts';
import { ApiError } from './errors.ts';
import { knownFields, unavailableFields } from './unavailable-options.ts';

/** Other names that clients use for an option (contract, "Endpoints"). The option's own name wins. */
const aliases = { wait: 'wait_time', full_page: 'fullpage' } as const;

/** A caller can send any number of fields of any length; a warning names this many, cut to this length. */
const NAMED_FIELDS = 10;
const NAMED_LENGTH = 64;

type Body = Readonly<Record<string, unknown>>;

const withoutAliases = (body: Body): Body => {
  const fields = new Map(Object.entries(body));
  for (const [alias, option] of Object.entries(aliases)) {
    if (!fields.has(alias)) continue;
    if (!fields.has(option)) fields.set(option, fields.get(alias));
    fields.delete(alias);
  }
  return Object.fromEntries(fields);
};

const ignoredFields = (body: Body): string[] => {
  const unknown = Object.keys(body).filter(
    (field) => !Object.hasOwn(captureOptions.shape, field) && !knownFields.has(field),
  );
  if (unknown.length === 0) return [];
  const names = unknown.slice(0, NAMED_FIELDS).map((name) => name.slice(0, NAMED_LENGTH).toWellFormed());
  const more = unknown.length > NAMED_FIELDS ? ` and ${unknown.length - NAMED_FIELDS} more` : '';
  return [`Unknown fields were ignored: ${names.join(', ')}${more}.`];
};

const wrongFields = (body: Body, issues: readonly z.core.$ZodIssue[]): ReadonlyMap<string, string> =>
  new Map([
    ...issues.map((issue) => [String(issue.path[0]), issue.message] as const),
    ...unavailableFields(body).map(
      (field) => [field, 'is not available in this version, leave it out'] as const,
    ),
  ]);

/**
 * The shape half of the judgement of one capture: the options with their defaults, and a sentence for what was
 * ignored. Throws ApiError `invalid_parameter` that names every offending field, those that this version cannot render
 * yet included.
 */
export const captureRequest = (sent: Body): { options: CaptureOptions; warnings: string[] } => {
  const body = withoutAliases(sent);
  const parsed = captureOptions.safeParse(body);
  const wrong = wrongFields(body, parsed.error?.issues ?? []);
  if (parsed.success && wrong.size === 0) return { options: parsed.data, warnings: ignoredFields(body) };
  throw new ApiError('invalid_parameter', {
    detail: `${[...wrong].map(([field, rule]) => `${field} ${rule}`).join('; ')}.`,
    fields: [...wrong.keys()],
  });
};
