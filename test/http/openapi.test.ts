import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { apiErrorCodes } from '../../functions/domain/errors.ts';
import { openapiDocument } from '../../functions/http/openapi.ts';
import { problemStatus } from '../../functions/http/problem.ts';
import type { Route } from '../../functions/http/route.ts';
import { routes } from '../../functions/http/routes.ts';
import { operations, resolved, schemaFaults } from '../support/openapi-validator.ts';

const table = Object.entries(routes) as [string, Route][];

/** Every body of the document, with where it stands and its media type. */
const bodies = operations.flatMap(({ operation }) => [
  ...Object.entries(operation.requestBody?.content ?? {}).map(([type, media]) => ({
    name: `${operation.operationId} request`,
    type,
    media,
  })),
  ...Object.entries(operation.responses).flatMap(([status, response]) =>
    Object.entries(resolved(response).content ?? {}).map(([type, media]) => ({
      name: `${operation.operationId} ${status}`,
      type,
      media,
    })),
  ),
]);
const examples = bodies.flatMap(({ name, media }) =>
  Object.entries(media.examples ?? {}).map(([example, { value }]) => ({
    name: `${name}: ${example}`,
    schema: media.schema ?? {},
    value,
  })),
);

/** A schema of the document, as far as a walk through it needs to know. */
interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** The fields of a schema and of all that is written inside it; what it refers to is a component, with its own walk. */
const fieldsOf = (schema: Schema, at: string): { at: string; field: Schema }[] => {
  const { properties = {}, items, additionalProperties, allOf = [], anyOf = [], oneOf = [] } = schema;
  const own = Object.entries(properties).map(([name, field]) => ({ at: `${at}.${name}`, field }));
  const more = typeof additionalProperties === 'object' ? [additionalProperties] : [];
  const inner = [...(items === undefined ? [] : [items]), ...more, ...allOf, ...anyOf, ...oneOf];
  return [
    ...own.flatMap((one) => [one, ...fieldsOf(one.field, one.at)]),
    ...inner.flatMap((one) => fieldsOf(one, at)),
  ];
};

/** A reference to a component that is described needs no words of its own. */
const isDescribed = (field: Schema): boolean =>
  /\w/.test(field.description ?? '') ||
  (field.$ref !== undefined && isDescribed(resolved<Schema>({ $ref: field.$ref }))) ||
  (field.allOf ?? []).some(isDescribed);

describe('the document', () => {
  test('has the operations of the route table, and no others', () => {
    const wanted = table.filter(([, { isPagePart }]) => isPagePart !== true);
    expect(operations.map(({ operation }) => operation.operationId).toSorted()).toEqual(
      wanted.map(([id]) => id).toSorted(),
    );
    for (const { path, method, operation } of operations) {
      expect(routes[operation.operationId as keyof typeof routes]).toMatchObject({ path, method });
    }
  });

  test.each(table.filter(([, { isPagePart }]) => isPagePart !== true))(
    '%s has every status that its route can answer with',
    (id, route) => {
      const { operation } = operations.find((one) => one.operation.operationId === id) ?? {};
      const errors = route.errors.map((code) => problemStatus[code]);
      const wanted = new Set([...Object.keys(route.answers), ...errors.map(String), '429', '500', '503']);
      expect(new Set(Object.keys(operation?.responses ?? {}))).toEqual(
        new Set([...wanted, ...(id === 'getCaptureFile' ? ['416'] : [])]),
      );
    },
  );

  test('says something about every operation and answer', () => {
    for (const { operation } of operations) {
      expect(operation.tags).toHaveLength(1);
      expect(operation.summary.length).toBeGreaterThan(5);
      expect(operation.description.length).toBeGreaterThan(20);
      for (const response of Object.values(operation.responses)) {
        expect(resolved(response).description).toMatch(/\w/);
      }
    }
  });

  test('says something about every field', () => {
    const components = Object.entries(openapiDocument().components?.schemas ?? {}) as [string, Schema][];
    const inPlace = bodies.map(({ name, media }) => [name, media.schema ?? {}] as const);
    const fields = [...components, ...inPlace].flatMap(([name, schema]) => fieldsOf(schema, name));
    // Of requests, callbacks and answers, and of what stands inside of a union and of an array.
    for (const at of [
      'CaptureRequest.url',
      'CallbackParts.file',
      'SubmitAnswer.token',
      'BatchAnswer.jobs.index',
    ]) {
      expect(fields.filter((one) => one.at.startsWith(at)).length, at).toBeGreaterThan(0);
    }
    expect(fields.filter(({ field }) => !isDescribed(field)).map(({ at }) => at)).toEqual([]);
  });

  test('has a schema for every JSON body', () => {
    const json = bodies.filter(({ type }) => type === 'application/json');
    expect(json.length).toBeGreaterThan(40);
    expect(json.filter(({ media }) => media.schema === undefined).map(({ name }) => name)).toEqual([]);
  });

  test('shows every error code', () => {
    const codes = new Set(examples.map(({ value }) => (value as { error?: string }).error));
    const gatewayOnly = ['method_not_allowed'];
    expect(apiErrorCodes.filter((code) => !codes.has(code) && !gatewayOnly.includes(code))).toEqual([]);
  });
});

describe('every example fits its schema', () => {
  test('there are examples', () => {
    expect(examples.length).toBeGreaterThan(60);
  });

  test.each(examples)('$name', ({ schema, value }) => {
    expect(schemaFaults(schema, value)).toEqual([]);
  });
});

describe('as it is committed', () => {
  const file = (name: string) => readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8');

  test.each(['1.1', '1.2'] as const)(
    'the document says the same in JSON and to readers of YAML %s',
    (version) => {
      expect(parse(file('openapi.yaml'), { version })).toEqual(JSON.parse(file('openapi.json')));
    },
  );
});

test('the validator notices a body that does not fit', () => {
  const [status] = operations.filter(({ operation }) => operation.operationId === 'getCapture');
  const schema =
    resolved(status?.operation.responses['200'] ?? {}).content?.['application/json']?.schema ?? {};
  const answer = { token: 'a'.repeat(32), status: 'queued' };
  expect(schemaFaults(schema, answer)).not.toEqual([]);
});
