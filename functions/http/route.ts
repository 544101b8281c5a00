import type * as z from 'zod';
import type { ApiErrorCode } from '../domain/errors.ts';

/** A named example of a body. */
interface Example {
  readonly summary: string;
  readonly value: unknown;
}
export type Examples = Readonly<Record<string, Example>>;

/** One answer of an operation that has no error code. */
export interface AnswerSpec {
  readonly description: string;
  /** The JSON body; absent: no body, or one of `mediaTypes`. */
  readonly schema?: z.ZodType;
  /** Media types of a body that is answered as it is, and not made from a value by the schema. */
  readonly mediaTypes?: readonly string[];
  readonly examples?: Examples;
  /** Header names, with what each says. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the operations are sorted by in the reference. */
export type Tag = 'Captures' | 'Account' | 'Documentation';

/** One operation of the API. Its name is also that of its file in api/, of its function and of its alarms. */
export interface Route {
  /** HEAD comes with each GET, OPTIONS with each path. */
  readonly method: 'GET' | 'POST';
  /** As API Gateway writes it, with path parameters in braces. */
  readonly path: string;
  /** Where the API key is: in the JSON body or a header, in the query or a header, or nowhere. */
  readonly auth: 'body' | 'query' | 'none';
  /** Who may call it from a browser: every page, or the pages of the stage's browser origins. */
  readonly cors: 'anyone' | 'browserOrigins';
  /** The Cache-Control header of its answers, errors aside. */
  readonly cache: string;
  /** True for what only serves the reference page and is no part of the API: it is not in the document. */
  readonly isPagePart?: true;
  readonly tag: Tag;
  readonly summary: string;
  readonly description: string;
  readonly body?: { readonly schema: z.ZodType; readonly examples: Examples };
  /** Request headers that mean something here, beside the ones that do everywhere. */
  readonly requestHeaders?: z.ZodObject;
  /** By HTTP status: all answers that are not one of `errors`. */
  readonly answers: Readonly<Record<number, AnswerSpec>>;
  /** Errors it can answer with, besides `internal` and what API Gateway answers for it. */
  readonly errors: readonly ApiErrorCode[];
}
