import { describe, expect, test } from 'vitest';
import { apiErrorCodes } from '../../functions/domain/errors.ts';
import { openapiDocument } from '../../functions/http/openapi.ts';
import { problemStatus } from '../../functions/http/problem.ts';
import type { Route } from '../../functions/http/route.ts';
import { routes } from '../../functions/http/routes.ts';
import { operations, resolved, schemaFaults } from '../support/openapi-validator.ts';

const table = Object.entries(routes) as [string, Route][];

/** Every media type of the document that has a schema, with where it stands. */
const bodies = operations.flatMap(({ operation }) => [
  ...Object.values(operation.requestBody?.content ?? {}).map((media) => ({
    name: `${operation.operationId} request`,
    media,
  })),
  ...Object.entries(operation.responses).flatMap(([status, response]) =>
    Object.values(resolved(response).content ?? {}).map((media) => ({
      name: `${operation.operationId} ${status}`,
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

  test('says something about every operation, field and answer', () => {
    for (const { operation } of operations) {
      expect(operation.tags).toHaveLength(1);
      expect(operation.summary.length).toBeGreaterThan(5);
      expect(operation.description.length).toBeGreaterThan(20);
      for (const response of Object.values(operation.responses)) {
        expect(resolved(response).description).toMatch(/\w/);
      }
    }
    const request = openapiDocument().components?.schemas?.['CaptureRequest'] as {
      properties: Record<string, { description?: string }>;
    };
    expect(Object.keys(request.properties).length).toBeGreaterThan(30);
    expect(Object.entries(request.properties).filter(([, { description }]) => !description)).toEqual([]);
  });

  test('has a schema for every JSON body', () => {
    const json = bodies.filter(({ media }) => media.examples !== undefined);
    expect(json.length).toBeGreaterThan(40);
    expect(json.filter(({ media }) => media.schema === undefined)).toEqual([]);
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

test('the validator notices a body that does not fit', () => {
  const [status] = operations.filter(({ operation }) => operation.operationId === 'getCapture');
  const schema =
    resolved(status?.operation.responses['200'] ?? {}).content?.['application/json']?.schema ?? {};
  const answer = { token: 'a'.repeat(32), status: 'queued' };
  expect(schemaFaults(schema, answer)).not.toEqual([]);
});
