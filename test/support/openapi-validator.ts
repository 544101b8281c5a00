import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openapiDocument } from '../../functions/http/openapi.ts';

const document = openapiDocument();
/** The paths, methods, responses and examples of the document, as data. */
export const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item as Record<string, OperationObject>).map(([method, operation]) => ({
    path,
    method: method.toUpperCase(),
    operation,
  })),
);

interface MediaObject {
  readonly schema?: object;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
interface ResponseObject {
  readonly description?: string;
  readonly content?: Readonly<Record<string, MediaObject>>;
}
interface OperationObject {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly requestBody?: { readonly content: Readonly<Record<string, MediaObject>> };
  readonly responses: Readonly<Record<string, ResponseObject | { readonly $ref: string }>>;
}

// A validator of its own, which knows nothing of the schemas' source.
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document, 'openapi');

/** Follows a reference into the document. */
export const resolved = <T>(value: T | { readonly $ref: string }): T =>
  typeof value === 'object' && value !== null && '$ref' in value
    ? (value.$ref
        .slice(2)
        .split('/')
        .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document) as T)
    : (value as T);

const compiled = new Map<object, ValidateFunction>();

/** The schema of the document, with its references made absolute. */
const compile = (schema: object): ValidateFunction => {
  const known =
    compiled.get(schema) ??
    ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/')));
  compiled.set(schema, known);
  return known;
};

/** What is wrong with a value, by a schema of the document; empty when nothing is. */
export const schemaFaults = (schema: object, value: unknown): string[] => {
  const validate = compile(schema);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

/**
 * What is wrong with an answer, by the document: a status that is not in it, or a JSON body that does not fit. Empty when
 * nothing is.
 */
export const answerFaults = (
  path: string,
  method: string,
  answer: { readonly status: number; readonly json: unknown },
): string[] => {
  const found = operations.find((one) => one.path === path && one.method === method);
  if (found === undefined) return [`${method} ${path} is not in the document`];
  const response = found.operation.responses[String(answer.status)];
  if (response === undefined) return [`${method} ${path} has no ${answer.status} in the document`];
  const schema = resolved<ResponseObject>(response).content?.['application/json']?.schema;
  if (schema === undefined)
    return answer.json === undefined ? [] : ['a JSON body that is not in the document'];
  return schemaFaults(schema, answer.json);
};

/**
 * What is wrong with a request's body, by the document: an operation that takes none, or a body that does not fit. Empty
 * when nothing is.
 */
export const requestFaults = (path: string, method: string, body: unknown): string[] => {
  const found = operations.find((one) => one.path === path && one.method === method);
  const schema = found?.operation.requestBody?.content['application/json']?.schema;
  return schema === undefined
    ? [`${method} ${path} takes no JSON body in the document`]
    : schemaFaults(schema, body);
};
