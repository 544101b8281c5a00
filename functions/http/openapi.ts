import * as z from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiResponseObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { apiKeyPattern } from '../domain/capture-token.ts';
import type { ApiErrorCode } from '../domain/errors.ts';
import { token } from './answer-fields.ts';
import { callbackDelivery } from './callback-delivery.ts';
import { EXAMPLE_API_URL } from './example-answers.ts';
import { introduction } from './openapi-introduction.ts';
import { pascalCase } from './pascal-case.ts';
import { problemBodies, problems } from './problem.ts';
import type { AnswerSpec, Route, Tag } from './route.ts';
import { type OperationId, routes } from './routes.ts';

const tags: Readonly<Record<Tag, string>> = {
  Captures: 'Submit pages, ask how they stand, get files.',
  Account: 'What an account has left.',
  Documentation: 'This reference.',
};

/** What API Gateway or the edge may answer to any call. */
const everywhere: readonly ApiErrorCode[] = ['rate_limited', 'internal', 'unavailable'];

const text = (description: string) => ({ description, schema: { type: 'string' as const } });
const requestIdHeader = {
  'X-Request-Id': { ...text('An id of the request, for questions to the operator.'), required: true },
};
const retryHeader = {
  'Retry-After': {
    description: 'Seconds to wait before the next try.',
    schema: { type: 'integer' as const, minimum: 0 },
  },
};

const examplesOf = (examples: AnswerSpec['examples']) =>
  examples === undefined ? {} : { examples: { ...examples } };

const answer = ({
  description,
  schema,
  mediaTypes = [],
  examples,
  headers = {},
}: AnswerSpec): ZodOpenApiResponseObject => ({
  description,
  headers: {
    ...requestIdHeader,
    ...Object.fromEntries(Object.entries(headers).map(([name, says]) => [name, text(says)])),
  },
  ...(schema !== undefined && {
    content: { 'application/json': { schema, ...examplesOf(examples) } },
  }),
  ...(schema === undefined &&
    mediaTypes.length > 0 && { content: Object.fromEntries(mediaTypes.map((type) => [type, {}])) }),
});

const exampleOf = (code: ApiErrorCode) => {
  const { example, ...rest }: { example: string; with?: 'fields' | 'request_id' } = problems[code];
  return {
    summary: code,
    value: {
      error: code,
      detail: example,
      ...(rest.with === 'fields' && { fields: [example.match(/^\w+(?= must)/)?.[0] ?? 'url'] }),
      ...(rest.with === 'request_id' && { request_id: '4b0f2f5c-5a41-4b25-9a51-0d8b8c1ab8f3' }),
    },
  };
};

const made = new Map<string, ZodOpenApiResponseObject>();

/** The answer to errors of these codes, all of one status: a component that operations share. */
const refusal = (codes: readonly ApiErrorCode[]): ZodOpenApiResponseObject => {
  const id = `Refused${codes.map(pascalCase).join('Or')}`;
  const known = made.get(id) ?? { ...newRefusal(codes), id };
  made.set(id, known);
  return known;
};

const newRefusal = (codes: readonly ApiErrorCode[]): ZodOpenApiResponseObject => {
  const bodies = codes.map((code) => problemBodies[code]);
  const [first, ...more] = bodies;
  if (first === undefined) throw new Error('A refusal has at least one code.');
  const mayRetry = codes.some((code) =>
    ['rate_limited', 'waitlist_full', 'idempotency_in_progress'].includes(code),
  );
  return {
    description: codes.map((code) => `\`${code}\`: ${problems[code].means}`).join('\n\n'),
    headers: { ...requestIdHeader, ...(mayRetry && retryHeader) },
    content: {
      'application/json': {
        schema: more.length === 0 ? first : z.union([first, ...more]),
        examples: Object.fromEntries(codes.map((code) => [code, exampleOf(code)])),
      },
    },
  };
};

const refusals = (errors: readonly ApiErrorCode[]): ZodOpenApiResponsesObject => {
  const codes = [...new Set([...errors, ...everywhere])];
  const statuses = [...new Set(codes.map((code) => problems[code].status))].toSorted();
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      refusal(codes.filter((code) => problems[code].status === status)),
    ]),
  );
};

const keyParameter = z.object({
  key: z
    .string()
    .regex(apiKeyPattern)
    .optional()
    .meta({
      description: 'The API key, when it is not in a header.',
      examples: ['aB3kR7mZx9Lq'],
    }),
});
const parametersOf = ({ path, auth, requestHeaders }: Route) => ({
  ...(path.includes('{token}') && { path: z.object({ token }) }),
  ...(auth === 'query' && { query: keyParameter }),
  ...(requestHeaders !== undefined && { header: requestHeaders }),
});

// In the body the key is a field like any other, and the header only another way.
const securityOf = { body: [{}, { bearer: [] }], query: [{ bearer: [] }, { queryKey: [] }], none: [] };

const operation = (id: OperationId): ZodOpenApiOperationObject => {
  const route: Route = routes[id];
  const { body, auth } = route;
  return {
    operationId: id,
    tags: [route.tag],
    summary: route.summary,
    description: route.description,
    security: [...securityOf[auth]],
    requestParams: parametersOf(route),
    ...(body !== undefined && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: body.schema, ...examplesOf(body.examples) } },
      },
      callbacks: {
        captureEnded: { '{$request.body#/callback_url}': { post: callbackDelivery(`${id}Callback`) } },
      },
    }),
    responses: {
      ...Object.fromEntries(Object.entries(route.answers).map(([status, spec]) => [status, answer(spec)])),
      ...refusals(route.errors),
    },
  };
};

const paths = () => {
  const byPath: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [id, { method, path, isPagePart }] of Object.entries(routes) as [OperationId, Route][]) {
    if (isPagePart === true) continue;
    byPath[path] = { ...byPath[path], [method.toLowerCase()]: operation(id) };
  }
  return byPath;
};

/** The OpenAPI 3.1 document of the API, made from the route table and the schemas that judge and answer. */
export const openapiDocument = () =>
  createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Snapstack API',
        version: '2.0.0',
        summary: 'Pictures and PDFs of web pages.',
        description: introduction,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: EXAMPLE_API_URL, description: 'This deployment.' }],
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
      paths: paths(),
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            description:
              'The API key as `Authorization: Bearer <key>`. In a POST, `key` in the body takes its place.',
          },
          queryKey: { type: 'apiKey', in: 'query', name: 'key', description: 'The API key in the query.' },
        },
      },
    },
    { reused: 'inline' },
  );
